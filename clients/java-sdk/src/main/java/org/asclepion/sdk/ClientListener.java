package org.asclepion.sdk;

/** Hears what happens to a client, in order, on the client's loop. It must not block. */
@FunctionalInterface
public interface ClientListener {
  void on(HospitalClient client, ClientEvent event);
}
