package org.asclepion.media.rtp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is missed, asked for, kept and sent again. */
class LossTest {
  private static final long MILLI = 1_000_000L;

  private final int[] due = new int[NackTracker.MAX_MISSING];

  private int[] due(NackTracker tracker, long nowNanos) {
    return Arrays.copyOf(due, tracker.due(nowNanos, due));
  }

  @Test
  void aGapIsAskedForOnceItIsNoDetour() {
    NackTracker tracker = new NackTracker();
    tracker.received(65_534, 0);
    tracker.received(1, 0);
    assertArrayEquals(new int[] {65_535}, due(tracker, 0), "0 may just be late");
    tracker.received(2, MILLI);
    assertArrayEquals(new int[] {0}, due(tracker, MILLI));
    assertEquals(0, due(tracker, 2 * MILLI).length, "the answer needs its time");
    tracker.received(65_535, 3 * MILLI);
    assertArrayEquals(new int[] {0}, due(tracker, MILLI + NackTracker.FIRST_PAUSE_NANOS));
    tracker.received(0, 2 * MILLI + NackTracker.FIRST_PAUSE_NANOS);
    assertEquals(0, tracker.missing());
    assertFalse(tracker.takeGaveUp());
  }

  @Test
  void theTailOfABurstIsAskedForByAge() {
    NackTracker tracker = new NackTracker();
    tracker.received(1, 0);
    tracker.received(3, 0);
    assertEquals(0, due(tracker, MILLI).length);
    assertArrayEquals(new int[] {2}, due(tracker, NackTracker.REORDER_NANOS));
  }

  @Test
  void whatCannotComeIsGivenUp() {
    NackTracker tracker = new NackTracker();
    tracker.received(1, 0);
    tracker.received(5, 0);
    int asked = 0;
    for (long now = 0; now <= NackTracker.GIVE_UP_NANOS + 10 * MILLI; now += 5 * MILLI) {
      asked += due(tracker, now).length;
    }
    assertTrue(asked > 3 && asked <= 3 * NackTracker.MAX_TRIES, "asked " + asked + " times");
    assertEquals(0, tracker.missing());
    assertTrue(tracker.takeGaveUp());
    assertFalse(tracker.takeGaveUp());
  }

  @Test
  void howLongAnAnswerTakesIsLearned() {
    NackTracker tracker = new NackTracker();
    long now = 0;
    tracker.received(0, now);
    for (int n = 2; n < 200; n += 2) {
      now += 50 * MILLI;
      tracker.received(n, now);
      now += NackTracker.REORDER_NANOS;
      assertArrayEquals(new int[] {n - 1}, due(tracker, now));
      now += 30 * MILLI;
      tracker.received(n - 1, now);
    }
    now += 50 * MILLI;
    tracker.received(202, now);
    now += NackTracker.REORDER_NANOS;
    assertEquals(3, due(tracker, now).length);
    assertEquals(0, due(tracker, now + 29 * MILLI).length, "too early");
    assertEquals(3, due(tracker, now + 31 * MILLI).length);
    now += 31 * MILLI;
    int asked = 2;
    for (; tracker.missing() > 0; asked++) {
      now += 31 * MILLI;
      due(tracker, now);
    }
    assertEquals(NackTracker.MAX_TRIES + 1, asked, "each is asked for so often at most");
    assertTrue(tracker.takeGaveUp());
  }

  @Test
  void theListOfTheMissingIsBounded() {
    NackTracker tracker = new NackTracker();
    tracker.received(1, 0);
    tracker.received(2 + NackTracker.MAX_MISSING, 0);
    assertEquals(NackTracker.MAX_MISSING, tracker.missing());
    tracker.received(4 + NackTracker.MAX_MISSING, 0);
    assertEquals(0, tracker.missing());
    assertTrue(tracker.takeGaveUp());
  }

  @Test
  void keyFrameWishesAreGathered() {
    KeyframeThrottle throttle = new KeyframeThrottle();
    assertFalse(throttle.take(0));
    throttle.want();
    throttle.want();
    assertTrue(throttle.take(0));
    assertFalse(throttle.take(1));
    throttle.want();
    assertFalse(throttle.take(KeyframeThrottle.PAUSE_NANOS - 1));
    assertTrue(throttle.take(KeyframeThrottle.PAUSE_NANOS));
    throttle.want();
    throttle.arrived();
    assertFalse(throttle.take(10 * KeyframeThrottle.PAUSE_NANOS));
  }

  /** Jitter by RFC 3550, appendix A.8: one packet 16 units late moves it by one. */
  @Test
  void reportsLossAndJitter() {
    ReceptionStats stats = new ReceptionStats(1_000_000);
    stats.received(65_534, 0, 0, 0);
    stats.received(65_535, 1_000, 0, MILLI);
    assertEquals(0, stats.jitter());
    stats.received(2, 4_000, 0, 4 * MILLI + 16_000);
    assertEquals(1, stats.jitter());
    stats.received(3, 5_000, 0, 5 * MILLI + 16_000 + 320_000);
    assertEquals((16 + 320 - 1) / 16, stats.jitter());
    stats.report();
    assertEquals(2, stats.cumulativeLost());
    assertEquals(2 * 256 / 6, stats.fractionLost());
    assertEquals(0x10003, stats.extendedHighest());
    stats.received(0, 2_000, 0, 5 * MILLI);
    stats.received(1, 3_000, 0, 5 * MILLI);
    stats.report();
    assertEquals(0, stats.cumulativeLost(), "they were late");
    assertEquals(0, stats.fractionLost());
  }

  @Test
  void whatWasNotWantedIsNotLost() {
    ReceptionStats stats = new ReceptionStats(48_000);
    stats.received(10, 0, 0, 0);
    stats.received(21, 0, 9, 0);
    assertEquals(1, stats.cumulativeLost());
    stats.received(23, 0, 500, 0);
    assertEquals(1, stats.cumulativeLost(), "no more than the gap");
  }

  @Test
  void aRetransmissionBecomesTheOriginal() {
    ByteBuf original = Packets.hex("90 E0 FFFF 00000009 00000001 BEDE0001 10850000 AABBCC");
    RtpPacket view = new RtpPacket(Packets.IDS);
    assertTrue(view.read(original));
    ByteBuf wrapped = Unpooled.buffer();
    Rtx.wrap(original, view, 0x77, 97, 5, wrapped);
    assertEquals(
        "90e10005" + "00000009" + "00000077" + "bede000110850000" + "ffff" + "aabbcc",
        ByteBufUtil.hexDump(wrapped));
    assertTrue(view.read(wrapped));
    assertTrue(Rtx.unwrap(wrapped, view, 1, 96));
    assertEquals(ByteBufUtil.hexDump(original), ByteBufUtil.hexDump(wrapped));
    ByteBuf probe = Packets.rtp(97, 1, 2, 0x77, new byte[2]);
    assertTrue(view.read(probe));
    assertFalse(Rtx.unwrap(probe, view, 1, 96));
  }

  @Test
  void theCacheGivesBackWhatWasSent() {
    List<ByteBuf> all = new ArrayList<>();
    try (PacketCache cache = new PacketCache(8, 1_000)) {
      for (int i = 65_530; i < 65_542; i++) {
        ByteBuf packet = Packets.rtp(96, i & 0xFFFF, 0, 1, new byte[10]);
        all.add(packet);
        cache.put(i & 0xFFFF, i % 2, packet, 0);
      }
      assertEquals(8, cache.size(), "by count");
      assertNull(cache.resend(65_533, 0, 0));
      assertSame(all.get(11), cache.resend(5, 0, 0));
      assertEquals(1, cache.owner(5));
      assertNull(cache.resend(5, MILLI, 1), "just sent");
      assertNotNull(cache.resend(5, MILLI, MILLI));
      cache.dropOwner(1);
      assertNull(cache.resend(5, 0, 9 * MILLI));
      assertNotNull(cache.resend(4, 0, 9 * MILLI));
      assertEquals(4, cache.size());
      assertEquals(4 * 22, cache.bytes());
      cache.shrink(PacketCache.MAX_AGE_NANOS + 1);
      assertEquals(0, cache.size(), "by age");
      assertEquals(0, cache.bytes());
      cache.put(6, 0, keep(all, Packets.rtp(96, 6, 0, 1, new byte[900])), 0);
      cache.put(7, 0, keep(all, Packets.rtp(96, 7, 0, 1, new byte[900])), 0);
      assertEquals(1, cache.size(), "by bytes");
      assertNull(cache.resend(6, 0, 0));
      cache.put(60, 0, keep(all, Packets.rtp(96, 60, 0, 1)), 0);
      cache.put(8, 0, keep(all, Packets.rtp(96, 8, 0, 1)), 0);
      assertNull(cache.resend(8, 0, 0), "older than the ring");
    }
    for (ByteBuf packet : all) {
      assertEquals(0, packet.refCnt());
    }
  }

  private static ByteBuf keep(List<ByteBuf> all, ByteBuf packet) {
    all.add(packet);
    return packet;
  }
}
