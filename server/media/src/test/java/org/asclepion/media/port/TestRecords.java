package org.asclepion.media.port;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Datagrams of DTLS that look like something. */
final class TestRecords {
  private TestRecords() {}

  /** The first half of a ClientHello, whose rest never comes. */
  static byte[] hello() {
    ByteBuf record = Unpooled.buffer();
    int fragment = 300;
    record.writeByte(22).writeShort(0xFEFD).writeShort(0).writeMedium(0).writeMedium(0);
    record.writeShort(12 + fragment);
    record.writeByte(1).writeMedium(600).writeShort(0).writeMedium(0).writeMedium(fragment);
    record.writeZero(fragment);
    byte[] bytes = new byte[record.readableBytes()];
    record.readBytes(bytes);
    return bytes;
  }
}
