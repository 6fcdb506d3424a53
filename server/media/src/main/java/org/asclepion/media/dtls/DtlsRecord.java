package org.asclepion.media.dtls;

import io.netty.buffer.ByteBuf;

/**
 * A first look at a datagram before it costs a handshake anything. Stateless.
 *
 * <pre>
 * +------+---------+-------+-----------------+--------+----------
 * | type | version | epoch | sequence number | length | fragment   further records may follow
 * +------+---------+-------+-----------------+--------+----------
 *  0      1         3       5                 11       13
 * </pre>
 */
public final class DtlsRecord {
  private static final int HEADER_BYTES = 13;
  private static final int HANDSHAKE = 22;
  private static final int CLIENT_HELLO = 1;

  private DtlsRecord() {}

  /** Whether a datagram consists of whole records. */
  public static boolean isWhole(ByteBuf datagram) {
    int at = datagram.readerIndex();
    int end = datagram.writerIndex();
    if (at == end) {
      return false;
    }
    while (at < end) {
      if (end - at < HEADER_BYTES) {
        return false;
      }
      int type = datagram.getUnsignedByte(at);
      if (type < 20 || type > 24 || datagram.getUnsignedByte(at + 1) != 0xFE) {
        return false;
      }
      at += HEADER_BYTES + datagram.getUnsignedShort(at + 11);
    }
    return at == end;
  }

  /** Whether it can be the beginning of a handshake: a ClientHello, or a part of one. */
  public static boolean isHello(ByteBuf datagram) {
    int at = datagram.readerIndex();
    return isWhole(datagram)
        && datagram.readableBytes() > HEADER_BYTES
        && datagram.getUnsignedByte(at) == HANDSHAKE
        && datagram.getUnsignedShort(at + 3) == 0
        && datagram.getUnsignedByte(at + HEADER_BYTES) == CLIENT_HELLO;
  }
}
