package org.asclepion.host.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns an HTTP request into a {@link Connection}. Called on the request's event loop; holds no
 * state of its own.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty closes the channel when an operation fails
public final class WebSocketEndpoint {
  public static final String SUBPROTOCOL = "asclepion.v1";

  /** Why an upgrade is refused, to be answered as a problem. */
  public record Refused(int status, String code, String detail) {}

  private final ConnectionListener.Factory sessions;
  private final Limits limits;
  private final TransportMetrics metrics;
  private final LoopTurns turns;

  WebSocketEndpoint(
      ConnectionListener.Factory sessions,
      Limits limits,
      TransportMetrics metrics,
      LoopTurns turns) {
    this.sessions = sessions;
    this.limits = limits;
    this.metrics = metrics;
    this.turns = turns;
  }

  /**
   * Upgrades, or says why not.
   *
   * @param httpHandlers the handlers that have nothing to do once the socket is a WebSocket
   */
  public @Nullable Refused upgrade(
      ChannelHandlerContext ctx,
      FullHttpRequest request,
      List<Class<? extends ChannelHandler>> httpHandlers) {
    Refused refused = refusal(request.headers());
    if (refused != null) {
      metrics.refused(refused.code());
      return refused;
    }
    WebSocketServerHandshaker handshaker =
        new WebSocketServerHandshakerFactory(
                "",
                SUBPROTOCOL,
                WebSocketDecoderConfig.newBuilder()
                    .maxFramePayloadLength(Limits.MAX_FRAME_BYTES)
                    .expectMaskedFrames(true)
                    .allowMaskMismatch(false)
                    .allowExtensions(false)
                    // The error frame of our own protocol comes first.
                    .closeOnProtocolViolation(false)
                    .withUTF8Validator(false)
                    .build())
            .newHandshaker(request);
    ChannelPipeline pipeline = ctx.pipeline();
    for (Class<? extends ChannelHandler> handler : httpHandlers) {
      pipeline.remove(handler);
    }
    handshaker
        .handshake(ctx.channel(), request)
        .addListener(
            done -> {
              if (done.isSuccess()) {
                open(ctx.channel());
              } else {
                ctx.close();
              }
            });
    return null;
  }

  /** The answer is on its way, and nothing of what follows it has been read yet. */
  private void open(Channel channel) {
    // From here on frames are read and written by hand; see FrameReader and FrameWriter.
    channel.pipeline().remove("wsencoder");
    channel.pipeline().remove("wsdecoder");
    long now = System.nanoTime();
    LoopTurn turn = turns.of(channel.eventLoop());
    WebSocketConnection connection = new WebSocketConnection(channel, turn, limits, metrics, now);
    ConnectionListener listener = sessions.opened(connection);
    Throttle throttle = new Throttle(channel, connection, limits, metrics, now);
    channel
        .pipeline()
        .addLast(
            "receiver", new FrameReceiver(connection, listener, turn.scratch(), throttle, metrics));
    metrics.webSockets.incrementAndGet();
    connection.open(listener);
  }

  private static @Nullable Refused refusal(HttpHeaders headers) {
    if (!headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
        || !headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
        || !headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)
        || !"13".equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
      return new Refused(426, "upgrade-required", "This address speaks WebSocket version 13.");
    }
    boolean offered =
        headers.getAllAsString(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL).stream()
            .flatMap(line -> Arrays.stream(line.split(",", -1)))
            .anyMatch(name -> name.strip().equals(SUBPROTOCOL));
    if (!offered) {
      return new Refused(
          400, "subprotocol-missing", "Offer the WebSocket subprotocol " + SUBPROTOCOL + ".");
    }
    return null;
  }
}
