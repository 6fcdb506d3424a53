package org.asclepion.media.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Mutated packets, read to the last field: no reader throws, none leaves the packet's bytes or
 * keeps it. A failure names its seed for {@code -Dasclepion.seed}.
 */
class FuzzTest {
  private static final int RUNS = Boolean.getBoolean("asclepion.long") ? 1_000_000 : 100_000;

  private final RtpPacket rtp = new RtpPacket(Packets.IDS);
  private final Vp8Payload vp8 = new Vp8Payload();
  private final RtcpReader rtcp = new RtcpReader();
  private final TransportFeedback feedback = new TransportFeedback();
  private final BandwidthEstimator estimator = new BandwidthEstimator();
  private final SendLog log = new SendLog();
  private int read;

  private interface Reader {
    void read(ByteBuf packet, Random random);
  }

  private void fuzz(ByteBuf[] corpus, Reader reader) {
    long first = Long.getLong("asclepion.seed", System.nanoTime());
    for (int run = 0; run < RUNS; run++) {
      long seed = first + run;
      Random random = new Random(seed);
      ByteBuf packet = mutate(corpus[random.nextInt(corpus.length)], random);
      try {
        reader.read(packet, random);
        assertEquals(1, packet.refCnt());
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("-Dasclepion.seed=" + seed, e);
      } finally {
        packet.release();
      }
    }
    assertTrue(read > RUNS / 20, "hardly any was read: " + read);
  }

  /** A slice of exactly the packet's bytes, so that reading on throws. */
  private static ByteBuf mutate(ByteBuf sound, Random random) {
    int bytes = random.nextInt(4) == 0 ? random.nextInt(sound.readableBytes() + 1) : -1;
    int length = bytes >= 0 ? bytes : sound.readableBytes();
    ByteBuf packet = PooledByteBufAllocator.DEFAULT.heapBuffer(length, length);
    packet.writeBytes(sound, sound.readerIndex(), length);
    for (int flips = random.nextInt(5); flips > 0 && length > 0; flips--) {
      int at = random.nextInt(random.nextBoolean() ? length : Math.min(24, length));
      packet.setByte(at, random.nextBoolean() ? random.nextInt(256) : packet.getByte(at) ^ 1);
    }
    return packet;
  }

  @Test
  void rtp() {
    ByteBuf[] corpus = {
      Packets.hex("90 6F 0001 00000000 00000001 BEDE0003 10 85 31 1234 00 00 A2 616263 00 AABBCC"),
      Packets.hex("90 6F 0001 00000000 00000001 10000003 0400 00 0302 1234 00 0101 7F 0000 AA"),
      Packets.hex("B1 E0 0001 00000000 00000001 00000009 BEDE0001 10850000 90F0923407600102 0002"),
      Packets.hex("80 E0 0001 00000000 00000001 90 80 11 10 02 00 9D012A 8002 E041 FF"),
    };
    fuzz(
        corpus,
        (packet, random) -> {
          if (!rtp.read(packet)) {
            return;
          }
          read++;
          rtp.audioLevel(packet);
          rtp.transportSequence(packet);
          rtp.is(HeaderExtension.RID, packet, new byte[] {1, 2, 3});
          assertTrue(rtp.payloadAt() + rtp.payloadBytes() <= packet.writerIndex());
          vp8Too(packet);
          retransmitted(packet);
        });
  }

  private void vp8Too(ByteBuf packet) {
    if (vp8.read(packet, rtp.payloadAt(), rtp.payloadBytes())) {
      assertTrue(vp8.bytes() < rtp.payloadBytes());
      ByteBuf out = Unpooled.buffer(8, 8);
      vp8.write(out, 1, 2);
      assertEquals(vp8.pictureIdBits() == 7 ? vp8.bytes() + 1 : vp8.bytes(), out.readableBytes());
    }
  }

  private void retransmitted(ByteBuf packet) {
    ByteBuf out = Unpooled.buffer(packet.readableBytes() + 2, packet.readableBytes() + 2);
    Rtx.wrap(packet, rtp, 5, 97, 6, out);
    Rtx.unwrap(packet, rtp, 7, 96);
  }

  @Test
  void rtcp() {
    ByteBuf[] corpus = {RtcpTest.compound(), RtcpTest.feedback(new Random(1)), log()};
    fuzz(
        corpus,
        (packet, random) -> {
          rtcp.begin(packet);
          while (rtcp.next()) {
            read++;
            part(packet);
          }
        });
  }

  private ByteBuf log() {
    ArrivalLog arrivals = new ArrivalLog();
    for (int i = 0; i < 300; i++) {
      if (i % 7 != 0) {
        arrivals.arrived(i, i * (i % 50 == 0 ? 70_000_000L : 1_000_000L));
      }
      log.sent(1_000, i * 1_000_000L);
    }
    ByteBuf out = Unpooled.buffer();
    arrivals.write(out, 1, 2);
    return out;
  }

  private void part(ByteBuf packet) {
    rtcp.senderSsrc();
    for (int i = 0; i < rtcp.blocks(); i++) {
      rtcp.blockSsrc(i);
      rtcp.blockCumulativeLost(i);
      rtcp.blockDelay(i);
    }
    if (rtcp.type() == RtcpReader.SENDER_REPORT) {
      rtcp.ntp();
      rtcp.rtpTimestamp();
    }
    for (int i = 0; rtcp.isNack() && i < rtcp.entries(); i++) {
      rtcp.nackFirst(i);
      rtcp.nackFollowing(i);
    }
    for (int i = 0; rtcp.isFir() && i < rtcp.entries(); i++) {
      rtcp.firSsrc(i);
    }
    for (int i = 0; rtcp.type() == RtcpReader.BYE && i < rtcp.count(); i++) {
      rtcp.byeSsrc(i);
    }
    long remb = rtcp.remb();
    if (remb >= 0) {
      estimator.remb(remb, 0);
    }
    if (rtcp.isTransportCc() && feedback.read(packet, rtcp)) {
      estimator.feedback(feedback, log, 1);
    }
    long bps = estimator.bitsPerSecond();
    assertTrue(bps >= BandwidthEstimator.MIN_BPS && bps <= BandwidthEstimator.MAX_BPS, "" + bps);
  }
}
