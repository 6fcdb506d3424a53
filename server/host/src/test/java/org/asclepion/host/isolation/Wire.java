package org.asclepion.host.isolation;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.URI;

/** A WebSocket that gives every message's bytes as they are. Belongs to its event loop. */
final class Wire {
  private static final int MAX_FRAME_BYTES = 1 << 20;

  /** Called on the event loop. */
  interface Listener {
    void opened(Wire wire);

    void received(byte[] message);

    /** Once, also when it never opened. */
    void closed();
  }

  private final Channel channel;

  private Wire(Channel channel) {
    this.channel = channel;
  }

  /**
   * @param receiveBuffer how much the kernel takes in, bytes; 0 for what it likes
   */
  static void connect(EventLoopGroup loop, URI uri, int receiveBuffer, Listener listener) {
    WebSocketClientProtocolConfig config =
        WebSocketClientProtocolConfig.newBuilder()
            .webSocketUri(uri)
            .version(WebSocketVersion.V13)
            .subprotocol("asclepion.v1")
            .allowExtensions(false)
            .customHeaders(new DefaultHttpHeaders())
            .maxFramePayloadLength(MAX_FRAME_BYTES)
            .build();
    Bootstrap bootstrap = new Bootstrap();
    if (receiveBuffer > 0) {
      bootstrap.option(ChannelOption.SO_RCVBUF, receiveBuffer);
    }
    var _ =
        bootstrap
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new HttpClientCodec(),
                            new HttpObjectAggregator(8_192),
                            new WebSocketClientProtocolHandler(config),
                            new Receiver(listener));
                  }
                })
            .connect(uri.getHost(), uri.getPort())
            .addListener(
                done -> {
                  if (!done.isSuccess()) {
                    listener.closed();
                  }
                });
  }

  EventLoop loop() {
    return channel.eventLoop();
  }

  void send(byte[] message) {
    var _ =
        channel.writeAndFlush(
            new BinaryWebSocketFrame(Unpooled.wrappedBuffer(message)), channel.voidPromise());
  }

  /** Ends it without a word, as a lost connection does. */
  void cut() {
    var _ = channel.close();
  }

  boolean isActive() {
    return channel.isActive();
  }

  /** Stops or goes on reading from the socket. */
  void reading(boolean reading) {
    channel.config().setAutoRead(reading);
  }

  private static final class Receiver extends SimpleChannelInboundHandler<WebSocketFrame> {
    private final Listener listener;

    Receiver(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event == WebSocketClientProtocolHandler.ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
        listener.opened(new Wire(ctx.channel()));
      }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
      if (frame instanceof BinaryWebSocketFrame) {
        listener.received(ByteBufUtil.getBytes(frame.content()));
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      listener.closed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      var _ = ctx.close();
    }
  }
}
