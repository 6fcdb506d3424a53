package org.asclepion.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.asclepion.host.room.Balancer.Move;
import org.junit.jupiter.api.Test;

class BalancerTest {
  private final Balancer balancer = new Balancer();

  @Test
  void nothingMovesWhileTheBusiestHasRoomToSpare() {
    for (int i = 0; i < 100; i++) {
      assertNull(balancer.look(new double[] {0.49, 0}));
    }
  }

  @Test
  void nothingMovesForASmallDifferenceHoweverBusyAllAre() {
    for (int i = 0; i < 100; i++) {
      assertNull(balancer.look(new double[] {0.95, 0.8, 0.9}));
    }
  }

  @Test
  void halfOfALastingDifferenceMovesFromTheBusiestToTheIdlest() {
    double[] loads = {0.5, 0.9, 0.3};
    for (int i = 1; i < Balancer.LOOKS; i++) {
      assertNull(balancer.look(loads));
    }
    Move move = balancer.look(loads);
    assertEquals(new Move(1, 2, (0.9 - 0.3) / 2 / 0.9), move);
    assertNull(balancer.look(loads), "first the move must show");
  }

  @Test
  void aDifferenceThatJumpsAboutMovesNothing() {
    for (int i = 0; i < 100; i++) {
      assertNull(balancer.look(i % 2 == 0 ? new double[] {0.9, 0.1} : new double[] {0.1, 0.9}));
    }
  }

  @Test
  void oneOwnerHasNobodyToGiveTo() {
    for (int i = 0; i < 100; i++) {
      assertNull(balancer.look(new double[] {1}));
    }
  }
}
