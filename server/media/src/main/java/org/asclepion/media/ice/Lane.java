package org.asclepion.media.ice;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;

/**
 * How packets get to one address: by the UDP socket, or by a TCP connection of the peer's. Used on
 * the loop of the peer whose address it is.
 */
public interface Lane {
  /** Where the peer's packets come from, as we see it. */
  InetSocketAddress remote();

  /** Whether both have the same transport and lead to the same address. */
  boolean isSame(Lane other);

  /** Sends a packet with the next flush; takes over one reference. */
  void write(ByteBuf packet);

  void flush();
}
