package org.asclepion.bench.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.asclepion.load.faults.Faults;
import org.asclepion.load.faults.FaultyLine;
import org.asclepion.sdk.ClientLoop;
import org.asclepion.sdk.ClientState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** People who walk and run, seen over bad lines by people on bad lines. */
@Timeout(60)
class SmoothTest {
  private static final double WALK = 1.4;
  private static final double RUN = 4;

  /** What a step on the screen may be beyond motion. */
  private static final double POP = 0.05;

  private static final long WATCHED_NANOS = 7_000_000_000L;
  private static final long STALL_NANOS = 290_000_000L;

  @Test
  void nobodyJumpsThroughJitterAndStalls() throws Exception {
    long seed = Long.getLong("asclepion.seed", System.nanoTime());
    Faults faults = Faults.delay(50, 20, seed).stalling(2, 1_000);
    try (DemoServer server = new DemoServer();
        FaultyLine line = FaultyLine.to(server.address(), faults);
        ClientLoop loop = new ClientLoop()) {
      Visitor walker = new Visitor(loop, line.uri(), "Walker", options -> options);
      Visitor runner = new Visitor(loop, line.uri(), "Runner", options -> options);
      Screen sixty = new Screen(60);
      Screen ninety = new Screen(90);
      Visitor one = new Visitor(loop, line.uri(), "One", options -> options.withTap(sixty));
      Visitor two = new Visitor(loop, line.uri(), "Two", options -> options.withTap(ninety));
      for (Visitor each : new Visitor[] {walker, runner, one, two}) {
        each.await("in", () -> each.isIn() && each.bodies() == 4);
        // With pings answered while no stall was, the clock makes no jumps of its own.
        each.await("in time", () -> hasClock(each));
      }
      walker.circle(WALK, 0.4);
      runner.circle(RUN, 0.6);
      one.ask(
          () -> {
            for (Screen screen : new Screen[] {sixty, ninety}) {
              screen.moves(walker, WALK);
              screen.moves(runner, RUN);
            }
            sixty.of(one.client);
            ninety.of(two.client);
            return 0;
          });
      long end = System.nanoTime() + WATCHED_NANOS;
      one.await("seen", () -> System.nanoTime() > end);
      String seen =
          "%.3f m at 60 Hz, %.3f m at 90 Hz, %.1f m walked, -Dasclepion.seed=%d"
              .formatted(sixty.pop, ninety.pop, sixty.way, seed);
      System.out.println("largest step beyond motion: " + seen);
      assertTrue(one.ask(() -> sixty.pop) < POP, seen);
      assertTrue(one.ask(() -> ninety.pop) < POP, seen);
      assertTrue(sixty.way > 4, "they walked: " + seen);
      assertTrue(Math.max(sixty.silenceNanos, ninety.silenceNanos) > STALL_NANOS, "stalls came");
      assertEquals(ClientState.LIVE, runner.client.state());
      assertEquals(0, one.lost + two.lost + walker.lost + runner.lost);
    }
  }

  private static boolean hasClock(Visitor visitor) {
    var clock = visitor.client.clock();
    return clock.isKnown() && clock.rttNanos() < STALL_NANOS;
  }
}
