package org.asclepion.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.asclepion.protocol.pose.PoseColumns;
import org.junit.jupiter.api.Test;

final class BodyTrackTest {
  private static final long PERIOD = 50_000_000;

  private final BodyTrack track = new BodyTrack();
  private final BodyPose pose = new BodyPose();

  /** Who rests sends nothing, so the numbers do not go on. */
  private int sample;

  @Test
  void followsACurveBetweenItsStates() {
    for (int i = 0; i < 20; i++) {
      add(i, Math.sin(i * 0.3), 0);
    }
    double worst = 0;
    for (double t = 2; t < 17; t += 0.1) {
      track.at((long) (t * PERIOD), pose);
      worst = Math.max(worst, Math.abs(pose.x - Math.sin(t * 0.3)));
    }
    // Straight lines would be 11 mm off.
    assertTrue(worst < 0.002, worst + " m");
  }

  @Test
  void turnsTheShortWay() {
    add(0, 0, 3.0);
    add(1, 0.01, -3.0);
    track.at(PERIOD / 2, pose);
    assertEquals(-1, Math.cos(pose.yaw), 0.01);
  }

  @Test
  void goesOnForAShortWhileOnly() {
    add(0, 0, 0);
    add(1, 0.1, 0);
    track.at(PERIOD * 5 / 4, pose);
    assertTrue(pose.x > 0.11 && pose.x < 0.13, "x " + pose.x);
    track.at(PERIOD * 100, pose);
    assertTrue(pose.x < 0.25, "x " + pose.x);
  }

  @Test
  void teleportsWithoutFlying() {
    add(0, 0, 0);
    add(1, 0.05, 0);
    add(2, 5, 0);
    add(3, 5.05, 0);
    for (int percent = 0; percent < 100; percent++) {
      track.at(PERIOD + PERIOD * percent / 100, pose);
      assertEquals(0.05, pose.x, 0.01);
    }
    track.at(2 * PERIOD, pose);
    assertEquals(5, pose.x, 0.01);
  }

  @Test
  void aRestIsNotASlowWalk() {
    add(0, 0, 0);
    add(100, 0.1, 0);
    track.at(98 * PERIOD, pose);
    assertEquals(0, pose.x, 0.001);
    track.at(100 * PERIOD, pose);
    assertEquals(0.1, pose.x, 0.001);
  }

  private void add(int tick, double x, double yaw) {
    PoseColumns poses = new PoseColumns();
    poses.setRoot(poses.add(1), ++sample, x, 0, 0, yaw);
    track.add(tick * PERIOD, PERIOD, 1, poses, 0);
  }
}
