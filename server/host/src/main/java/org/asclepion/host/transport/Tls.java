package org.asclepion.host.transport;

import io.netty.handler.ssl.SslContext;

/** The certificate of the moment. Any thread; may answer another one after a reload. */
public interface Tls {
  SslContext current();
}
