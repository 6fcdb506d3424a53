package org.asclepion.media.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

/** The examples of RFC 7741, section 4.6, and what surrounds them. */
class Vp8PayloadTest {
  private final Vp8Payload vp8 = new Vp8Payload();

  private boolean read(ByteBuf bytes) {
    return vp8.read(bytes, 0, bytes.readableBytes());
  }

  /** "Key Frame in a Single RTP Packet": X=1, S=1, I=1, a picture id of 7 bits. */
  @Test
  void readsAKeyFrame() {
    ByteBuf bytes = Packets.hex("90 80 11 10 02 00 9D012A 8002 E041 FF");
    assertTrue(read(bytes));
    assertTrue(vp8.startsPicture());
    assertTrue(vp8.keyframe());
    assertEquals(480, vp8.height(), "without the scale");
    assertEquals(17, vp8.pictureId());
    assertEquals(7, vp8.pictureIdBits());
    assertEquals(-1, vp8.tl0PicIdx());
    assertEquals(3, vp8.bytes());
  }

  /** "Discardable VP8 Interframe in a Single RTP Packet; No PictureID". */
  @Test
  void readsAShortDescriptor() {
    assertTrue(read(Packets.hex("30 01 00")));
    assertTrue(vp8.startsPicture());
    assertFalse(vp8.keyframe());
    assertEquals(-1, vp8.pictureId());
    assertEquals(1, vp8.bytes());
  }

  /** "VP8 Frame Fragmented across RTP Packets": the second of partition 0 begins no picture. */
  @Test
  void theSecondPacketOfAPictureBeginsNone() {
    assertTrue(read(Packets.hex("80 80 11 00")));
    assertFalse(vp8.startsPicture());
    assertFalse(vp8.keyframe());
  }

  /** "VP8 Frame with Long PictureID". */
  @Test
  void readsALongPictureIdAndLayers() {
    assertTrue(read(Packets.hex("90 F0 9234 07 60 01")));
    assertEquals(0x1234, vp8.pictureId());
    assertEquals(15, vp8.pictureIdBits());
    assertEquals(7, vp8.tl0PicIdx());
    assertEquals(1, vp8.temporalLayer());
    assertEquals(6, vp8.bytes());
  }

  @Test
  void refusesWhatIsCutShort() {
    for (String bytes : new String[] {"", "90", "9080", "908092", "90F09234", "90F0923407", "10"}) {
      assertFalse(read(Packets.hex(bytes)), bytes);
    }
  }

  @Test
  void writesOtherNumbersAndKeepsTheRest() {
    assertTrue(read(Packets.hex("90 F0 11 07 61 01")));
    ByteBuf out = Unpooled.buffer();
    vp8.write(out, 0x7FFF, 255);
    assertEquals("90f0ffffff61", ByteBufUtil.hexDump(out), "seven bits become fifteen");
    assertTrue(read(Packets.hex("10 01")));
    vp8.write(out.clear(), 5, 5);
    assertEquals("10", ByteBufUtil.hexDump(out));
  }
}
