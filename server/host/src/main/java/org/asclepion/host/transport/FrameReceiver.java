package org.asclepion.host.transport;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.asclepion.protocol.v1.ClientFrame;
import org.asclepion.protocol.v1.Error;
import org.jspecify.annotations.Nullable;

/**
 * The receiving half of one WebSocket: from bytes to messages of the protocol, in sequence, within
 * the limits. Owned by the connection's event loop.
 *
 * <p>Poses, nearly all there is, pass without an object being made for them; see {@link PoseFrame}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty closes the channel when an operation fails
final class FrameReceiver extends ChannelInboundHandlerAdapter implements FrameReader.Sink {
  private static final Logger LOG = LogManager.getLogger(FrameReceiver.class);

  private final WebSocketConnection connection;
  private final ConnectionListener listener;
  private final TransportMetrics metrics;
  private final FrameReader reader;
  private final Throttle throttle;
  private final PoseFrame pose = new PoseFrame();
  private int sequence;

  /** When what is being read came from the socket. */
  private long readNanos;

  /** The beginning of a message in several frames; at most {@link Limits#MAX_FRAME_BYTES}. */
  private @Nullable ByteBuf fragments;

  /**
   * @param scratch of this event loop, at least {@link Limits#MAX_FRAME_BYTES} long
   */
  FrameReceiver(
      WebSocketConnection connection,
      ConnectionListener listener,
      byte[] scratch,
      Throttle throttle,
      TransportMetrics metrics) {
    this.connection = connection;
    this.listener = listener;
    this.throttle = throttle;
    this.metrics = metrics;
    this.reader = new FrameReader(connection.channel().alloc(), scratch, this);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object bytes) {
    if (!(bytes instanceof ByteBuf in)) {
      ctx.fireChannelRead(bytes);
      return;
    }
    readNanos = System.nanoTime();
    try {
      reader.read(in);
    } catch (FrameFault fault) {
      connection.fail(fault.code(), String.valueOf(fault.getMessage()));
    } finally {
      in.release();
    }
  }

  @Override
  public void onFrame(boolean last, int opcode, byte[] payload, int length) {
    if (opcode == FrameReader.CLOSE) {
      onClose(payload, length);
      return;
    }
    if (!connection.isOpen()) {
      return;
    }
    connection.heard(readNanos);
    throttle.take(length, readNanos);
    if (!connection.isOpen()) {
      return;
    }
    switch (opcode) {
      case FrameReader.BINARY -> onFirst(last, payload, length);
      case FrameReader.CONTINUATION -> onMore(last, payload, length);
      case FrameReader.TEXT -> connection.fail(Error.Code.CODE_MALFORMED, "a text frame");
      case FrameReader.PING -> connection.pong(payload, length);
      default -> {
        // A pong: having been heard is all it is for.
      }
    }
  }

  private void onClose(byte[] payload, int length) {
    if (CloseCodes.isCloseBody(payload, length)) {
      connection.peerCloses();
    } else {
      connection.fail(Error.Code.CODE_MALFORMED, "not a WebSocket frame");
    }
  }

  private void onFirst(boolean last, byte[] payload, int length) {
    if (fragments != null) {
      connection.fail(Error.Code.CODE_MALFORMED, "a new message inside a fragmented one");
    } else if (last) {
      onMessage(payload, length);
    } else {
      fragments = connection.channel().alloc().buffer(length).writeBytes(payload, 0, length);
    }
  }

  private void onMore(boolean last, byte[] payload, int length) {
    ByteBuf whole = fragments;
    if (whole == null) {
      connection.fail(Error.Code.CODE_MALFORMED, "a continuation of nothing");
      return;
    }
    int size = whole.readableBytes() + length;
    if (size > Limits.MAX_FRAME_BYTES) {
      connection.fail(Error.Code.CODE_TOO_LARGE, "more than " + Limits.MAX_FRAME_BYTES + " bytes");
      return;
    }
    whole.writeBytes(payload, 0, length);
    if (last) {
      // The last part has been copied out of it.
      whole.readBytes(payload, 0, size);
      releaseFragments();
      onMessage(payload, size);
    }
  }

  private void onMessage(byte[] message, int length) {
    metrics.framesIn.increment();
    metrics.bytesIn.increment(length);
    if (pose.read(message, length)) {
      if (isNext(pose.sequence())) {
        connection.heardFrame();
        listener.onPose(pose.sequence(), message, pose.from(), length, readNanos);
      }
      return;
    }
    ClientFrame frame = parse(message, length);
    if (frame == null || !isNext(frame.getSequence())) {
      return;
    }
    if (frame.getMessageCase() == ClientFrame.MessageCase.MESSAGE_NOT_SET) {
      connection.fail(Error.Code.CODE_UNKNOWN_MESSAGE, "no message of this protocol version");
      return;
    }
    connection.heardFrame();
    listener.onFrame(frame);
  }

  private @Nullable ClientFrame parse(byte[] message, int length) {
    try {
      CodedInputStream in = CodedInputStream.newInstance(message, 0, length);
      in.setRecursionLimit(Limits.MAX_NESTING);
      ClientFrame frame = ClientFrame.parseFrom(in);
      in.checkLastTagWas(0);
      return frame;
    } catch (InvalidProtocolBufferException _) {
      connection.fail(Error.Code.CODE_MALFORMED, "not a ClientFrame");
    } catch (IOException _) {
      connection.fail(Error.Code.CODE_MALFORMED, "not readable");
    }
    return null;
  }

  private boolean isNext(int number) {
    sequence++;
    if (number == sequence) {
      return true;
    }
    connection.fail(
        Error.Code.CODE_OUT_OF_ORDER, "expected sequence " + Integer.toUnsignedString(sequence));
    return false;
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (ctx.channel().isWritable()) {
      connection.flush();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    reader.close();
    releaseFragments();
    connection.closed();
    metrics.webSockets.decrementAndGet();
    listener.onClosed();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException) {
      ctx.close();
    } else {
      LOG.error("a connection failed", cause);
      connection.fail(Error.Code.CODE_INTERNAL, "the server failed");
    }
  }

  private void releaseFragments() {
    if (fragments != null) {
      fragments.release();
      fragments = null;
    }
  }
}
