package org.asclepion.host.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpChunkedInput;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.stream.ChunkedInput;
import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * Writes answers, with the headers that all of them carry. Stateless; on the socket's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty closes the channel when an operation fails
final class Answers {
  /** Larger bodies go out in pieces of this size, as the socket takes them. */
  private static final int PIECE_BYTES = 32 * 1024;

  /**
   * Nothing from any other host, ever. WebAssembly and blobs are for three.js's decoders and
   * workers, inline styles for positions that scripts set.
   */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:;"
          + " img-src 'self' blob: data:; connect-src 'self' blob:; media-src 'self' blob:;"
          + " style-src 'self'; object-src 'none'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  private static final Map<String, String> ALWAYS =
      Map.of(
          "x-content-type-options", "nosniff",
          "referrer-policy", "no-referrer",
          "cross-origin-opener-policy", "same-origin",
          "cross-origin-resource-policy", "same-origin",
          "content-security-policy", CONTENT_SECURITY_POLICY,
          "permissions-policy", "geolocation=(), payment=(), usb=()");

  private Answers() {}

  static void write(
      ChannelHandlerContext ctx, Response response, boolean headOnly, boolean keepAlive) {
    HttpResponseStatus status = HttpResponseStatus.valueOf(response.status());
    ByteBuffer body = response.body();
    boolean bodyless = headOnly || isEmpty(response);
    ChannelFuture written;
    if (bodyless || body.remaining() <= PIECE_BYTES) {
      ByteBuf content = bodyless ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body);
      HttpResponse whole = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
      setHeaders(whole.headers(), response, keepAlive);
      written = ctx.writeAndFlush(whole);
    } else {
      HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, status);
      setHeaders(head.headers(), response, keepAlive);
      ctx.write(head);
      written = ctx.writeAndFlush(new HttpChunkedInput(new Pieces(body)));
    }
    if (!keepAlive) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  static void writeAndClose(ChannelHandlerContext ctx, Response response) {
    write(ctx, response, false, false);
  }

  /** Such an answer never has a body (RFC 9110, section 6.4.1). */
  private static boolean isEmpty(Response response) {
    return response.status() == 304 || response.status() == 204;
  }

  private static void setHeaders(HttpHeaders headers, Response response, boolean keepAlive) {
    ALWAYS.forEach(headers::set);
    headers.set(
        "date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
    if (response.status() != 204) {
      headers.set("content-type", response.type());
    }
    if (!isEmpty(response)) {
      headers.set("content-length", response.body().remaining());
    }
    response.headers().forEach(headers::set);
    if (!keepAlive) {
      headers.set("connection", "close");
    }
  }

  /** A body in pieces, none of them copied. */
  private static final class Pieces implements ChunkedInput<ByteBuf> {
    private final ByteBuffer body;
    private int offset;

    Pieces(ByteBuffer body) {
      this.body = body.slice();
    }

    @Override
    public boolean isEndOfInput() {
      return offset == body.limit();
    }

    @Override
    public void close() {}

    @Override
    @Deprecated
    public ByteBuf readChunk(ChannelHandlerContext ctx) {
      return next();
    }

    @Override
    public ByteBuf readChunk(ByteBufAllocator allocator) {
      return next();
    }

    private ByteBuf next() {
      int size = Math.min(PIECE_BYTES, body.limit() - offset);
      ByteBuf piece = Unpooled.wrappedBuffer(body.slice(offset, size));
      offset += size;
      return piece;
    }

    @Override
    public long length() {
      return body.limit();
    }

    @Override
    public long progress() {
      return offset;
    }
  }
}
