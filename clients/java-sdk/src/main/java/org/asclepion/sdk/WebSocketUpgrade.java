package org.asclepion.sdk;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the upgrade of a new connection to a WebSocket (RFC 6455, 4.1), and once it is granted
 * leaves the pipeline to {@link FrameReader}, taking all of HTTP along. Owned by the client's loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // channelInactive tells what became of it
final class WebSocketUpgrade extends SimpleChannelInboundHandler<FullHttpResponse> {
  /** Hears how it went; exactly one of the two. */
  interface Outcome {
    void upgraded();

    void refused(String why);
  }

  private static final String SUBPROTOCOL = "asclepion.v1";
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int MAX_ANSWER_BYTES = 16 << 10;
  private static final int PATIENCE_SECONDS = 10;

  private final URI socket;
  private final Outcome outcome;
  private final String key;
  private final HttpClientCodec codec = new HttpClientCodec();
  private final HttpObjectAggregator aggregator = new HttpObjectAggregator(MAX_ANSWER_BYTES);
  private @Nullable ScheduledFuture<?> patience;

  private WebSocketUpgrade(URI socket, Outcome outcome) {
    this.socket = socket;
    this.outcome = outcome;
    byte[] nonce = new byte[16];
    new SecureRandom().nextBytes(nonce);
    key = Base64.getEncoder().encodeToString(nonce);
  }

  /** Adds what is needed to a pipeline; frames follow behind it. */
  static void add(Channel channel, URI socket, Outcome outcome) {
    WebSocketUpgrade upgrade = new WebSocketUpgrade(socket, outcome);
    channel.pipeline().addLast(upgrade.codec, upgrade.aggregator, upgrade);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    String host = socket.getHost() + ":" + socket.getPort();
    String scheme = "wss".equals(socket.getScheme()) ? "https://" : "http://";
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.GET, socket.getRawPath(), Unpooled.EMPTY_BUFFER);
    request
        .headers()
        .set(HttpHeaderNames.HOST, host)
        .set(HttpHeaderNames.ORIGIN, scheme + host)
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
        .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
        .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13")
        .set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, SUBPROTOCOL)
        .set(HttpHeaderNames.SEC_WEBSOCKET_KEY, key);
    context.writeAndFlush(request);
    patience =
        context
            .executor()
            .schedule(
                () -> refuse(context, "the WebSocket handshake took too long"),
                PATIENCE_SECONDS,
                TimeUnit.SECONDS);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpResponse answer) {
    String fault = fault(answer);
    if (fault != null) {
      refuse(context, fault);
      return;
    }
    // From the back to the front; HTTP's encoder would not let frames pass.
    context.pipeline().remove(this).remove(aggregator).remove(codec);
    outcome.upgraded();
  }

  private @Nullable String fault(FullHttpResponse answer) {
    if (!HttpResponseStatus.SWITCHING_PROTOCOLS.equals(answer.status())) {
      return "no WebSocket, but " + answer.status();
    }
    if (!accept(key).equals(answer.headers().get(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT))) {
      return "the server did not accept the WebSocket's key";
    }
    if (!SUBPROTOCOL.equals(answer.headers().get(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL))) {
      return "the server does not speak " + SUBPROTOCOL;
    }
    return null;
  }

  private static String accept(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void refuse(ChannelHandlerContext context, String why) {
    stopWaiting();
    outcome.refused(why);
    context.close();
  }

  private void stopWaiting() {
    if (patience != null) {
      patience.cancel(false);
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    stopWaiting();
  }
}
