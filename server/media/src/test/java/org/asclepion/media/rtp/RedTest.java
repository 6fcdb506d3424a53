package org.asclepion.media.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class RedTest {
  /** One copy of three bytes, 960 units old, and a frame of two. */
  private static final String COPY_AND_FRAME = "ef0f0003" + "6f" + "aaaaaa" + "bbbb";

  private static ByteBuf hex(String bytes) {
    return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(bytes));
  }

  private static int primary(String bytes) {
    ByteBuf packet = hex("00" + bytes);
    return Red.primary(packet, 1, packet.readableBytes() - 1);
  }

  @Test
  void theNewestFrameIsTheLast() {
    assertEquals(8, primary(COPY_AND_FRAME));
    assertEquals(1, primary("6f" + "bb"));
    assertEquals(9 + 3, primary("ef0f0001" + "ef0f0002" + "6f" + "aaaaaa" + "bb"));
  }

  @Test
  void whatMakesNoSenseIsToldSo() {
    assertEquals(-1, primary(""));
    assertEquals(-1, primary("6f"), "no frame");
    assertEquals(-1, primary("ef0f"), "half a header");
    assertEquals(-1, primary("ef0f0003"), "no end of headers");
    assertEquals(-1, primary("ef0f0003" + "6f" + "aaaaaa"), "a copy and no frame");
    assertEquals(-1, primary("ef0f03ff" + "6f" + "aaaaaa"), "a copy beyond the end");
  }

  @Test
  void framesGetTheReceiversType() {
    ByteBuf packet = hex("00" + COPY_AND_FRAME);
    Red.retype(packet, 1, 0x70);
    assertEquals("00" + "f00f0003" + "70" + "aaaaaa" + "bbbb", ByteBufUtil.hexDump(packet));
  }
}
