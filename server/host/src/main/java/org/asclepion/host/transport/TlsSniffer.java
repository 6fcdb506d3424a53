package org.asclepion.host.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Looks at a socket's first bytes: TLS goes on as TLS, plain HTTP gets an answer that a person can
 * read. Owned by the socket's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty closes the channel when an operation fails
final class TlsSniffer extends ByteToMessageDecoder {
  /** What the longest header of a TLS record needs to be told from text. */
  private static final int ENOUGH_BYTES = 5;

  private static final long HANDSHAKE_MILLIS = 10_000;

  private static final String BODY = "This port speaks HTTPS. Open the address with https://\n";
  private static final byte[] ANSWER =
      ("HTTP/1.1 400 Bad Request\r\n"
              + "content-type: text/plain; charset=utf-8\r\n"
              + "content-length: "
              + BODY.length()
              + "\r\nconnection: close\r\n\r\n"
              + BODY)
          .getBytes(StandardCharsets.US_ASCII);

  private final Tls tls;

  TlsSniffer(Tls tls) {
    this.tls = tls;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (in.readableBytes() < ENOUGH_BYTES) {
      return;
    }
    if (SslHandler.isEncrypted(in, false)) {
      SslHandler handler = tls.current().newHandler(ctx.alloc());
      handler.setHandshakeTimeoutMillis(HANDSHAKE_MILLIS);
      ctx.pipeline().replace(this, "tls", handler);
    } else {
      in.skipBytes(in.readableBytes());
      ctx.writeAndFlush(Unpooled.wrappedBuffer(ANSWER)).addListener(ChannelFutureListener.CLOSE);
    }
  }
}
