package org.asclepion.host.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Looks at a socket's first bytes: what belongs to the protocol that shares the port leaves the
 * handlers of HTTP, everything else goes on to them. Owned by the socket's event loop. A socket
 * that says too little is closed by HTTP's own patience.
 */
final class FirstBytes extends ByteToMessageDecoder {
  private final SharedPort shared;

  FirstBytes(SharedPort shared) {
    this.shared = shared;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    boolean other = in.getUnsignedByte(in.readerIndex()) > shared.largestFirstByte();
    if (!other && in.readableBytes() < shared.bytesToTell()) {
      return;
    }
    ChannelPipeline pipeline = ctx.pipeline();
    if (!other && shared.isLikely(in)) {
      while (pipeline.last() != this) {
        pipeline.removeLast();
      }
      for (ChannelHandler handler : shared.handlers()) {
        pipeline.addLast(handler);
      }
    }
    // Hands on what has come.
    pipeline.remove(this);
  }
}
