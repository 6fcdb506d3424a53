package org.asclepion.bench.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.asclepion.load.faults.Faults;
import org.asclepion.load.faults.FaultyLine;
import org.asclepion.sdk.ClientLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whose line is cut, or half-open on either side, comes back to the same place as the same body.
 */
@Timeout(60)
class LostLineTest {
  /** The product's is 6 s; everything else is as in the product. */
  private static final Duration SILENCE = Duration.ofMillis(900);

  private final DemoServer server = new DemoServer();
  private final FaultyLine line = FaultyLine.to(server.address(), Faults.delay(10, 0, 1));
  private final ClientLoop loop = new ClientLoop();
  private final Visitor witness = new Visitor(loop, server.uri(), "Witness", options -> options);
  private final Visitor alice =
      new Visitor(loop, line.uri(), "Alice", options -> options.withSilence(SILENCE));

  LostLineTest() throws IOException {}

  @BeforeEach
  void enter() throws Exception {
    alice.await("in", () -> alice.isIn() && alice.bodies() == 2);
    witness.await("seeing her", () -> witness.bodies() == 2);
  }

  @AfterEach
  void leave() {
    loop.close();
    line.close();
    server.close();
  }

  @Test
  void afterACut() throws Exception {
    for (int times = 1; times <= 3; times++) {
      comesBackAfter(FaultyLine::cut, times);
    }
  }

  @Test
  void afterTheServersEndIsGoneAndHersKnowsNothing() throws Exception {
    comesBackAfter(cut -> cut.forget(FaultyLine.End.SERVER), 1);
  }

  @Test
  void afterHerEndIsGoneAndTheServersKnowsNothing() throws Exception {
    comesBackAfter(cut -> cut.forget(FaultyLine.End.CLIENT), 1);
  }

  @Test
  void afterASilenceThatNobodyIsToldOf() throws Exception {
    comesBackAfter(FaultyLine::silence, 1);
  }

  private void comesBackAfter(Consumer<FaultyLine> mishap, int times) throws Exception {
    String place = alice.ask(alice::place);
    witness.count();
    long start = System.nanoTime();
    mishap.accept(line);
    alice.await("noticing", () -> alice.lost >= times);
    double noticed = (System.nanoTime() - start) / 1e9;
    alice.await("back", () -> alice.resumed >= times && alice.isIn() && alice.bodies() == 2);
    assertEquals(place, alice.ask(alice::place), "slot and place");
    assertEquals(2, witness.ask(() -> witness.fewest), "nobody left");
    assertEquals(2, witness.ask(() -> witness.most), "nobody is there twice");
    assertEquals(2, server.gauge("asclepion.participants"));
    // Five thirds of the silence, and what a busy machine adds.
    assertTrue(noticed < SILENCE.toNanos() / 1e9 * 5 / 3 + 5, noticed + " s");
    // She is heard: what she does counts, by the new line.
    alice.circle(1, 0.3);
    alice.await("moving", () -> !alice.place().equals(place));
    alice.ask(
        () -> {
          alice.client.move((_, _) -> false, 20);
          return 0;
        });
    alice.await("answered", () -> alice.client.prediction().pending() == 0);
  }
}
