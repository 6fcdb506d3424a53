package org.asclepion.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.asclepion.protocol.pose.PoseGrid;
import org.asclepion.protocol.pose.PoseSample;
import org.junit.jupiter.api.Test;

final class PredictionPropertyTest {
  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  PredictionPropertyTest() {
    System.out.println("PredictionPropertyTest: -Dseed=" + seed);
  }

  @Test
  void roundingNeverAddsUp() {
    Sampler sampler = new Sampler();
    Motion motion = new Motion();
    double wanted = 0;
    double sent = 0;
    for (int i = 0; i < 20_000; i++) {
      motion.moveX = random.nextGaussian() * (i % 500 == 0 ? 5 : 0.003);
      motion.yaw = i * 0.01;
      wanted += motion.moveX;
      if (sampler.offer(motion)) {
        sent += PoseGrid.rootMetres(sampler.take().moveX);
      }
      motion.moveX = 0;
    }
    // The largest moves take more than one sample: let them finish.
    for (int i = 0; i < 20 && sampler.offer(motion); i++) {
      sent += PoseGrid.rootMetres(sampler.take().moveX);
    }
    assertEquals(wanted, sent, 0.5 / PoseGrid.ROOT_PER_METRE + 1e-9);
  }

  @Test
  void nothingNewIsNothingToSend() {
    Sampler sampler = new Sampler();
    Motion motion = new Motion();
    assertTrue(sampler.offer(motion));
    sampler.take();
    assertEquals(false, sampler.offer(motion));
    motion.limb(5)[1] += 0.01f;
    assertTrue(sampler.offer(motion));
  }

  @Test
  void predictionIsTheServersWordPlusWhatItHasNotAnswered() {
    RootPrediction prediction = new RootPrediction();
    int number = 65_400;
    int acknowledged = number;
    int serverX = 1_000;
    int[] moves = new int[70_000];
    prediction.acknowledged(number & 0xFFFF, serverX, 0);
    for (int i = 0; i < 2_000; i++) {
      number++;
      moves[number] = random.nextInt(400) - 200;
      prediction.sent(number & 0xFFFF, moves[number], 0);
      if (random.nextInt(3) == 0) {
        int upTo = Math.min(number, acknowledged + random.nextInt(12));
        while (acknowledged < upTo) {
          // A wall takes half of every tenth step.
          serverX += ++acknowledged % 10 == 0 ? moves[acknowledged] / 2 : moves[acknowledged];
        }
        prediction.acknowledged(acknowledged & 0xFFFF, serverX, 0);
      }
      if (number - acknowledged < RootPrediction.MAX_PENDING) {
        int expected = serverX;
        for (int n = acknowledged + 1; n <= number; n++) {
          expected += moves[n];
        }
        assertEquals(PoseGrid.rootMetres(expected), prediction.x());
        assertEquals(number - acknowledged, prediction.pending());
      }
    }
  }

  @Test
  void aSilentServerDoesNotLetThePendingGrow() {
    RootPrediction prediction = new RootPrediction();
    for (int i = 0; i < 1_000; i++) {
      prediction.sent(i, 1, 1);
    }
    assertEquals(RootPrediction.MAX_PENDING, prediction.pending());
    assertEquals(new PoseSample().moveX + 0.25, prediction.x());
  }
}
