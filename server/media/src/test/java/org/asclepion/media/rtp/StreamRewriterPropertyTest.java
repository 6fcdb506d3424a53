package org.asclepion.media.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the sources do, what leaves is one stream. A failure names its seed. */
class StreamRewriterPropertyTest {
  private static final int RUNS = Boolean.getBoolean("asclepion.long") ? 3_000 : 300;
  private static final int PACKETS = 3_000;
  private static final int VIDEO_HZ = 90_000;

  /** A source of pictures of one to four packets. */
  private static final class Source {
    final int bits;
    int sequence;
    int timestamp;
    int picture;
    int tl0;
    int left;

    Source(Random random) {
      bits = random.nextBoolean() ? 7 : 15;
      // Near a wrap more often than not.
      sequence = random.nextInt(3) == 0 ? random.nextInt(65_536) : 65_536 - random.nextInt(100);
      timestamp = random.nextInt();
      picture = (1 << bits) - random.nextInt(20);
      tl0 = random.nextInt(256);
    }

    /** Whether a picture begins with the next packet. */
    boolean next(Random random) {
      sequence++;
      boolean begins = left == 0;
      if (begins) {
        left = 1 + random.nextInt(4);
        timestamp += 3_000;
        picture++;
        tl0++;
      }
      left--;
      return begins;
    }
  }

  @Test
  void switchesLeaveNoTrace() {
    long first = Long.getLong("asclepion.seed", System.nanoTime());
    for (int run = 0; run < RUNS; run++) {
      long seed = first + run;
      try {
        switchesLeaveNoTrace(new Random(seed));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("-Dasclepion.seed=" + seed, e);
      }
    }
  }

  private static void switchesLeaveNoTrace(Random random) {
    StreamRewriter rewriter = new StreamRewriter(VIDEO_HZ);
    Source[] sources = {new Source(random), new Source(random), new Source(random)};
    Source source = sources[0];
    long now = 0;
    int sequence = -1;
    int timestamp = 0;
    int picture = -1;
    int tl0 = -1;
    boolean switched = true;
    for (int n = 0; n < PACKETS; n++) {
      boolean begins = source.next(random);
      if (begins && random.nextInt(20) == 0) {
        source = sources[random.nextInt(sources.length)];
        while (!source.next(random)) {
          // A switch is made where a picture begins.
        }
        rewriter.beginSource();
        switched = true;
        begins = true;
      }
      now += begins ? 33_333_333L : 10_000;
      assertTrue(rewriter.map(source.sequence & 0xFFFF, source.timestamp, now));
      rewriter.mapPicture(
          source.picture & ((1 << source.bits) - 1), source.bits, source.tl0 & 0xFF);
      if (sequence >= 0) {
        assertEquals((sequence + 1) & 0xFFFF, rewriter.sequence(), "sequence at " + n);
        int step = Serial.distance32(timestamp, rewriter.timestamp());
        assertTrue(begins ? step > 0 && step <= 3_100 : step == 0, "timestamp step " + step);
        assertEquals((picture + (begins ? 1 : 0)) & 0x7FFF, rewriter.pictureId(), "picture");
        assertEquals((tl0 + (begins ? 1 : 0)) & 0xFF, rewriter.tl0PicIdx(), "tl0");
      } else {
        assertTrue(rewriter.sequence() < 0x8000, "begins low");
      }
      assertTrue(!switched || begins);
      switched = false;
      sequence = rewriter.sequence();
      timestamp = rewriter.timestamp();
      picture = rewriter.pictureId();
      tl0 = rewriter.tl0PicIdx();
    }
  }

  /** A number is a nonce: used twice it gives away the key stream. */
  @Test
  void noNumberIsUsedTwice() {
    long first = Long.getLong("asclepion.seed", System.nanoTime());
    for (int run = 0; run < RUNS; run++) {
      long seed = first + run;
      try {
        noNumberIsUsedTwice(new Random(seed));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("-Dasclepion.seed=" + seed, e);
      }
    }
  }

  private static void noNumberIsUsedTwice(Random random) {
    StreamRewriter rewriter = new StreamRewriter(VIDEO_HZ);
    BitSet used = new BitSet();
    long highest = -1;
    int[] sequence = {random.nextInt(65_536), random.nextInt(65_536)};
    int source = 0;
    for (int n = 0; n < PACKETS; n++) {
      if (random.nextInt(50) == 0) {
        source ^= 1;
        rewriter.beginSource();
      }
      // Losses, repetitions, latecomers, leaps.
      int leap = random.nextInt(200) == 0 ? random.nextInt(65_536) : 0;
      sequence[source] += leap + (random.nextInt(10) == 0 ? random.nextInt(4) : 1);
      int late = random.nextInt(4) == 0 ? random.nextInt(40) : 0;
      if (rewriter.map((sequence[source] - late) & 0xFFFF, n, n * 1_000_000L)) {
        long number =
            highest < 0
                ? 0x10000L + rewriter.sequence()
                : Serial.extend16(highest, rewriter.sequence());
        highest = Math.max(highest, number);
        assertFalse(used.get((int) number), "twice: " + number);
        used.set((int) number);
      }
    }
    assertTrue(used.cardinality() > PACKETS / 2);
  }

  @Test
  void aPacketOfBeforeTheSwitchIsDropped() {
    StreamRewriter rewriter = new StreamRewriter(VIDEO_HZ);
    assertTrue(rewriter.map(100, 0, 0));
    assertTrue(rewriter.map(102, 0, 0), "101 is never sent");
    rewriter.beginSource();
    assertTrue(rewriter.map(5_000, 0, 1));
    assertFalse(rewriter.map(4_999, 0, 2));
    assertFalse(rewriter.map(4_998, 0, 2), "it would be another source's 101");
    assertTrue(rewriter.map(5_002, 0, 3));
    int gap = rewriter.sequence();
    assertTrue(rewriter.map(5_001, 0, 4), "late, but of this source");
    assertEquals((gap - 1) & 0xFFFF, rewriter.sequence());
  }

  @Test
  void aPauseIsTimeOnTheClock() {
    StreamRewriter rewriter = new StreamRewriter(48_000);
    assertTrue(rewriter.map(1, 1_000, 0));
    rewriter.beginSource();
    assertTrue(rewriter.map(900, 77, 2_000_000_000L));
    assertEquals(1_000 + 96_000, rewriter.timestamp());
    assertEquals(1_000 + 96_000 + 960, rewriter.mapTimestamp(77 + 960));
  }
}
