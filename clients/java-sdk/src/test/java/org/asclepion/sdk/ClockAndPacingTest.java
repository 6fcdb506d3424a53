package org.asclepion.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.asclepion.protocol.v1.SendPhase;
import org.junit.jupiter.api.Test;

final class ClockAndPacingTest {
  private static final long MS = 1_000_000;

  @Test
  void theQuickestPingTellsTheTime() {
    ClockSync clock = new ClockSync();
    // The server is 1,000 ms ahead; the way back is slow at first.
    clock.pong(0, 1_005 * MS, 50 * MS);
    assertEquals(50 * MS, clock.rttNanos());
    clock.pong(100 * MS, 1_101 * MS, 102 * MS);
    assertEquals(2 * MS, clock.rttNanos());
    long before = clock.serverNanos(102 * MS);
    long after = clock.serverNanos(103 * MS);
    assertTrue(after > before, "time never runs back");
    assertTrue(after - before < 2 * MS, "nor jumps");
    near(11_000 * MS, clock.serverNanos(10_000 * MS), MS / 10);
  }

  @Test
  void aClockFarOffIsSetAtOnce() {
    ClockSync clock = new ClockSync();
    clock.pong(0, 0, MS);
    clock.pong(10 * MS, 5_000 * MS, 11 * MS);
    clock.pong(10 * MS, 5_000 * MS, 10 * MS);
    near(5_000 * MS, clock.serverNanos(10 * MS), MS);
  }

  @Test
  void samplesArriveJustBeforeTheTickAtTheWantedRate() {
    long period = 33_333_333;
    long lead = 3 * MS;
    long oneWay = MS;
    for (double hz : new double[] {10, 20, 30, 45}) {
      SendPacer pacer = new SendPacer(hz, true, 0);
      pacer.phase(
          SendPhase.newBuilder()
              .setBaseNanos(7 * MS)
              .setPeriodNanos((int) period)
              .setLeadNanos((int) lead)
              .build());
      Random jitter = new Random(5);
      long now = 0;
      int sent = 0;
      long previous = -1;
      while (now < 10_000 * MS) {
        long at = pacer.next(now, oneWay);
        assertTrue(at >= now && at > previous);
        assertEquals(0, Math.floorMod(at + oneWay + lead - 7 * MS, period), "hz " + hz);
        sent++;
        previous = at;
        now = at + 1 + jitter.nextInt((int) MS);
      }
      double wanted = Math.min(hz, 30) * 10;
      assertEquals(wanted, sent, wanted * 0.03, "hz " + hz);
    }
  }

  @Test
  void whoComesLateStartsEarlier() {
    int period = 33_333_333;
    SendPacer pacer = new SendPacer(20, true, 0);
    pacer.phase(SendPhase.newBuilder().setPeriodNanos(period).setLeadNanos((int) MS).build());
    Random random = new Random(3);
    long now = 0;
    int late = 0;
    for (int i = 0; i < 20_000; i++) {
      now = pacer.next(now, 0) + 1;
      // The way takes up to 8 ms, the lead allows for 1.
      long arrival = now + random.nextInt((int) (8 * MS));
      long tick = pacer.tickNanos();
      boolean missed = arrival > tick;
      late += missed && i > 2_000 ? 1 : 0;
      pacer.answered(tick, missed ? tick + period : tick);
    }
    assertTrue(late < 18_000 / 200, late + " late");
    assertTrue(pacer.marginNanos() < 9 * MS, "no earlier than needed: " + pacer.marginNanos());
  }

  @Test
  void withoutAPhaseTheRateIsKept() {
    SendPacer pacer = new SendPacer(20, true, 0);
    long now = 0;
    for (int i = 0; i < 100; i++) {
      now = pacer.next(now, 0) + MS;
    }
    near(99 * 50 * MS, now, 2 * MS);
  }

  private static void near(long expected, long actual, long tolerance) {
    assertTrue(Math.abs(expected - actual) <= tolerance, expected + " but " + actual);
  }
}
