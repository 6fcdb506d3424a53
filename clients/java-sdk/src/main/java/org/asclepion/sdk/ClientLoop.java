package org.asclepion.sdk;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * One thread that carries any number of clients: their sockets, timers and listeners. Any thread
 * may call it; close it last: until then it keeps the process alive.
 */
public final class ClientLoop implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final EventLoopGroup group;
  private final EventLoop loop;
  private final HttpClient http;
  private final @Nullable SSLContext tls;
  private final boolean epoll = Epoll.isAvailable();
  private final IncomingFrame incoming = new IncomingFrame();
  private final FrameWriter writer = new FrameWriter();
  private final AlarmWheel alarms = new AlarmWheel(System.nanoTime(), this::wake);
  private List<NettyWire> unflushed = new ArrayList<>();
  private List<NettyWire> flushing = new ArrayList<>();
  private @Nullable ScheduledFuture<?> waking;

  public ClientLoop() {
    this(null);
  }

  /**
   * @param tls whom to trust on https and wss; null for the system's own list
   */
  public ClientLoop(@Nullable SSLContext tls) {
    this.tls = tls;
    group =
        new MultiThreadIoEventLoopGroup(
            1,
            new DefaultThreadFactory("asclepion-client", false),
            epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    loop = group.next();
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT);
    http = (tls == null ? builder : builder.sslContext(tls)).build();
  }

  /** Runs a task on the loop's thread, where clients and their listeners live. */
  public void execute(Runnable task) {
    loop.execute(task);
  }

  /** Whether the caller is the loop's own thread. */
  public boolean isCurrent() {
    return loop.inEventLoop();
  }

  @Override
  public void close() {
    http.shutdownNow();
    Future<?> closed = group.shutdownGracefully(0, 2, TimeUnit.SECONDS);
    if (!loop.inEventLoop()) {
      closed.awaitUninterruptibly(3, TimeUnit.SECONDS);
    }
  }

  EventLoop netty() {
    return loop;
  }

  HttpClient http() {
    return http;
  }

  @Nullable SSLContext tls() {
    return tls;
  }

  long nanos() {
    return System.nanoTime();
  }

  ScheduledFuture<?> schedule(Runnable task, long delayNanos) {
    return loop.schedule(task, Math.max(0, delayNanos), TimeUnit.NANOSECONDS);
  }

  /** What sockets of this loop are. */
  Class<? extends SocketChannel> socketType() {
    return epoll ? EpollSocketChannel.class : NioSocketChannel.class;
  }

  IncomingFrame incoming() {
    return incoming;
  }

  FrameWriter writer() {
    return writer;
  }

  AlarmWheel alarms() {
    return alarms;
  }

  /** Has a wire flushed once everything of this turn is done. */
  void flushLater(NettyWire wire) {
    if (unflushed.isEmpty()) {
      loop.execute(this::flush);
    }
    unflushed.add(wire);
  }

  private void flush() {
    // Flushing may send again, for the next turn.
    List<NettyWire> wires = unflushed;
    unflushed = flushing;
    flushing = wires;
    for (int i = 0; i < wires.size(); i++) {
      wires.get(i).flush();
    }
    wires.clear();
  }

  private void wake(long atNanos) {
    if (waking != null) {
      waking.cancel(false);
    }
    waking =
        schedule(
            () -> {
              waking = null;
              alarms.ring(nanos());
            },
            atNanos - nanos());
  }
}
