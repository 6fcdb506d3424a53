package org.asclepion.media.port;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import java.util.concurrent.TimeUnit;
import org.asclepion.media.stun.Stun;
import org.jspecify.annotations.Nullable;

/**
 * ICE-TCP (RFC 6544) on one connection: the same packets as over UDP, framed (RFC 4571). For
 * networks that let nothing else out; on a port of its own or on that of HTTPS, where the first
 * bytes tell it from TLS. On the connection's thread.
 *
 * <p>A connection begins with a signed check or is closed, and what is not signed within {@link
 * #UNPROVEN_SECONDS} is closed as well.
 */
public final class IceTcp extends SimpleChannelInboundHandler<ByteBuf> {
  /** How long a connection may be nobody's. */
  static final int UNPROVEN_SECONDS = 10;

  private static final int LENGTH_BYTES = 2;

  private final MediaLoop loop;
  private final PortMeter meter;
  private @Nullable TcpLane lane;

  IceTcp(MediaLoop loop, PortMeter meter) {
    this.loop = loop;
    this.meter = meter;
  }

  /** How many of a connection's first bytes {@link #isLikely} needs. */
  public static final int BYTES_TO_TELL = LENGTH_BYTES + 8;

  /**
   * Whether a connection that begins like this speaks ICE-TCP: a frame's length, then a STUN
   * Binding request of that length. TLS begins with 0x16 0x03, HTTP with letters.
   *
   * <pre>
   * +-----------+------------+-----------+-------------------+
   * | length, 2 | 0x0001     | length-20 | magic cookie      |
   * +-----------+------------+-----------+-------------------+
   *  0           2            4           6                   10
   * </pre>
   */
  public static boolean isLikely(ByteBuf first) {
    int at = first.readerIndex();
    return first.readableBytes() >= BYTES_TO_TELL
        && first.getUnsignedShort(at + 2) == Stun.BINDING_REQUEST
        && first.getUnsignedShort(at) == first.getUnsignedShort(at + 4) + Stun.HEADER_BYTES
        && first.getInt(at + 6) == Stun.MAGIC_COOKIE;
  }

  static ChannelHandler frames() {
    return new LengthFieldBasedFrameDecoder(
        DatagramSockets.PACKET_BYTES, 0, LENGTH_BYTES, 0, LENGTH_BYTES);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    TcpLane made = new TcpLane(context.channel(), meter);
    lane = made;
    var _ =
        context
            .executor()
            .schedule(
                () -> {
                  if (made.owner() == null) {
                    var _ = context.close();
                  }
                },
                UNPROVEN_SECONDS,
                TimeUnit.SECONDS);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf packet) {
    TcpLane here = lane;
    if (here == null) {
      return;
    }
    if (here.owner() == null && Protocol.of(packet) != Protocol.STUN) {
      meter.count(PortCounter.FROM_STRANGERS);
      var _ = context.close();
      return;
    }
    loop.framed(packet, here);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    TcpLane here = lane;
    PortLane.Claim owner = here == null ? null : here.owner();
    if (here != null && owner != null) {
      owner.peer().mediaLoop().execute(() -> owner.peer().laneGone(here));
    }
    context.fireChannelInactive();
  }

  /** A frame too long, a connection reset: this connection is of no more use. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }
}
