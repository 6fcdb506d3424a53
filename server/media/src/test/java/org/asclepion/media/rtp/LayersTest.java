package org.asclepion.media.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.asclepion.media.rtp.LayerSwitch.Verdict;
import org.junit.jupiter.api.Test;

class LayersTest {
  @Test
  void layersChangeAtKeyFramesOnly() {
    long seed = Long.getLong("asclepion.seed", System.nanoTime());
    Random random = new Random(seed);
    LayerSwitch layers = new LayerSwitch();
    int before = LayerSwitch.NONE;
    int switches = 0;
    for (int i = 0; i < 100_000; i++) {
      if (random.nextInt(50) == 0) {
        int target = random.nextInt(4) - 1;
        layers.want(target);
        before = target == LayerSwitch.NONE ? LayerSwitch.NONE : before;
      } else if (random.nextInt(500) == 0) {
        layers.restart();
        before = LayerSwitch.NONE;
      }
      int layer = random.nextInt(3);
      boolean keyframe = random.nextInt(20) == 0;
      Verdict verdict = layers.judge(layer, keyframe);
      String at = "-Dasclepion.seed=" + seed + " at " + i;
      switch (verdict) {
        case DROP -> assertTrue(layer != before, at);
        case SEND -> assertEquals(before, layer, at);
        case BEGIN -> {
          assertTrue(keyframe && layer != before && layer == layers.target(), at);
          before = layer;
          switches++;
        }
      }
      assertEquals(before, layers.current(), at);
      assertEquals(layers.target() >= 0 && layers.target() != before, layers.waits(), at);
    }
    assertTrue(switches > 300);
  }

  private static Allocation three() {
    Allocation allocation = new Allocation(3);
    for (int i = 0; i < 3; i++) {
      allocation.add(2, LayerSwitch.NONE);
      allocation.rate(0, 100);
      allocation.rate(1, 300);
      allocation.rate(2, 1_000);
    }
    return allocation;
  }

  private static String solve(Allocation allocation, long bps) {
    allocation.solve(bps);
    return allocation.layer(0) + " " + allocation.layer(1) + " " + allocation.layer(2);
  }

  @Test
  void everybodyGetsSomethingBeforeAnybodyGetsMore() {
    assertEquals("-1 -1 -1", solve(three(), 100));
    assertEquals("0 -1 -1", solve(three(), 130));
    assertEquals("0 0 0", solve(three(), 320));
    assertEquals("1 0 0", solve(three(), 560));
    assertEquals("1 1 1", solve(three(), 960));
    assertEquals("2 1 0", solve(three(), 1_600));
    assertEquals("2 2 2", solve(three(), 3_200));
  }

  @Test
  void whatIsSentNeedsNoMargin() {
    Allocation allocation = new Allocation(1);
    allocation.add(1, 1);
    allocation.rate(0, 100);
    allocation.rate(1, 300);
    assertEquals(0, allocation.solve(300));
    assertEquals(1, allocation.layer(0));
    allocation.clear();
    allocation.add(1, 0);
    allocation.rate(0, 100);
    allocation.rate(1, 300);
    assertEquals(200, allocation.solve(300));
    assertEquals(0, allocation.layer(0));
  }

  @Test
  void asManyMayBeTriedAsThereIsToTry() {
    Allocation allocation = new Allocation(3);
    for (int i = 0; i < 3; i++) {
      allocation.add(0, LayerSwitch.NONE);
      allocation.rate(0, 1_500);
    }
    assertEquals(0, allocation.solve(800, 3_000));
    assertEquals(0, allocation.layer(0));
    assertEquals(0, allocation.layer(1));
    assertEquals(LayerSwitch.NONE, allocation.layer(2));
    allocation.solve(800, 1_000);
    assertEquals(LayerSwitch.NONE, allocation.layer(0));
  }

  @Test
  void whatIsSentIsKeptThroughAHiccupOfTheEstimate() {
    Allocation allocation = new Allocation(1);
    allocation.add(0, 0);
    allocation.rate(0, 1_000);
    assertEquals(0, allocation.solve(700), "nothing is left");
    assertEquals(0, allocation.layer(0));
    allocation.solve(600);
    assertEquals(LayerSwitch.NONE, allocation.layer(0));
    allocation.clear();
    allocation.add(0, LayerSwitch.NONE);
    allocation.rate(0, 1_000);
    allocation.solve(1_100);
    assertEquals(LayerSwitch.NONE, allocation.layer(0), "what is not sent yet has to fit");
  }

  @Test
  void onlyWhatComesIsGiven() {
    Allocation allocation = new Allocation(2);
    allocation.add(2, LayerSwitch.NONE);
    allocation.rate(1, 300);
    allocation.add(0, LayerSwitch.NONE);
    assertTrue(allocation.solve(10_000) > 0);
    assertEquals(1, allocation.layer(0));
    assertEquals(LayerSwitch.NONE, allocation.layer(1));
    assertFalse(new LayerSwitch().waits());
  }
}
