package org.asclepion.media.port;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * The system's way to UDP: epoll on Linux, where one call receives or sends many packets, else what
 * Java offers everywhere. Stateless.
 */
enum DatagramSockets {
  EPOLL {
    @Override
    IoHandlerFactory handlers() {
      return EpollIoHandler.newFactory();
    }

    @Override
    ChannelFactory<? extends Channel> channels() {
      return EpollDatagramChannel::new;
    }

    @Override
    void configure(Bootstrap bootstrap, boolean shared) {
      bootstrap
          .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, PACKET_BYTES)
          .option(
              ChannelOption.RECVBUF_ALLOCATOR,
              new FixedRecvByteBufAllocator(PACKET_BYTES * PACKETS_PER_CALL))
          .option(EpollChannelOption.SO_REUSEPORT, shared);
    }
  },
  NIO {
    @Override
    IoHandlerFactory handlers() {
      return NioIoHandler.newFactory();
    }

    @Override
    ChannelFactory<? extends Channel> channels() {
      return NioDatagramChannel::new;
    }

    @Override
    void configure(Bootstrap bootstrap, boolean shared) {
      bootstrap.option(
          ChannelOption.RECVBUF_ALLOCATOR,
          new FixedRecvByteBufAllocator(PACKET_BYTES).maxMessagesPerRead(PACKETS_PER_CALL));
    }
  };

  /** Longer datagrams are cut off, and then refused by whatever reads them. */
  static final int PACKET_BYTES = 2_048;

  private static final int PACKETS_PER_CALL = 64;

  /** The kernel's buffers, if it allows as much: a burst of key frames for a room. */
  private static final int SOCKET_BUFFER_BYTES = 4 << 20;

  /** What waits for the kernel at most; beyond it packets are dropped and counted. */
  private static final WriteBufferWaterMark WAITING = new WriteBufferWaterMark(2 << 20, 4 << 20);

  static DatagramSockets choose(boolean epollWanted) {
    return epollWanted && Epoll.isAvailable() ? EPOLL : NIO;
  }

  abstract IoHandlerFactory handlers();

  abstract ChannelFactory<? extends Channel> channels();

  abstract void configure(Bootstrap bootstrap, boolean shared);

  /** Whether several sockets can have one port between them. */
  boolean canShare() {
    return this == EPOLL;
  }

  EventLoopGroup group(int threads) {
    return new MultiThreadIoEventLoopGroup(
        threads, new DefaultThreadFactory("media", true), handlers());
  }

  Channel bind(EventLoop loop, InetSocketAddress address, boolean shared, ChannelHandler handler)
      throws IOException {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channelFactory(channels())
            .option(ChannelOption.ALLOCATOR, MediaPort.allocator())
            .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER_BYTES)
            .option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER_BYTES)
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WAITING)
            .handler(handler);
    configure(bootstrap, shared);
    ChannelFuture binding = bootstrap.bind(address).awaitUninterruptibly();
    if (!binding.isSuccess()) {
      throw new IOException("the media port " + address + " cannot be had", binding.cause());
    }
    return binding.channel();
  }
}
