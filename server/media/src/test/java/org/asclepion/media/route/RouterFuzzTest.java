package org.asclepion.media.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.asclepion.media.rtp.ArrivalLog;
import org.asclepion.media.rtp.RtcpWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What an authenticated peer may send all the same: broken, repeated and reordered packets of both
 * kinds, through the whole router. Nothing throws, nobody keeps a packet, one message asks for no
 * more than it may, and the others go on hearing each other. A failure names its seed for {@code
 * -Dasclepion.seed}.
 */
class RouterFuzzTest {
  private static final int RUNS = Boolean.getBoolean("asclepion.long") ? 1_000_000 : 50_000;
  private static final int OWN_SSRC = 9;

  private final Hospital hospital = new Hospital();
  private int sequence;
  private int sent;

  @AfterEach
  void close() {
    hospital.close();
  }

  @Test
  void nothingThatAPeerSendsHarmsAnybody() {
    long seed = Long.getLong("asclepion.seed", System.nanoTime());
    Random random = new Random(seed);
    Peer fuzzer = hospital.join(1, Hospital.profile(4, 4, true), hospital.room, hospital.loop);
    Peer good = hospital.join(2, Hospital.profile(4, 4, false), hospital.room, hospital.loop);
    hospital.join(3, Hospital.profile(4, 4, true), hospital.room, hospital.loop);
    for (long id = 1; id <= 3; id++) {
      hospital.link(id).spy(packet -> sent++);
    }
    hospital.together(1, 1, 2, 3);
    for (int run = 0; run < RUNS; run++) {
      try {
        step(fuzzer, random);
        if (run % 1_000 == 0) {
          stillHeard(good, run / 1_000);
        }
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("run " + run + ", -Dasclepion.seed=" + seed, e);
      }
    }
    assertTrue(hospital.router.count(Count.FORWARDED) > RUNS / 20, "hardly any got through");
    assertTrue(hospital.router.count(Count.UNREADABLE) > RUNS / 100, "hardly any was refused");
  }

  private void step(Peer fuzzer, Random random) {
    hospital.now += random.nextInt(3) * Hospital.MILLI;
    boolean rtcp = random.nextInt(3) == 0;
    ByteBuf sound = rtcp ? report(random) : packet(random);
    ByteBuf packet = mutate(sound, random);
    sound.release();
    int before = sent;
    try {
      if (rtcp) {
        fuzzer.rtcp(packet, hospital.now);
      } else {
        // The header is asked about before it is authentic, as the port does.
        fuzzer.wants(packet);
        fuzzer.rtp(packet, hospital.now);
      }
      fuzzer.burstEnded();
      assertEquals(1, packet.refCnt(), "kept");
    } finally {
      packet.release();
    }
    assertTrue(sent - before <= Egress.MAX_RESENDS, () -> sent - before + " packets for one");
    if (random.nextInt(20) == 0) {
      hospital.tick(random.nextInt(40));
    }
  }

  private void stillHeard(Peer good, int number) {
    long before = hospital.router.count(Count.FORWARDED);
    hospital.arrives(good, hospital.voice(number, Hospital.LOUD, 2));
    assertEquals(before + 2, hospital.router.count(Count.FORWARDED), "the others are not heard");
  }

  private ByteBuf packet(Random random) {
    int number = random.nextInt(8) == 0 ? random.nextInt(65_536) : sequence++;
    return switch (random.nextInt(4)) {
      case 0 -> hospital.voice(number, random.nextInt(128), 1);
      case 1 -> hospital.camera(random.nextInt(3), number, random.nextInt(4) == 0, 40, 1);
      case 2 -> hospital.screen(number, random.nextInt(4) == 0, 1);
      default -> {
        // A retransmission: its first two bytes say what of.
        ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(64);
        hospital.writer.begin(out, true, Hospital.RTX, number & 0xFFFF, number, 31);
        yield out.writeShort(number).writeLong(random.nextLong()).writeLong(random.nextLong());
      }
    };
  }

  private static ByteBuf report(Random random) {
    ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(2_048);
    int ssrc = slot(random);
    for (int parts = 1 + random.nextInt(3); parts > 0; parts--) {
      switch (random.nextInt(7)) {
        case 0 -> RtcpWriter.nack(out, OWN_SSRC, ssrc, numbers(random), 40);
        case 1 -> RtcpWriter.pli(out, OWN_SSRC, ssrc);
        case 2 -> RtcpWriter.fir(out, OWN_SSRC, ssrc, random.nextInt());
        case 3 -> RtcpWriter.remb(out, OWN_SSRC, random.nextInt(1 << 30), ssrc);
        case 4 -> RtcpWriter.senderReport(out, 10, random.nextLong(), random.nextInt(), 1, 2);
        case 5 -> RtcpWriter.bye(out, 10);
        default -> arrivals(out, random);
      }
    }
    return out;
  }

  private static int slot(Random random) {
    List<Integer> slots = new ArrayList<>(List.of(1_000, 1_001, 2_000, 2_001, 2_002, 3_000));
    return slots.get(random.nextInt(slots.size()));
  }

  private static int[] numbers(Random random) {
    int[] numbers = new int[40];
    int first = random.nextInt(65_536);
    for (int i = 0; i < numbers.length; i++) {
      first += 1 + random.nextInt(3);
      numbers[i] = first & 0xFFFF;
    }
    return numbers;
  }

  private static void arrivals(ByteBuf out, Random random) {
    ArrivalLog log = new ArrivalLog();
    int first = random.nextInt(65_536);
    for (int i = 0; i < 100; i++) {
      if (random.nextInt(5) > 0) {
        log.arrived((first + i) & 0xFFFF, i * (random.nextInt(20) == 0 ? 90_000_000L : 900_000L));
      }
    }
    if (log.any()) {
      log.write(out, OWN_SSRC, 20);
    }
  }

  /** A buffer of exactly the packet's bytes, so that reading on throws. */
  private static ByteBuf mutate(ByteBuf sound, Random random) {
    int all = sound.readableBytes();
    int length = random.nextInt(6) == 0 ? random.nextInt(all + 1) : all;
    byte[] bytes = new byte[length];
    sound.getBytes(sound.readerIndex(), bytes);
    for (int flips = random.nextInt(4); flips > 0 && length > 0; flips--) {
      int at = random.nextInt(random.nextBoolean() ? length : Math.min(32, length));
      bytes[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : bytes[at] ^ 1);
    }
    return Unpooled.wrappedBuffer(bytes);
  }
}
