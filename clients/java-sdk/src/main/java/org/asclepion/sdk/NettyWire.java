package org.asclepion.sdk;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A WebSocket on Netty's NIO transport. Lives on the client's loop. */
// What becomes of a write or a close, channelInactive tells.
@SuppressWarnings("FutureReturnValueIgnored")
final class NettyWire implements Wire {
  private static final String SUBPROTOCOL = "asclepion.v1";
  private static final int CONNECT_MILLIS = 10_000;

  /** The largest frame a server may send: a full hall's keyframe is far below. */
  private static final int MAX_FRAME_BYTES = 4 << 20;

  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(32 << 10, 128 << 10);

  private final Listener listener;
  private final Channel channel;
  private String why = "closed by the server";
  private boolean closed;

  private NettyWire(ClientLoop loop, URI socket, Listener listener) {
    this.listener = listener;
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop.netty())
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) throws Exception {
                    init(channel, socket, loop.tls());
                  }
                });
    ChannelFuture connecting = bootstrap.connect(socket.getHost(), socket.getPort());
    channel = connecting.channel();
    connecting.addListener(
        done -> {
          Throwable cause = done.cause();
          if (cause != null) {
            why = String.valueOf(cause.getMessage());
            ended();
          }
        });
  }

  static Wire open(ClientLoop loop, URI socket, Listener listener) {
    return new NettyWire(loop, socket, listener);
  }

  private void init(Channel channel, URI socket, @Nullable SSLContext trusted)
      throws NoSuchAlgorithmException {
    if ("wss".equals(socket.getScheme())) {
      SSLContext context = trusted == null ? SSLContext.getDefault() : trusted;
      channel
          .pipeline()
          .addLast(
              new JdkSslContext(
                      context,
                      true,
                      null,
                      IdentityCipherSuiteFilter.INSTANCE,
                      null,
                      ClientAuth.NONE,
                      null,
                      false)
                  .newHandler(channel.alloc(), socket.getHost(), socket.getPort()));
    }
    WebSocketClientProtocolConfig config =
        WebSocketClientProtocolConfig.newBuilder()
            .webSocketUri(socket)
            .version(WebSocketVersion.V13)
            .subprotocol(SUBPROTOCOL)
            .customHeaders(EmptyHttpHeaders.INSTANCE)
            .maxFramePayloadLength(MAX_FRAME_BYTES)
            .handshakeTimeoutMillis(CONNECT_MILLIS)
            .handleCloseFrames(false)
            .build();
    channel
        .pipeline()
        .addLast(new HttpClientCodec())
        .addLast(new HttpObjectAggregator(16 << 10))
        .addLast(new WebSocketClientProtocolHandler(config))
        .addLast(new Incoming());
  }

  @Override
  public void send(byte[] frame) {
    channel.writeAndFlush(
        new BinaryWebSocketFrame(Unpooled.wrappedBuffer(frame)), channel.voidPromise());
  }

  @Override
  public boolean isWritable() {
    return channel.isWritable();
  }

  @Override
  public void close() {
    if (channel.isActive()) {
      channel.writeAndFlush(new CloseWebSocketFrame()).addListener(ChannelFutureListener.CLOSE);
    } else {
      channel.close();
    }
  }

  @Override
  public void abort() {
    channel.close();
  }

  private void ended() {
    if (!closed) {
      closed = true;
      listener.closed(why);
    }
  }

  private final class Incoming extends SimpleChannelInboundHandler<WebSocketFrame> {
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
        listener.opened();
      } else if (event == ClientHandshakeStateEvent.HANDSHAKE_TIMEOUT) {
        why = "the WebSocket handshake took too long";
        context.close();
      }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
      switch (frame) {
        case BinaryWebSocketFrame binary -> listener.frame(binary.content().nioBuffer());
        case CloseWebSocketFrame close -> {
          why = "closed by the server: " + close.statusCode() + " " + close.reasonText();
          context.close();
        }
        default -> {
          why = "the server sent something else than binary frames";
          context.close();
        }
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      why = String.valueOf(cause.getMessage());
      context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      ended();
    }
  }
}
