package org.asclepion.host.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import java.util.List;

/**
 * A protocol that shares the port with HTTP and TLS, told from them by a connection's first bytes.
 * Called on event loops.
 */
public interface SharedPort {
  /** The largest first byte a connection of this protocol begins with; those of HTTP are larger. */
  int largestFirstByte();

  /** How many bytes {@link #isLikely} needs. */
  int bytesToTell();

  /** Whether a connection that begins like this speaks the protocol. */
  boolean isLikely(ByteBuf first);

  /** What handles such a connection, in order. */
  List<ChannelHandler> handlers();
}
