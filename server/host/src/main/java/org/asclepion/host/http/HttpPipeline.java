package org.asclepion.host.http;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.stream.ChunkedWriteHandler;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Fills a new socket's pipeline with HTTP/1.1, within bounds, up to the router. Any event loop. */
public final class HttpPipeline implements Consumer<ChannelPipeline> {
  /** The largest body of a request. */
  public static final int MAX_BODY_BYTES = 16 * 1024;

  static final int MAX_REQUEST_LINE_BYTES = 4096;
  static final int MAX_HEADERS_BYTES = 8192;

  /** How long the next request of a socket may take to be complete. */
  public static final Duration REQUEST_TIME = Duration.ofSeconds(20);

  /** How long an answer may take to be read. */
  public static final Duration ANSWER_TIME = Duration.ofMinutes(5);

  /** What a socket no longer needs once it is a WebSocket; Netty takes away its codec itself. */
  static final List<Class<? extends ChannelHandler>> HANDLERS =
      List.of(HttpGate.class, ChunkedWriteHandler.class, Router.class);

  private final Router router;
  private final Duration requestTime;
  private final Duration answerTime;

  public HttpPipeline(Router router, Duration requestTime, Duration answerTime) {
    this.router = router;
    this.requestTime = requestTime;
    this.answerTime = answerTime;
  }

  @Override
  public void accept(ChannelPipeline pipeline) {
    HttpDecoderConfig limits =
        new HttpDecoderConfig()
            .setMaxInitialLineLength(MAX_REQUEST_LINE_BYTES)
            .setMaxHeaderSize(MAX_HEADERS_BYTES);
    pipeline.addLast(new HttpServerCodec(limits));
    pipeline.addLast(new BoundedAggregator());
    pipeline.addLast(new ChunkedWriteHandler());
    pipeline.addLast(new HttpGate(requestTime, answerTime));
    pipeline.addLast(router);
  }

  /** Joins a request's parts, and answers one that is too large with a problem like any other. */
  private static final class BoundedAggregator extends HttpObjectAggregator {
    BoundedAggregator() {
      super(MAX_BODY_BYTES);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
      Answers.writeAndClose(
          ctx,
          Problem.of(413, "too-large", "A body may have at most " + MAX_BODY_BYTES + " bytes.")
              .response());
    }
  }
}
