package org.asclepion.media.port;

/** Where the port's figures go. Called from any thread, for every packet: it must not wait. */
public interface PortMeter {
  void add(PortCounter counter, long amount);

  /** Something failed that should not; the port goes on. */
  void fault(Throwable cause);

  default void count(PortCounter counter) {
    add(counter, 1);
  }
}
