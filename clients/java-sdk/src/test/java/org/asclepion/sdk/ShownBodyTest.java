package org.asclepion.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.asclepion.protocol.pose.PoseColumns;
import org.junit.jupiter.api.Test;

/** Pictures of a body that a line brings in fits and starts. */
final class ShownBodyTest {
  private static final long TICK = 33_333_333;
  private static final long FRAME = 16_666_667;
  private static final long DELAY = 2 * TICK;
  private static final double WALK = 1.4;

  /** What one picture may be beyond the body's own motion. */
  private static final double POP = 0.05;

  private final ShownBody body = new ShownBody();
  private final BodyPose pose = new BodyPose();
  private double before = Double.NaN;

  @Test
  void aStallOfTheWatcherIsAFreezeAndThenAHurry() {
    double worst = 0;
    int known = 0;
    for (int picture = 10; picture < 400; picture++) {
      long now = picture * FRAME;
      boolean stalled = now > 2_000_000_000L && now < 3_000_000_000L;
      for (; !stalled && known * TICK <= now; known++) {
        add(known, known, WALK * known * TICK / 1e9);
      }
      worst = Math.max(worst, step(now) - WALK * FRAME / 1e9);
    }
    assertTrue(worst < POP, worst + " m");
    assertEquals(WALK * (399 * FRAME - DELAY) / 1e9, pose.x, 0.01);
  }

  @Test
  void aStallOfTheSenderIsSpreadOverTheTimeItsSamplesTook() {
    double worst = 0;
    int known = 0;
    for (int picture = 10; picture < 400; picture++) {
      long now = picture * FRAME;
      for (; known * TICK <= now; known++) {
        // From tick 60 to 89 nothing of the sender's reached the room; then everything did.
        int sample = known >= 60 && known < 90 ? 59 : known;
        add(known, sample, WALK * sample * TICK / 1e9);
      }
      worst = Math.max(worst, step(now) - WALK * FRAME / 1e9);
    }
    assertTrue(worst < POP, worst + " m");
    assertEquals(WALK * (399 * FRAME - DELAY) / 1e9, pose.x, 0.01);
  }

  @Test
  void aTeleportIsAJump() {
    for (int tick = 0; tick < 40; tick++) {
      add(tick, tick, tick < 20 ? 0 : 3);
      body.show(tick * TICK - DELAY, pose);
      assertEquals(tick - 2 < 20 ? 0 : 3, pose.x, 1e-3, "tick " + tick);
    }
  }

  @Test
  void aCorrectionOfOneselfFades() {
    RootPrediction prediction = new RootPrediction();
    prediction.acknowledged(0, 0, 0);
    prediction.sent(1, 800, 0);
    double shown = prediction.shownX();
    prediction.show(1);
    prediction.acknowledged(1, 200, 0);
    assertEquals(shown, prediction.shownX(), 1e-9);
    for (int picture = 1; picture < 60; picture++) {
      prediction.show(1 + picture * FRAME);
      assertTrue(shown - prediction.shownX() < POP, "picture " + picture);
      shown = prediction.shownX();
    }
    assertEquals(prediction.x(), prediction.shownX(), 0.001);
  }

  private double step(long now) {
    body.show(now - DELAY, pose);
    double step = Double.isNaN(before) ? 0 : Math.abs(pose.x - before);
    before = pose.x;
    return step;
  }

  private void add(int tick, int sample, double x) {
    PoseColumns poses = new PoseColumns();
    poses.setRoot(poses.add(1), sample, x, 0, 0, 0);
    body.add(tick * TICK, TICK, 1, poses, 0);
  }
}
