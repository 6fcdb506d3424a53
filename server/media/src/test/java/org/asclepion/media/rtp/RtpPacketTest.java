package org.asclepion.media.rtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RtpPacketTest {
  private final RtpPacket packet = new RtpPacket(Packets.IDS);

  @Test
  void readsTheFixedHeader() {
    ByteBuf bytes = Packets.hex("80 E0 FFFE 01020304 0A0B0C0D AABB");
    assertTrue(packet.read(bytes));
    assertTrue(packet.marker());
    assertEquals(96, packet.payloadType());
    assertEquals(0xFFFE, packet.sequence());
    assertEquals(0x01020304, packet.timestamp());
    assertEquals(0x0A0B0C0D, packet.ssrc());
    assertEquals(12, packet.payloadAt());
    assertEquals(2, packet.payloadBytes());
    assertEquals(-1, packet.audioLevel(bytes));
    assertEquals(-1, packet.transportSequence(bytes));
  }

  @Test
  void passesOverContributingSourcesAndPadding() {
    ByteBuf bytes = Packets.hex("A2 6F 0001 00000000 00000001 00000002 00000003 AABBCC 000003");
    assertTrue(packet.read(bytes));
    assertEquals(20, packet.payloadAt());
    assertEquals(3, packet.payloadBytes());
  }

  /** The layout of the example in RFC 8285, section 4.2: three elements and padding among them. */
  @Test
  void readsOneByteExtensions() {
    ByteBuf bytes =
        Packets.hex("90 6F 0001 00000000 00000001 BEDE0003 10 85 31 1234 00 00 A2 616263 00 AA");
    assertTrue(packet.read(bytes));
    assertEquals(5, packet.audioLevel(bytes), "the voice bit is no part of the level");
    assertEquals(0x1234, packet.transportSequence(bytes));
    assertTrue(packet.is(HeaderExtension.RID, bytes, "abc".getBytes(US_ASCII)));
    assertFalse(packet.is(HeaderExtension.RID, bytes, "abd".getBytes(US_ASCII)));
    assertFalse(packet.is(HeaderExtension.MID, bytes, "abc".getBytes(US_ASCII)));
    assertEquals(1, packet.payloadBytes());
  }

  /** RFC 8285, section 4.3: an element of length 0, padding, one of 2, one of 4 bytes. */
  @Test
  void readsTwoByteExtensions() {
    ByteBuf bytes =
        Packets.hex("90 6F 0001 00000000 00000001 10000003 0400 00 0302 1234 00 0101 7F 0000 AA");
    assertTrue(packet.read(bytes));
    assertEquals(0x1234, packet.transportSequence(bytes));
    assertEquals(127, packet.audioLevel(bytes));
    assertTrue(packet.has(HeaderExtension.MID, 0));
    assertFalse(packet.has(HeaderExtension.MID, 1));
  }

  @Test
  void idFifteenEndsTheElements() {
    ByteBuf bytes = Packets.hex("90 6F 0001 00000000 00000001 BEDE0001 F0 00 10 05");
    assertTrue(packet.read(bytes));
    assertEquals(-1, packet.audioLevel(bytes));
  }

  @Test
  void refusesWhatIsNoPacket() {
    for (String bytes :
        new String[] {
          "",
          "80E00001000000000000",
          "40E000010000000000000001",
          "81E000010000000000000001",
          "90E000010000000000000001",
          "90E000010000000000000001BEDE0001",
          "A0E000010000000000000001",
          "A0E00001000000000000000100",
          "A0E00001000000000000000102",
        }) {
      assertFalse(packet.read(Packets.hex(bytes)), bytes);
    }
  }

  @Test
  void idsAreGivenOnce() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new ExtensionIds(Map.of(HeaderExtension.MID, 1, HeaderExtension.RID, 1)));
    assertThrows(
        IllegalArgumentException.class, () -> new ExtensionIds(Map.of(HeaderExtension.MID, 0)));
  }

  @Test
  void writesWhatItReads() {
    for (boolean large : new boolean[] {false, true}) {
      ByteBuf bytes = Unpooled.buffer();
      RtpWriter writer = new RtpWriter();
      writer.begin(bytes, true, 111, 65_535, -5, 7);
      writer.beginExtensions(bytes, large);
      writer.extension(bytes, 1, 1);
      bytes.writeByte(0x80 | 33);
      writer.extension(bytes, 3, 2);
      bytes.writeShort(0xABCD);
      writer.endExtensions(bytes);
      bytes.writeByte(9);
      assertTrue(packet.read(bytes));
      assertEquals(33, packet.audioLevel(bytes));
      assertEquals(0xABCD, packet.transportSequence(bytes));
      assertEquals(65_535, packet.sequence());
      assertEquals(-5, packet.timestamp());
      assertEquals(1, packet.payloadBytes());
      assertEquals(9, bytes.getByte(packet.payloadAt()));
    }
    assertFalse(RtpWriter.large(14, 16));
    assertTrue(RtpWriter.large(15, 1));
    assertTrue(RtpWriter.large(1, 17));
  }
}
