package org.asclepion.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.asclepion.protocol.pose.PoseSample;
import org.jspecify.annotations.Nullable;

/**
 * One client of the relay: grants the upgrade, then takes frames in and remembers when the newest
 * sample was sent and read. Owned by the relay's loop. It trusts its clients: nothing but the
 * floor's own connect to it, on loopback.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a connection that fails shows in the clients' count
final class RelayConnection extends ChannelInboundHandlerAdapter {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final Pattern REQUEST =
      Pattern.compile("GET /(\\d+)/(\\d+) HTTP/1\\.1\r\n.*\r\n\r\n", Pattern.DOTALL);
  private static final Pattern KEY = Pattern.compile("(?i)\r\nsec-websocket-key: *(\\S+)\r\n");
  private static final int MAX_REQUEST_BYTES = 4_096;
  private static final int OPCODE_BINARY = 2;

  private final Relay relay;
  private boolean upgraded;
  private @Nullable ByteBuf rest;
  private @Nullable Channel channel;

  /** The sender's clock, which is ours too, at the newest sample; 0 before the first. */
  long sentNanos;

  /** When it was read; 0 once a tick has taken it along. */
  long readNanos;

  RelayConnection(Relay relay) {
    this.relay = relay;
  }

  @Nullable Channel channel() {
    return channel;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    channel = context.channel();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf in = (ByteBuf) message;
    ByteBuf kept = rest;
    if (kept != null) {
      rest = null;
      kept.writeBytes(in);
      in.release();
      in = kept;
    }
    try {
      if (!upgraded) {
        upgrade(context, in);
      }
      while (upgraded && frame(context, in)) {}
      if (in.isReadable() && in.readableBytes() < MAX_REQUEST_BYTES) {
        rest = context.alloc().buffer(in.readableBytes()).writeBytes(in);
      }
    } finally {
      in.release();
    }
  }

  private void upgrade(ChannelHandlerContext context, ByteBuf in) {
    String request = in.toString(StandardCharsets.US_ASCII);
    Matcher line = REQUEST.matcher(request);
    Matcher key = KEY.matcher(request);
    if (!line.matches() || !key.find()) {
      return;
    }
    in.skipBytes(in.readableBytes());
    upgraded = true;
    String answer =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Protocol: asclepion.v1\r\nSec-WebSocket-Accept: "
            + accept(key.group(1))
            + "\r\n\r\n";
    context.writeAndFlush(Unpooled.copiedBuffer(answer, StandardCharsets.US_ASCII));
    relay.joined(this, Integer.parseInt(line.group(1)), Integer.parseInt(line.group(2)));
  }

  private static String accept(String key) {
    try {
      byte[] text = (key + GUID).getBytes(StandardCharsets.US_ASCII);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Clients' frames are small and masked: two bytes of header, four of mask, the payload. */
  private boolean frame(ChannelHandlerContext context, ByteBuf in) {
    if (in.readableBytes() < 2) {
      return false;
    }
    int at = in.readerIndex();
    int length = in.getByte(at + 1) & 0x7F;
    if (in.readableBytes() < 6 + length) {
      return false;
    }
    int opcode = in.getByte(at) & 0x0F;
    if (opcode != OPCODE_BINARY) {
      in.skipBytes(in.readableBytes());
      context
          .writeAndFlush(Unpooled.wrappedBuffer(new byte[] {(byte) 0x88, 0}))
          .addListener(ChannelFutureListener.CLOSE);
      return false;
    }
    int sample = length - PoseSample.BYTES;
    if (sample >= 0) {
      int mask = in.getInt(at + 2);
      int turned = Integer.rotateLeft(mask, 8 * (sample & 3));
      long both = (long) turned << 32 | (turned & 0xFFFF_FFFFL);
      sentNanos = in.getLong(at + 6 + sample) ^ both;
      readNanos = System.nanoTime();
    }
    in.skipBytes(6 + length);
    return true;
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    ByteBuf kept = rest;
    rest = null;
    if (kept != null) {
      kept.release();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
