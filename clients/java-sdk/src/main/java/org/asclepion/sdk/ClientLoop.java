package org.asclepion.sdk;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.net.http.HttpClient;
import java.time.Duration;
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
            1, new DefaultThreadFactory("asclepion-client", false), NioIoHandler.newFactory());
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
}
