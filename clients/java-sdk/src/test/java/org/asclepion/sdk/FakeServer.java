package org.asclepion.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.asclepion.protocol.v1.ClientFrame;
import org.asclepion.protocol.v1.ServerFrame;
import org.asclepion.protocol.v1.Welcome;

/**
 * A server that does what a test tells it: gives tickets, takes frames in, sends what it is given.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a test that gets no answer fails by itself
final class FakeServer implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 10;

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final BlockingQueue<ClientFrame> frames = new LinkedBlockingQueue<>();
  private final BlockingQueue<Channel> connections = new LinkedBlockingQueue<>();
  private final Channel listening;
  private volatile HttpResponseStatus ticketStatus = HttpResponseStatus.CREATED;
  private volatile String ticketAnswer = "{\"expiresInSeconds\":30,\"ticket\":\"T1\"}";

  FakeServer() {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(new HttpServerCodec())
                        .addLast(new HttpObjectAggregator(65_536))
                        .addLast(new Tickets())
                        .addLast(
                            new WebSocketServerProtocolHandler("/api/v1/connect", "asclepion.v1"))
                        .addLast(new Frames());
                  }
                });
    listening =
        bootstrap
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
  }

  URI uri() {
    int port = ((InetSocketAddress) listening.localAddress()).getPort();
    return URI.create("http://127.0.0.1:" + port);
  }

  void answerTickets(HttpResponseStatus status, String body) {
    ticketStatus = status;
    ticketAnswer = body;
  }

  /** The next connection. */
  Channel connection() throws InterruptedException {
    return Objects.requireNonNull(
        connections.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "no connection came");
  }

  /** The next frame of a kind; pings are passed over. */
  ClientFrame frame(ClientFrame.MessageCase kind) throws InterruptedException {
    while (true) {
      ClientFrame frame =
          Objects.requireNonNull(frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "no frame came");
      if (frame.getMessageCase() != ClientFrame.MessageCase.CLOCK_PING
          || kind == ClientFrame.MessageCase.CLOCK_PING) {
        assertEquals(kind, frame.getMessageCase());
        return frame;
      }
    }
  }

  static void send(Channel to, ServerFrame.Builder frame) {
    to.writeAndFlush(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(frame.build().toByteArray())));
  }

  static void welcome(Channel to, String token, boolean resumed) {
    send(
        to,
        ServerFrame.newBuilder()
            .setWelcome(
                Welcome.newBuilder()
                    .setVersion(1)
                    .setResumeToken(token)
                    .setResumed(resumed)
                    .setResumeSeconds(30)
                    .setServerTimeNanos(1_000_000_000L)
                    .setHospitalFile("HASH/hospital.pb")));
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private final class Tickets extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    public boolean acceptInboundMessage(Object message) {
      return message instanceof FullHttpRequest request && request.method().equals(HttpMethod.POST);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      byte[] body = ticketAnswer.getBytes(StandardCharsets.UTF_8);
      DefaultFullHttpResponse answer =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, ticketStatus, Unpooled.wrappedBuffer(body));
      HttpUtil.setContentLength(answer, body.length);
      context.writeAndFlush(answer);
    }
  }

  private final class Frames extends SimpleChannelInboundHandler<BinaryWebSocketFrame> {
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete shaken) {
        assertEquals("asclepion.v1", shaken.selectedSubprotocol());
        connections.add(context.channel());
      }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, BinaryWebSocketFrame frame)
        throws InvalidProtocolBufferException {
      frames.add(ClientFrame.parseFrom(frame.content().nioBuffer()));
    }
  }
}
