package org.asclepion.host.transport;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SelectStrategyFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The one port: accepts sockets, bounds them, speaks TLS if it is to, and hands each to the HTTP
 * pipeline, from which WebSockets grow. Made, bound and closed by Main's thread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty closes the channel when an operation fails
public final class Port implements AutoCloseable {
  /** Bytes the kernel may hold unsent per socket, where it can be told: stale poses are no use. */
  private static final int KERNEL_UNSENT_BYTES = 128 * 1024;

  private static final String IPV4_LOOPBACK = "127.0.0.1";

  private final EventLoopGroup group;
  private final boolean epoll;
  private final Acceptor acceptor;
  private final WebSocketEndpoint endpoint;
  private final TransportMetrics metrics;
  private final LoopTurns turns;
  private final Limits limits;
  private final List<Channel> listening = new ArrayList<>();

  public Port(
      int threads, Limits limits, TransportMetrics metrics, ConnectionListener.Factory sessions) {
    epoll = Epoll.isAvailable();
    IdentityHashMap<ThreadAwareExecutor, Pace> paces = new IdentityHashMap<>();
    IoHandlerFactory io =
        loop -> {
          Pace pace = new Pace();
          paces.put(loop, pace);
          return io(() -> pace).newHandler(loop);
        };
    group = new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("io", false), io);
    acceptor = new Acceptor(limits, metrics);
    turns = new LoopTurns(group, paces, metrics);
    endpoint = new WebSocketEndpoint(sessions, limits, metrics, turns);
    this.metrics = metrics;
    this.limits = limits;
  }

  private IoHandlerFactory io(SelectStrategyFactory strategies) {
    return epoll
        ? EpollIoHandler.newFactory(0, strategies)
        : NioIoHandler.newFactory(SelectorProvider.provider(), strategies);
  }

  /** The event loops' threads. */
  public LongStream threadIds() {
    return turns.threadIds();
  }

  /** What upgrades requests to {@code /api/v1/connect}. */
  public WebSocketEndpoint endpoint() {
    return endpoint;
  }

  /**
   * Starts to accept. 127.0.0.1 is joined by ::1 where there is one, because browsers may try
   * either for localhost.
   *
   * @param tls puts TLS in front, or null for plain HTTP
   * @param http fills a new socket's pipeline
   * @return where it listens
   */
  public InetSocketAddress bind(
      InetSocketAddress address, @Nullable Tls tls, Consumer<ChannelPipeline> http)
      throws IOException {
    return bind(address, tls, http, null);
  }

  /**
   * The same.
   *
   * @param shared another protocol that comes to this port, or null
   */
  public InetSocketAddress bind(
      InetSocketAddress address,
      @Nullable Tls tls,
      Consumer<ChannelPipeline> http,
      @Nullable SharedPort shared)
      throws IOException {
    Class<? extends ServerChannel> type =
        epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(group)
            .channel(type)
            .option(ChannelOption.SO_BACKLOG, 1024)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(Limits.SOCKET_BYTES / 2, Limits.SOCKET_BYTES))
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(acceptor);
                    if (shared != null) {
                      channel.pipeline().addLast(new FirstBytes(shared));
                    }
                    if (tls != null) {
                      channel.pipeline().addLast(new TlsSniffer(tls));
                    }
                    http.accept(channel.pipeline());
                  }
                });
    if (epoll) {
      bootstrap.childOption(EpollChannelOption.TCP_NOTSENT_LOWAT, (long) KERNEL_UNSENT_BYTES);
    }
    InetSocketAddress bound = bind(bootstrap, address);
    if (bound.getAddress().getHostAddress().equals(IPV4_LOOPBACK)) {
      bindIpv6Loopback(bootstrap, bound.getPort(), address.getPort() == 0);
    }
    return bound;
  }

  private InetSocketAddress bind(ServerBootstrap bootstrap, InetSocketAddress address)
      throws IOException {
    ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(String.valueOf(bound.cause().getMessage()), bound.cause());
    }
    listening.add(bound.channel());
    return (InetSocketAddress) bound.channel().localAddress();
  }

  private void bindIpv6Loopback(ServerBootstrap bootstrap, int port, boolean anyPort)
      throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("::1"), port);
    try {
      bind(bootstrap, address);
    } catch (IOException e) {
      // Without IPv6 nobody will try it; but if somebody else has this port there, some browsers
      // would end up with them.
      if (!anyPort && String.valueOf(e.getMessage()).contains("in use")) {
        throw e;
      }
    }
  }

  /** Accepts no more sockets; those that are open stay. */
  public void stopAccepting() {
    listening.forEach(channel -> channel.close().awaitUninterruptibly());
    listening.clear();
  }

  /**
   * Says goodbye to whoever is still connected, waits a moment for that, and ends the event loops.
   */
  @Override
  public void close() {
    if (group.isShuttingDown()) {
      return;
    }
    stopAccepting();
    turns.closeAll();
    long deadline = System.nanoTime() + limits.linger().toNanos();
    while (metrics.webSockets.get() > 0 && System.nanoTime() < deadline) {
      try {
        Thread.sleep(5);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
