package org.asclepion.media.srtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.asclepion.media.srtp.SrtpReceiver.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpSessionTest {
  private final Random random = new Random(7);

  @ParameterizedTest
  @EnumSource(SrtpProfile.class)
  void whatIsProtectedOpensOnceAcrossRollovers(SrtpProfile profile) {
    Pair pair = new Pair(profile);
    for (int i = 0; i < 3 * 65_536; i += 97) {
      ByteBuf plain = rtp(5, i, 40 + i % 1_000, i % 3 == 0);
      ByteBuf packet = plain.copy();
      assertTrue(pair.sender.protectRtp(packet));
      ByteBuf again = packet.copy();
      assertEquals(Verdict.OPENED, pair.receiver.unprotectRtp(packet), () -> "at " + plain);
      assertEquals(plain, packet);
      assertEquals(Verdict.REPLAYED, pair.receiver.unprotectRtp(again));
    }
  }

  @ParameterizedTest
  @EnumSource(SrtpProfile.class)
  void rtcpOpensOnce(SrtpProfile profile) {
    Pair pair = new Pair(profile);
    for (int i = 0; i < 300; i++) {
      ByteBuf plain = rtcp(9, 8 + 4 * (i % 50));
      ByteBuf packet = plain.copy();
      assertTrue(pair.sender.protectRtcp(packet));
      ByteBuf again = packet.copy();
      assertNotEquals(plain, packet);
      assertEquals(Verdict.OPENED, pair.receiver.unprotectRtcp(packet));
      assertEquals(plain, packet);
      assertEquals(Verdict.REPLAYED, pair.receiver.unprotectRtcp(again));
    }
  }

  @ParameterizedTest
  @EnumSource(SrtpProfile.class)
  void disorderWithinTheWindowIsFineAndBehindItIsNot(SrtpProfile profile) {
    Pair pair = new Pair(profile);
    ByteBuf[] sealed = new ByteBuf[SequenceWindow.SIZE + 2];
    for (int i = 0; i < sealed.length; i++) {
      sealed[i] = rtp(5, 65_000 + i, 60, false);
      assertTrue(pair.sender.protectRtp(sealed[i]));
    }
    // The first one is what tells the count of rollovers where it stands.
    assertEquals(Verdict.OPENED, pair.receiver.unprotectRtp(sealed[2].copy()));
    assertEquals(Verdict.OPENED, pair.receiver.unprotectRtp(sealed[sealed.length - 1].copy()));
    assertEquals(Verdict.REPLAYED, pair.receiver.unprotectRtp(sealed[1]));
    assertEquals(Verdict.REPLAYED, pair.receiver.unprotectRtp(sealed[2]));
    for (int i = sealed.length - 2; i > 2; i--) {
      assertEquals(Verdict.OPENED, pair.receiver.unprotectRtp(sealed[i]), "packet " + i);
    }
  }

  @ParameterizedTest
  @EnumSource(SrtpProfile.class)
  void forgeriesChangeNothing(SrtpProfile profile) {
    Pair pair = new Pair(profile);
    ByteBuf good = rtp(5, 10, 100, true);
    assertTrue(pair.sender.protectRtp(good));
    ByteBuf control = rtcp(5, 60);
    assertTrue(pair.sender.protectRtcp(control));
    for (int i = 0; i < good.readableBytes(); i++) {
      ByteBuf bad = good.copy();
      bad.setByte(i, bad.getByte(i) ^ (1 << random.nextInt(8)));
      assertNotEquals(Verdict.OPENED, pair.receiver.unprotectRtp(bad), "byte " + i);
    }
    for (int i = 0; i < control.readableBytes(); i++) {
      ByteBuf bad = control.copy();
      bad.setByte(i, bad.getByte(i) ^ (1 << random.nextInt(8)));
      assertNotEquals(Verdict.OPENED, pair.receiver.unprotectRtcp(bad), "byte " + i);
    }
    // Had a forgery left a stream behind, these would be replays or too many.
    for (int ssrc = 0; ssrc < 2 * SrtpReceiver.MAX_STREAMS; ssrc++) {
      assertEquals(Verdict.FORGED, pair.receiver.unprotectRtp(rtp(ssrc, 1, 100, false)));
    }
    assertEquals(Verdict.OPENED, pair.receiver.unprotectRtp(good));
    assertEquals(Verdict.OPENED, pair.receiver.unprotectRtcp(control));
  }

  @ParameterizedTest
  @EnumSource(SrtpProfile.class)
  void streamsOfAPeerAreBounded(SrtpProfile profile) {
    Pair pair = new Pair(profile);
    for (int ssrc = 1; ssrc <= SrtpReceiver.MAX_STREAMS + 1; ssrc++) {
      ByteBuf media = rtp(ssrc, 1, 50, false);
      ByteBuf control = rtcp(ssrc, 40);
      assertTrue(pair.sender.protectRtp(media) && pair.sender.protectRtcp(control));
      Verdict due = ssrc <= SrtpReceiver.MAX_STREAMS ? Verdict.OPENED : Verdict.TOO_MANY_STREAMS;
      assertEquals(due, pair.receiver.unprotectRtp(media));
      assertEquals(due, pair.receiver.unprotectRtcp(control));
    }
  }

  @ParameterizedTest
  @EnumSource(SrtpProfile.class)
  void noNumberIsSealedTwice(SrtpProfile profile) {
    Pair pair = new Pair(profile);
    assertTrue(pair.sender.protectRtp(rtp(5, 100, 30, false)));
    ByteBuf second = rtp(5, 100, 31, false);
    ByteBuf untouched = second.copy();
    assertFalse(pair.sender.protectRtp(second));
    assertEquals(untouched, second);
    assertTrue(pair.sender.protectRtp(rtp(5, 99, 30, false)), "late is not twice");
    assertFalse(pair.sender.protectRtp(rtp(5, 99, 30, false)));
  }

  @ParameterizedTest
  @EnumSource(SrtpProfile.class)
  void nonsenseIsRefused(SrtpProfile profile) {
    Pair pair = new Pair(profile);
    for (int run = 0; run < 50_000; run++) {
      byte[] bytes = new byte[random.nextInt(120)];
      random.nextBytes(bytes);
      if (bytes.length > 0 && run % 2 == 0) {
        bytes[0] = (byte) (0x80 | (bytes[0] & 0x3F));
      }
      assertNotEquals(
          Verdict.OPENED, pair.receiver.unprotectRtp(Unpooled.wrappedBuffer(bytes.clone())));
      assertNotEquals(
          Verdict.OPENED, pair.receiver.unprotectRtcp(Unpooled.wrappedBuffer(bytes.clone())));
    }
    ByteBuf tooLong = Unpooled.buffer().writeZero(SrtpScratch.MAX_PACKET_BYTES + 1);
    tooLong.setByte(0, 0x80);
    assertEquals(Verdict.MALFORMED, pair.receiver.unprotectRtp(tooLong));
    assertEquals(Verdict.MALFORMED, pair.receiver.unprotectRtcp(tooLong));
    assertFalse(pair.sender.protectRtp(tooLong));
    assertFalse(pair.sender.protectRtcp(tooLong));
  }

  private ByteBuf rtp(int ssrc, int sequence, int payloadBytes, boolean extended) {
    ByteBuf packet = Unpooled.buffer();
    packet.writeByte(extended ? 0x90 : 0x80).writeByte(96).writeShort(sequence);
    packet.writeInt(sequence * 960).writeInt(ssrc);
    if (extended) {
      packet.writeShort(0xBEDE).writeShort(1).writeInt(0x10AA_0000);
    }
    byte[] payload = new byte[payloadBytes];
    random.nextBytes(payload);
    return packet.writeBytes(payload);
  }

  private ByteBuf rtcp(int ssrc, int bytes) {
    ByteBuf packet = Unpooled.buffer();
    packet.writeByte(0x80).writeByte(201).writeShort(bytes / 4 - 1).writeInt(ssrc);
    byte[] rest = new byte[bytes - 8];
    random.nextBytes(rest);
    return packet.writeBytes(rest);
  }

  /** The two ends of one direction. */
  private static final class Pair {
    final SrtpSender sender;
    final SrtpReceiver receiver;

    Pair(SrtpProfile profile) {
      byte[] exported = new byte[profile.exportBytes()];
      new Random(3).nextBytes(exported);
      SrtpKeys keys = new SrtpKeys(profile, exported);
      sender = keys.clientSender(new SrtpScratch());
      receiver = keys.serverReceiver(new SrtpScratch());
    }
  }
}
