package org.asclepion.host.media;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import java.util.List;
import org.asclepion.host.transport.SharedPort;
import org.asclepion.media.port.IceTcp;
import org.asclepion.media.port.MediaPort;

/** Media over TCP (RFC 6544) on the port of HTTPS, for networks that let nothing else out. */
final class IceOverTcp implements SharedPort {
  /** Of the length of a first check, which has less than 1,280 bytes (RFC 5389 section 7.1). */
  private static final int LARGEST_FIRST_BYTE = 0x04;

  private final MediaPort port;

  IceOverTcp(MediaPort port) {
    this.port = port;
  }

  @Override
  public int largestFirstByte() {
    return LARGEST_FIRST_BYTE;
  }

  @Override
  public int bytesToTell() {
    return IceTcp.BYTES_TO_TELL;
  }

  @Override
  public boolean isLikely(ByteBuf first) {
    return IceTcp.isLikely(first);
  }

  @Override
  public List<ChannelHandler> handlers() {
    return port.tcpHandlers();
  }
}
