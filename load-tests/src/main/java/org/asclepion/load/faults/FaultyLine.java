package org.asclepion.load.faults;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A bad line to a server: a TCP proxy on a free port of this machine that delays, stalls, cuts and
 * goes silent as it is told. Any thread may call it; its sockets live on one loop of its own.
 * Chance comes from the faults' seed, so that the same faults come again.
 */
public final class FaultyLine implements AutoCloseable {
  /** One of the two that a connection joins. */
  public enum End {
    CLIENT,
    SERVER
  }

  /** More are closed at once. */
  static final int MAX_CONNECTIONS = 8_192;

  /**
   * What the kernel takes in from the server for one connection. Left to itself it would be
   * megabytes, minutes of a room, and no server would ever notice that its client does not read.
   */
  private static final int RECEIVE_BYTES = 64 * 1024;

  private static final int CONNECT_MILLIS = 5_000;

  private final boolean epoll = Epoll.isAvailable();
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  private final EventLoop loop = group.next();
  private final InetSocketAddress server;
  private final Channel listening;

  // Loop only.
  private final Set<Trunk> trunks = new LinkedHashSet<>();
  private Faults faults;
  private int number;

  private FaultyLine(InetSocketAddress server, Faults faults) {
    this.server = server;
    this.faults = faults;
    listening =
        new ServerBootstrap()
            .group(group)
            .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 1024)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.AUTO_READ, false)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel client) {
                    connect(client);
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
  }

  public static FaultyLine to(InetSocketAddress server, Faults faults) {
    return new FaultyLine(server, faults);
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  /** The server's root by this line. */
  public URI uri() {
    return URI.create("http://localhost:" + address().getPort() + "/");
  }

  /** What connections have to bear that are made from now on. */
  public void setFaults(Faults next) {
    ask(() -> faults = next);
  }

  /** Resets every connection, both ends. */
  public void cut() {
    each(Trunk::cut);
  }

  /** Nothing gets through the connections there are, and neither end hears that they are gone. */
  public void silence() {
    each(Trunk::silence);
  }

  /** One end of every connection is gone, and the other does not hear of it. */
  public void forget(End end) {
    each(trunk -> trunk.forget(end));
  }

  /** Whether the connections there are read what the server sends. */
  public void block(boolean blocked) {
    each(trunk -> trunk.block(blocked));
  }

  public int connections() {
    return ask(trunks::size);
  }

  /** Bytes on their way. */
  public int heldBytes() {
    return ask(() -> trunks.stream().mapToInt(Trunk::heldBytes).sum());
  }

  private void each(Consumer<Trunk> what) {
    ask(
        () -> {
          Set.copyOf(trunks).forEach(what);
          return 0;
        });
  }

  private <T> T ask(Callable<T> question) {
    return loop.submit(question).syncUninterruptibly().getNow();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // closing is heard
  private void connect(Channel client) {
    if (trunks.size() >= MAX_CONNECTIONS) {
      client.close();
      return;
    }
    new Bootstrap()
        .group(loop)
        .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.AUTO_READ, false)
        .option(ChannelOption.SO_RCVBUF, RECEIVE_BYTES)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
        .handler(new ChannelInboundHandlerAdapter())
        .connect(server)
        .addListener(
            (ChannelFutureListener)
                connected -> {
                  if (connected.isSuccess()) {
                    join(client, connected.channel());
                  } else {
                    client.close();
                  }
                });
  }

  private void join(Channel client, Channel toServer) {
    Trunk[] trunk = new Trunk[1];
    trunk[0] = new Trunk(client, toServer, faults, number++, () -> trunks.remove(trunk[0]));
    trunks.add(trunk[0]);
  }

  @Override
  public void close() {
    listening.close().syncUninterruptibly();
    each(Trunk::cut);
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
  }
}
