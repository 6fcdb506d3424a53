package org.asclepion.host.transport;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.asclepion.protocol.v1.ClientFrame;
import org.asclepion.protocol.v1.Error;
import org.jspecify.annotations.Nullable;

/**
 * The receiving half of one WebSocket: from frames of RFC 6455 to messages of the protocol, in
 * sequence, within the limits. Owned by the connection's event loop.
 *
 * <p>A peer that sends faster than its rate is throttled: its socket is not read until its account
 * is level again, so that TCP slows it down. One that stays throttled, or whose overdraft shows
 * that it never meant to keep to the rate, is a flood.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty closes the channel when an operation fails
final class FrameReceiver extends SimpleChannelInboundHandler<WebSocketFrame> {
  private static final Logger LOG = LogManager.getLogger(FrameReceiver.class);

  /** What a frame costs beside its payload. */
  private static final int HEADER_BYTES = 8;

  /** How far the account is filled before reading goes on, as a part of a second. */
  private static final double RESUME_SECONDS = 0.1;

  private final WebSocketConnection connection;
  private final ConnectionListener listener;
  private final Limits limits;
  private final TransportMetrics metrics;
  private final TokenBucket frames;
  private final TokenBucket bytes;
  private boolean throttled;
  private boolean straining;
  private long strainingSinceNanos;
  private int sequence;
  private @Nullable CompositeByteBuf fragments;

  FrameReceiver(
      WebSocketConnection connection,
      ConnectionListener listener,
      Limits limits,
      TransportMetrics metrics,
      long nowNanos) {
    this.connection = connection;
    this.listener = listener;
    this.limits = limits;
    this.metrics = metrics;
    this.frames =
        new TokenBucket(
            Limits.FRAMES_PER_SECOND,
            (double) Limits.FRAMES_PER_SECOND * Limits.BURST_SECONDS,
            nowNanos);
    this.bytes =
        new TokenBucket(
            Limits.BYTES_PER_SECOND,
            (double) Limits.BYTES_PER_SECOND * Limits.BURST_SECONDS,
            nowNanos);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
    if (frame instanceof CloseWebSocketFrame) {
      connection.peerCloses();
      return;
    }
    if (!connection.isOpen()) {
      return;
    }
    long now = System.nanoTime();
    connection.heard(now);
    account(ctx, frame.content().readableBytes(), now);
    if (!connection.isOpen()) {
      return;
    }
    switch (frame) {
      case BinaryWebSocketFrame binary -> onFirst(ctx, binary);
      case ContinuationWebSocketFrame more -> onMore(more);
      case TextWebSocketFrame _ -> fail(Error.Code.CODE_MALFORMED, "a text frame");
      case PingWebSocketFrame ping -> connection.pong(ping.content());
      default -> {}
    }
  }

  private void onFirst(ChannelHandlerContext ctx, BinaryWebSocketFrame frame) {
    if (fragments != null) {
      fail(Error.Code.CODE_MALFORMED, "a new message inside a fragmented one");
    } else if (frame.isFinalFragment()) {
      onMessage(frame.content());
    } else {
      fragments = ctx.alloc().compositeBuffer();
      fragments.addComponent(true, frame.content().retain());
    }
  }

  private void onMore(ContinuationWebSocketFrame frame) {
    CompositeByteBuf whole = fragments;
    if (whole == null) {
      fail(Error.Code.CODE_MALFORMED, "a continuation of nothing");
      return;
    }
    if (whole.readableBytes() + frame.content().readableBytes() > Limits.MAX_FRAME_BYTES) {
      fail(Error.Code.CODE_TOO_LARGE, "more than " + Limits.MAX_FRAME_BYTES + " bytes");
      return;
    }
    whole.addComponent(true, frame.content().retain());
    if (frame.isFinalFragment()) {
      try {
        onMessage(whole);
      } finally {
        releaseFragments();
      }
    }
  }

  private void onMessage(ByteBuf message) {
    metrics.framesIn.increment();
    metrics.bytesIn.increment(message.readableBytes());
    ClientFrame frame;
    try {
      CodedInputStream in = CodedInputStream.newInstance(message.nioBuffer());
      in.setRecursionLimit(Limits.MAX_NESTING);
      in.setSizeLimit(Limits.MAX_FRAME_BYTES);
      frame = ClientFrame.parseFrom(in);
      in.checkLastTagWas(0);
    } catch (InvalidProtocolBufferException _) {
      fail(Error.Code.CODE_MALFORMED, "not a ClientFrame");
      return;
    } catch (IOException _) {
      fail(Error.Code.CODE_MALFORMED, "not readable");
      return;
    }
    sequence++;
    if (frame.getSequence() != sequence) {
      fail(Error.Code.CODE_OUT_OF_ORDER, "expected sequence " + Integer.toUnsignedString(sequence));
      return;
    }
    if (frame.getMessageCase() == ClientFrame.MessageCase.MESSAGE_NOT_SET) {
      fail(Error.Code.CODE_UNKNOWN_MESSAGE, "no message of this protocol version");
      return;
    }
    connection.heardFrame();
    listener.onFrame(frame);
  }

  private void account(ChannelHandlerContext ctx, int size, long now) {
    double framesLeft = frames.take(1, now);
    double bytesLeft = bytes.take(size + HEADER_BYTES, now);
    if (frames.isFarOverdrawn() || bytes.isFarOverdrawn()) {
      fail(Error.Code.CODE_FLOOD, "far beyond the rate limit");
    } else if (framesLeft < 0 || bytesLeft < 0) {
      throttle(ctx, now);
    } else if (straining && frames.isRested(now) && bytes.isRested(now)) {
      straining = false;
    }
  }

  private void throttle(ChannelHandlerContext ctx, long now) {
    if (!straining) {
      straining = true;
      strainingSinceNanos = now;
    } else if (now - strainingSinceNanos > limits.flood().toNanos()) {
      fail(Error.Code.CODE_FLOOD, "beyond the rate limit for too long");
      return;
    }
    if (!throttled) {
      throttled = true;
      metrics.throttled.increment();
      ctx.channel().config().setAutoRead(false);
      resumeWhenLevel(ctx, now);
    }
  }

  private void resumeWhenLevel(ChannelHandlerContext ctx, long now) {
    double lack =
        Math.max(
            RESUME_SECONDS - frames.level(now) / Limits.FRAMES_PER_SECOND,
            RESUME_SECONDS - bytes.level(now) / Limits.BYTES_PER_SECOND);
    if (lack > 0) {
      var _ =
          ctx.executor()
              .schedule(
                  () -> resumeWhenLevel(ctx, System.nanoTime()),
                  1 + (long) (lack * 1000),
                  TimeUnit.MILLISECONDS);
      return;
    }
    throttled = false;
    connection.heard(now);
    ctx.channel().config().setAutoRead(true);
  }

  private void fail(Error.Code code, String detail) {
    connection.fail(code, detail);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (ctx.channel().isWritable()) {
      connection.flush();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    releaseFragments();
    connection.closed();
    metrics.webSockets.decrementAndGet();
    listener.onClosed();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    switch (cause) {
      case CorruptedWebSocketFrameException corrupted -> {
        if (WebSocketCloseStatus.MESSAGE_TOO_BIG.equals(corrupted.closeStatus())) {
          fail(Error.Code.CODE_TOO_LARGE, "more than " + Limits.MAX_FRAME_BYTES + " bytes");
        } else {
          fail(Error.Code.CODE_MALFORMED, "not a WebSocket frame");
        }
      }
      case IOException _ -> ctx.close();
      default -> {
        LOG.error("a connection failed", cause);
        fail(Error.Code.CODE_INTERNAL, "the server failed");
      }
    }
  }

  private void releaseFragments() {
    if (fragments != null) {
      fragments.release();
      fragments = null;
    }
  }
}
