package org.asclepion.sdk;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.asclepion.protocol.v1.ClientFrame;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket on Netty, its frames read and written by hand. Lives on the client's loop, which
 * writes to the socket once per turn whatever was sent meanwhile.
 */
// What becomes of a write or a close, channelInactive tells.
@SuppressWarnings("FutureReturnValueIgnored")
final class NettyWire implements Wire, FrameReader.Sink, WebSocketUpgrade.Outcome {
  private static final int CONNECT_MILLIS = 10_000;

  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(32 << 10, 128 << 10);

  private final ClientLoop loop;
  private final Listener listener;
  private final Channel channel;
  private String why = "closed by the server";
  private boolean unflushed;
  private boolean closing;
  private boolean closed;

  private NettyWire(ClientLoop loop, URI socket, Listener listener) {
    this.loop = loop;
    this.listener = listener;
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop.netty())
            .channel(loop.socketType())
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
    WebSocketUpgrade.add(channel, socket, this);
    channel.pipeline().addLast(new FrameReader(loop.incoming(), this), new Endings());
  }

  @Override
  public void send(ClientFrame frame) {
    write(loop.writer().message(channel.alloc(), frame));
  }

  @Override
  public void sendPose(int sequence, byte[] sample) {
    write(loop.writer().pose(channel.alloc(), sequence, sample));
  }

  private void write(ByteBuf frame) {
    channel.write(frame, channel.voidPromise());
    if (!unflushed) {
      unflushed = true;
      loop.flushLater(this);
    }
  }

  /** Hands what was sent to the kernel; by the loop, at the end of a turn. */
  void flush() {
    unflushed = false;
    channel.flush();
  }

  @Override
  public boolean isWritable() {
    return channel.isWritable();
  }

  @Override
  public void close() {
    closing = true;
    if (channel.isActive()) {
      channel
          .writeAndFlush(loop.writer().close(channel.alloc()))
          .addListener(ChannelFutureListener.CLOSE);
    } else {
      channel.close();
    }
  }

  @Override
  public void abort() {
    closing = true;
    channel.close();
  }

  private void ended() {
    if (!closed) {
      closed = true;
      listener.closed(why);
    }
  }

  // What comes in.

  @Override
  public void upgraded() {
    listener.opened();
  }

  @Override
  public void refused(String why) {
    this.why = why;
  }

  @Override
  public void binary() {
    listener.frame(loop.incoming());
  }

  @Override
  public void ping(ByteBuf payload) {
    // Somebody who pings without reading the answers gets no more of them.
    if (channel.isWritable()) {
      write(loop.writer().pong(channel.alloc(), payload));
    }
  }

  @Override
  public void close(int code, String reason) {
    fault("closed by the server: " + code + " " + reason);
  }

  @Override
  public void fault(String what) {
    why = what;
    abort();
  }

  @Override
  public boolean isOpen() {
    return !closing;
  }

  private final class Endings extends ChannelInboundHandlerAdapter {
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
