package org.asclepion.host.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.stream.ChunkedInput;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets one request at a time through to the router, in order, and holds its socket to deadlines.
 * Owned by the socket's event loop.
 *
 * <p>While an answer is being written nothing more is read, so a client that pipelines cannot make
 * the server pile up answers. The time for a request runs from the moment the last answer was out
 * (or the socket was opened) until the request is complete: it bounds idle keep-alive and slow
 * senders alike.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty closes the channel when an operation fails
final class HttpGate extends ChannelDuplexHandler {
  /** Requests of one socket that may wait; what a single read can hold beyond this is abuse. */
  static final int MAX_PIPELINED = 32;

  private final Duration requestTime;
  private final Duration answerTime;
  private final Queue<FullHttpRequest> waiting = new ArrayDeque<>();
  private boolean busy;
  private @Nullable Future<?> deadline;

  HttpGate(Duration requestTime, Duration answerTime) {
    this.requestTime = requestTime;
    this.answerTime = answerTime;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    arm(ctx, requestTime);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    disarm();
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
    ctx.channel().config().setAutoRead(true);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!(message instanceof FullHttpRequest request)) {
      ctx.fireChannelRead(message);
    } else if (!busy) {
      begin(ctx, request);
    } else if (waiting.size() < MAX_PIPELINED) {
      waiting.add(request);
    } else {
      request.release();
      ctx.close();
    }
  }

  private void begin(ChannelHandlerContext ctx, FullHttpRequest request) {
    busy = true;
    ctx.channel().config().setAutoRead(false);
    arm(ctx, answerTime);
    ctx.fireChannelRead(request);
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (busy && (message instanceof LastHttpContent || message instanceof ChunkedInput)) {
      ChannelPromise done = promise.unvoid();
      done.addListener(_ -> answered(ctx));
      ctx.write(message, done);
    } else {
      ctx.write(message, promise);
    }
  }

  private void answered(ChannelHandlerContext ctx) {
    if (ctx.isRemoved() || !ctx.channel().isActive()) {
      return;
    }
    busy = false;
    FullHttpRequest next = waiting.poll();
    if (next != null) {
      begin(ctx, next);
    } else {
      arm(ctx, requestTime);
      ctx.channel().config().setAutoRead(true);
    }
  }

  private void arm(ChannelHandlerContext ctx, Duration time) {
    disarm();
    deadline = ctx.executor().schedule(() -> ctx.close(), time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void disarm() {
    if (deadline != null) {
      deadline.cancel(false);
    }
  }
}
