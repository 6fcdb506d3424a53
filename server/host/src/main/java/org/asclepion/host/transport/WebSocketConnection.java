package org.asclepion.host.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.atomic.AtomicReference;
import org.asclepion.protocol.v1.Error;
import org.asclepion.protocol.v1.Goodbye;
import org.asclepion.protocol.v1.ServerFrame;
import org.jspecify.annotations.Nullable;

/**
 * The sending half of one WebSocket and its life cycle. {@link Connection}'s methods may be called
 * from any thread; everything else is the event loop's.
 *
 * <p>The life of a connection: <i>open</i>, until {@link #fail} or {@link #close} sets its ending
 * (once, whoever comes first); <i>closing</i>, while what was queued and the last frame are
 * written; <i>lingering</i>, from our close frame until the peer's, so that the peer can read why
 * before the kernel resets the socket; <i>closed</i>. An ending may take no longer than {@link
 * Limits#linger}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty closes the channel when an operation fails
final class WebSocketConnection extends WriteTurn.Writer implements Connection {
  /** Why and since when a connection is closing. */
  private record Ending(int closeCode, long sinceNanos) {}

  private static final byte[] NOTHING = {};

  private final Channel channel;
  private final LoopTurn turn;
  private final Limits limits;
  private final TransportMetrics metrics;
  private final Outbox outbox = new Outbox(Limits.OUTBOX_FRAMES, Limits.OUTBOX_BYTES);
  private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
  private final long openedNanos;
  private long heardNanos;
  private boolean heardFrame;
  private boolean pinged;
  private boolean lingering;
  private long backPressuredNanos;
  private boolean wasBackPressured;
  private @Nullable ConnectionListener listener;

  /** See {@link #carries}; 0 for none. Where two ticks meet in one write, the older one counts. */
  private volatile long carriedNanos;

  WebSocketConnection(
      Channel channel, LoopTurn turn, Limits limits, TransportMetrics metrics, long nowNanos) {
    this.channel = channel;
    this.turn = turn;
    this.limits = limits;
    this.metrics = metrics;
    this.openedNanos = nowNanos;
    this.heardNanos = nowNanos;
  }

  Channel channel() {
    return channel;
  }

  void open(ConnectionListener listener) {
    this.listener = listener;
    turn.add(this);
  }

  @Override
  public Offer offer(ByteBuf frame) {
    Offer offer = outbox.offer(frame);
    if (offer == Offer.BACK_PRESSURED) {
      metrics.backPressured.increment();
      // Relief is noticed while writing, so make sure that somebody writes.
      turn.mark(this);
    }
    return offer;
  }

  @Override
  public void carries(long poseReadNanos) {
    if (carriedNanos == 0) {
      carriedNanos = poseReadNanos;
    }
  }

  @Override
  public void flush() {
    turn.mark(this);
  }

  @Override
  public boolean isWritable() {
    return outbox.isWritable();
  }

  @Override
  public void fail(Error.Code code, String detail) {
    if (!end(CloseCodes.of(code))) {
      return;
    }
    metrics.fault(code);
    if (code == Error.Code.CODE_SLOW_READER) {
      outbox.drop();
    }
    Error error = Error.newBuilder().setCode(code).setDetail(detail).build();
    last(ServerFrame.newBuilder().setError(error).build());
  }

  @Override
  public void close(Goodbye.Reason reason, int retryAfterSeconds) {
    if (!end(CloseCodes.of(reason))) {
      return;
    }
    Goodbye goodbye =
        Goodbye.newBuilder().setReason(reason).setRetryAfterSeconds(retryAfterSeconds).build();
    last(ServerFrame.newBuilder().setGoodbye(goodbye).build());
  }

  private boolean end(int closeCode) {
    return ending.compareAndSet(null, new Ending(closeCode, System.nanoTime()));
  }

  private void last(ServerFrame frame) {
    ByteBuf encoded = Unpooled.wrappedBuffer(frame.toByteArray());
    if (outbox.close(encoded)) {
      turn.mark(this);
    } else {
      encoded.release();
    }
  }

  /** Whether frames of the peer still reach the listener. */
  boolean isOpen() {
    return ending.get() == null;
  }

  /** Notes that the peer sent something: a frame of the protocol, or only a ping, pong or part. */
  void heard(long nowNanos) {
    heardNanos = nowNanos;
    pinged = false;
  }

  void heardFrame() {
    heardFrame = true;
  }

  /** Moves what waits to the socket, as far as the socket takes it. */
  @Override
  void write() {
    if (!channel.isActive()) {
      outbox.discard();
      return;
    }
    boolean wrote = turn.writer().write(outbox, channel);
    Ending end = ending.get();
    if (end != null && !lingering && outbox.isClosed() && outbox.isEmpty()) {
      lingering = true;
      FrameWriter.close(channel, end.closeCode()).addListener(_ -> finishSending());
      wrote = true;
    }
    if (wrote) {
      channel.flush();
      long carried = carriedNanos;
      if (carried != 0) {
        metrics.serverAdded.record(System.nanoTime() - carried);
      }
    }
    carriedNanos = 0;
    if (outbox.relieved() && listener != null) {
      listener.onWritable();
    }
  }

  /** Tells the peer that nothing follows, and goes on reading so that it is not reset meanwhile. */
  private void finishSending() {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (channel instanceof DuplexChannel duplex) {
      if (tls == null) {
        duplex.shutdownOutput();
      } else {
        tls.closeOutbound().addListener(_ -> duplex.shutdownOutput());
      }
    }
  }

  /** The peer has said that it closes: answer, then close the socket. */
  void peerCloses() {
    boolean answered = lingering;
    end(CloseCodes.NORMAL);
    outbox.discard();
    lingering = true;
    if (!answered) {
      FrameWriter.close(channel, CloseCodes.NORMAL);
    }
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  /** Answers a ping, unless the peer does not read its pongs. */
  void pong(byte[] payload, int length) {
    if (isOpen() && channel.isWritable()) {
      FrameWriter.control(channel, FrameWriter.PONG, payload, length);
      channel.flush();
    }
  }

  void closed() {
    end(CloseCodes.NORMAL);
    outbox.discard();
    turn.remove(this);
  }

  void checkDeadlines(long nowNanos) {
    Ending end = ending.get();
    if (end != null) {
      if (nowNanos - end.sinceNanos() > limits.linger().toNanos()) {
        channel.close();
      }
      return;
    }
    if (!channel.config().isAutoRead()) {
      // Throttled: it is we who do not listen.
      heardNanos = nowNanos;
    }
    long silent = nowNanos - heardNanos;
    if (!heardFrame && nowNanos - openedNanos > limits.hello().toNanos()) {
      fail(Error.Code.CODE_HELLO_EXPECTED, "no frame in the first seconds");
    } else if (silent > limits.idle().toNanos()) {
      fail(Error.Code.CODE_IDLE, "nothing heard");
    } else if (silent > limits.idle().toNanos() / 2 && !pinged && channel.isWritable()) {
      // A browser answers this even for a page whose timers it has put to sleep.
      pinged = true;
      FrameWriter.control(channel, FrameWriter.PING, NOTHING, 0);
      channel.flush();
    }
    checkReader(nowNanos);
  }

  private void checkReader(long nowNanos) {
    boolean backPressured = outbox.isBackPressured();
    if (backPressured && !wasBackPressured) {
      backPressuredNanos = nowNanos;
    }
    wasBackPressured = backPressured;
    if (backPressured && nowNanos - backPressuredNanos > limits.slowReader().toNanos()) {
      fail(Error.Code.CODE_SLOW_READER, "what was sent is not being read");
    }
  }
}
