package org.asclepion.load.faults;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bad path to a server: a UDP proxy on a free port of this machine that loses and delays as it is
 * told. Any thread may call it; its sockets live on one loop of its own. Each caller, known by its
 * address, has a socket of its own towards the server, so that the server can tell them apart.
 */
public final class FaultyPath implements AutoCloseable {
  /** Datagrams of more callers are dropped. */
  static final int MAX_CALLERS = 256;

  private static final int SOCKET_BYTES = 1024 * 1024;

  private final boolean epoll = Epoll.isAvailable();
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  private final EventLoop loop = group.next();
  private final InetSocketAddress server;
  private final PathFaults faults;
  private final AtomicLong arrived = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final Channel listening;

  // Loop only.
  private final Map<InetSocketAddress, Way> callers = new HashMap<>();

  private FaultyPath(InetSocketAddress server, PathFaults faults) {
    this.server = server;
    this.faults = faults;
    listening = socket(new FromCallers());
  }

  public static FaultyPath to(InetSocketAddress server, PathFaults faults) {
    return new FaultyPath(server, faults);
  }

  /** Where callers send to. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  /** Datagrams that came in, both ways. */
  public long arrived() {
    return arrived.get();
  }

  /** Of these, how many did not come out, by the faults or since too many waited. */
  public long lost() {
    return lost.get();
  }

  private Channel socket(ChannelInboundHandlerAdapter reader) {
    return new Bootstrap()
        .group(loop)
        .channel(epoll ? EpollDatagramChannel.class : NioDatagramChannel.class)
        .option(ChannelOption.SO_RCVBUF, SOCKET_BYTES)
        .option(ChannelOption.SO_SNDBUF, SOCKET_BYTES)
        .handler(reader)
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .awaitUninterruptibly()
        .channel();
  }

  private void take(Way way, DatagramPacket packet) {
    arrived.incrementAndGet();
    if (!way.take(packet.content())) {
      lost.incrementAndGet();
    }
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
  }

  /** What callers send, each to the server by a socket of its own. */
  private final class FromCallers extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      DatagramPacket packet = (DatagramPacket) message;
      Way way = callers.get(packet.sender());
      if (way != null) {
        take(way, packet);
      } else if (callers.size() < MAX_CALLERS) {
        begin(packet);
      } else {
        packet.release();
      }
    }

    /** A new caller: what it has sent waits until its socket is bound, on this very loop. */
    private void begin(DatagramPacket first) {
      InetSocketAddress caller = first.sender();
      int number = 2 * callers.size();
      Way up = new Way(loop, server, faults, number);
      callers.put(caller, up);
      new Bootstrap()
          .group(loop)
          .channel(epoll ? EpollDatagramChannel.class : NioDatagramChannel.class)
          .option(ChannelOption.SO_RCVBUF, SOCKET_BYTES)
          .handler(new FromServer(new Way(loop, caller, faults, number + 1)))
          .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
          .addListener((ChannelFutureListener) bound -> up.open(bound.channel()));
      take(up, first);
    }
  }

  /** What the server sends to one caller. */
  private final class FromServer extends ChannelInboundHandlerAdapter {
    private final Way down;

    FromServer(Way down) {
      this.down = down;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      down.open(listening);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      take(down, (DatagramPacket) message);
    }
  }
}
