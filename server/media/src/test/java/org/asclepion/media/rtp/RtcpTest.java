package org.asclepion.media.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtcpTest {
  private final RtcpReader reader = new RtcpReader();

  static ByteBuf compound() {
    ByteBuf out = Unpooled.buffer();
    RtcpWriter.senderReport(out, 1, 0xE6A1_B2C3_8000_0000L, 90_000, 10, 12_000);
    RtcpWriter.sourceDescription(out, 1, "asclepion");
    ReceptionStats stats = new ReceptionStats(90_000);
    stats.received(65_535, 0, 0, 0);
    stats.received(1, 3_000, 0, 40_000_000L);
    stats.senderReport(0x1234_5678_9ABC_DEF0L, 40_000_000L);
    RtcpWriter.receiverReport(out, 2, 1);
    RtcpWriter.block(out, 3, stats, 1_040_000_000L);
    RtcpWriter.nack(out, 2, 3, new int[] {65_530, 65_535, 10, 26, 27}, 5);
    RtcpWriter.pli(out, 2, 3);
    RtcpWriter.fir(out, 2, 3, 257);
    RtcpWriter.remb(out, 2, 1_234_567, 3);
    RtcpWriter.bye(out, 9);
    return out;
  }

  /** A report of random arrivals. */
  static ByteBuf feedback(Random random) {
    ArrivalLog log = new ArrivalLog();
    for (int i = 0; i < 100; i++) {
      if (random.nextInt(4) > 0) {
        log.arrived((65_500 + i) & 0xFFFF, 5_000_000_000L + i * 3_000_000L);
      }
    }
    ByteBuf out = Unpooled.buffer();
    log.write(out, 1, 2);
    return out;
  }

  @Test
  void readsWhatItWrites() {
    reader.begin(compound());
    assertTrue(reader.next());
    assertEquals(RtcpReader.SENDER_REPORT, reader.type());
    assertEquals(0xE6A1_B2C3_8000_0000L, reader.ntp());
    assertEquals(90_000, reader.rtpTimestamp());
    assertTrue(reader.next());
    assertEquals(RtcpReader.SOURCE_DESCRIPTION, reader.type());
    assertTrue(reader.next());
    assertEquals(1, reader.blocks());
    assertEquals(3, reader.blockSsrc(0));
    assertEquals(1, reader.blockCumulativeLost(0), "number 0 between 65535 and 1");
    assertEquals(256 / 3, reader.blockFractionLost(0));
    assertEquals(0x5678_9ABC, reader.blockLastReport(0));
    assertEquals(65_536, reader.blockDelay(0), "a second");
    assertTrue(reader.next());
    assertTrue(reader.isNack());
    assertEquals(3, reader.mediaSsrc());
    assertEquals(2, reader.entries());
    assertEquals(65_530, reader.nackFirst(0));
    assertEquals((1 << 4) | (1 << 15), reader.nackFollowing(0), "across the wrap");
    assertEquals(26, reader.nackFirst(1));
    assertEquals(1, reader.nackFollowing(1));
    assertTrue(reader.next());
    assertTrue(reader.isPli());
    assertTrue(reader.next());
    assertTrue(reader.isFir());
    assertEquals(1, reader.entries());
    assertEquals(3, reader.firSsrc(0));
    assertTrue(reader.next());
    assertEquals(1_234_567 >> 3 << 3, reader.remb(), "18 bits of it");
    assertTrue(reader.next());
    assertEquals(9, reader.byeSsrc(0));
    assertFalse(reader.next());
    assertFalse(reader.malformed());
  }

  /** RFC 3550 and RFC 4585 by hand: the writer and the reader could be wrong alike. */
  @Test
  void theBytesAreTheStandards() {
    ByteBuf out = Unpooled.buffer();
    RtcpWriter.pli(out, 0x01020304, 0x05060708);
    assertEquals("81ce00020102030405060708", ByteBufUtil.hexDump(out));
    RtcpWriter.nack(out.clear(), 1, 2, new int[] {7, 8, 23}, 3);
    assertEquals("81cd0003" + "00000001" + "00000002" + "00078001", ByteBufUtil.hexDump(out));
    RtcpWriter.sourceDescription(out.clear(), 1, "ab");
    assertEquals("81ca0003" + "00000001" + "01026162" + "00000000", ByteBufUtil.hexDump(out));
    RtcpWriter.remb(out.clear(), 1, 1_000_000, 5);
    assertEquals(
        "8fce0005" + "00000001" + "00000000" + "52454d42" + "010bd090" + "00000005",
        ByteBufUtil.hexDump(out));
  }

  @Test
  void endsWhereAPartMakesNoSense() {
    for (String bytes :
        new String[] {
          "81", "81c90007", "41c9000100000001", "81c9000100000001", "8fcd00020000000100000002"
        }) {
      reader.begin(Packets.hex(bytes));
      assertFalse(reader.next(), bytes);
      assertTrue(reader.malformed(), bytes);
    }
  }

  @Test
  void transportFeedbackSurvivesTheWay() {
    long first = Long.getLong("asclepion.seed", System.nanoTime());
    for (int run = 0; run < 2_000; run++) {
      try {
        feedbackSurvives(new Random(first + run));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("-Dasclepion.seed=" + (first + run), e);
      }
    }
  }

  private static void feedbackSurvives(Random random) {
    ArrivalLog log = new ArrivalLog();
    TransportFeedback feedback = new TransportFeedback();
    RtcpReader reader = new RtcpReader();
    int count = 1 + random.nextInt(1_000);
    int base = random.nextInt(65_536);
    long[] arrivedMicros = new long[count];
    long now = random.nextInt(1_000_000_000) * 1_000L;
    for (int i = 0; i < count; i++) {
      now += random.nextInt(50) == 0 ? random.nextInt(9_000_000) : random.nextInt(3_000);
      boolean came = i == 0 || random.nextInt(5) > 0;
      // A late one arrives, on the clock, before its predecessor.
      arrivedMicros[i] = came ? now - random.nextInt(5_000) : -1;
      if (came) {
        log.arrived((base + i) & 0xFFFF, arrivedMicros[i] * 1_000);
      }
    }
    int seen = 0;
    long offset = Long.MIN_VALUE;
    while (log.any()) {
      ByteBuf out = Unpooled.buffer();
      log.write(out, 1, 2);
      assertEquals(0, out.readableBytes() % 4);
      assertTrue(out.readableBytes() <= 1_150, "fits a datagram");
      reader.begin(out);
      assertTrue(reader.next());
      assertTrue(reader.isTransportCc());
      assertTrue(feedback.read(out, reader));
      assertFalse(reader.next());
      assertEquals((base + seen) & 0xFFFF, feedback.base());
      for (int i = 0; i < feedback.count(); i++, seen++) {
        long arrived = feedback.arrivalMicros(i);
        assertEquals(arrivedMicros[seen] < 0, arrived == TransportFeedback.LOST, "at " + seen);
        if (arrived != TransportFeedback.LOST) {
          // The reference time has 24 bits; the difference of the clocks is constant all the same.
          long difference = arrivedMicros[seen] - arrived;
          offset = offset == Long.MIN_VALUE ? Math.floorDiv(difference, 64_000) * 64_000 : offset;
          assertTrue(difference >= offset && difference < offset + 250, "at " + seen);
        }
      }
    }
    int last = count;
    while (arrivedMicros[last - 1] < 0) {
      last--;
    }
    assertEquals(last, seen);
  }

  @Test
  void theClockOfFeedbackGoesOnWhenItsBitsAreUsedUp() {
    long wrapMicros = (1L << 24) * TransportFeedback.REFERENCE_MICROS;
    ArrivalLog log = new ArrivalLog();
    TransportFeedback feedback = new TransportFeedback();
    RtcpReader reader = new RtcpReader();
    long[] arrived = new long[4];
    for (int i = 0; i < arrived.length; i++) {
      log.arrived(i, (wrapMicros + (i - 2) * 100_000L) * 1_000);
      ByteBuf out = Unpooled.buffer();
      log.write(out, 1, 2);
      reader.begin(out);
      assertTrue(reader.next());
      assertTrue(feedback.read(out, reader));
      arrived[i] = feedback.arrivalMicros(0);
    }
    for (int i = 1; i < arrived.length; i++) {
      assertEquals(100_000, arrived[i] - arrived[i - 1], "at " + i);
    }
  }

  @Test
  void anUnreportedFloodIsForgotten() {
    ArrivalLog log = new ArrivalLog();
    for (int i = 0; i < 40_000; i++) {
      log.arrived(i & 0xFFFF, i * 1_000L);
    }
    int reports = 0;
    while (log.any()) {
      log.write(Unpooled.buffer(), 1, 2);
      reports++;
    }
    assertEquals(ArrivalLog.SIZE / ArrivalLog.MAX_REPORTED, reports);
  }
}
