package org.asclepion.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Set;
import org.asclepion.host.room.OverloadControl.Measured;
import org.asclepion.world.space.RoomKind;
import org.junit.jupiter.api.Test;

class OverloadControlTest {
  private static final Measured CALM = new Measured(0.1, 0, 0);
  private static final Measured BETWEEN = new Measured(0.65, 0, 0);
  private static final Measured BUSY = new Measured(OverloadControl.BUSY, 0, 0);
  private static final Measured LATE = new Measured(0.4, OverloadControl.LATE, 0);

  private final OverloadControl control = new OverloadControl();

  private Overload looks(int times, Measured measured) {
    for (int i = 0; i < times; i++) {
      control.look(measured);
    }
    return control.level();
  }

  @Test
  void oneBadLookIsNoOverload() {
    for (int i = 0; i < 100; i++) {
      assertEquals(Overload.NONE, looks(OverloadControl.RISE_AFTER - 1, BUSY));
      assertEquals(Overload.NONE, looks(1, BETWEEN));
    }
  }

  @Test
  void firstTheDoorsCloseThenDetailGoesUntilThereIsNoMoreToDoWithout() {
    for (Overload level : Overload.values()) {
      assertEquals(level, control.level());
      looks(OverloadControl.RISE_AFTER, BUSY);
    }
    assertEquals(Overload.worst(), looks(100, BUSY));
  }

  @Test
  void lateTicksCountBeforeTheOwnersSeemTooBusy() {
    assertEquals(Overload.NO_NEWCOMERS, looks(OverloadControl.RISE_AFTER, LATE));
  }

  @Test
  void fullSocketsCloseTheDoorsHoweverIdleTheOwnersAre() {
    assertEquals(
        Overload.NO_NEWCOMERS,
        looks(OverloadControl.RISE_AFTER, new Measured(0.1, 0, OverloadControl.SOCKETS_BUSY)));
    assertEquals(Overload.NO_NEWCOMERS, looks(1_000, new Measured(0.1, 0, 0.8)));
    assertEquals(Overload.NONE, looks(OverloadControl.FALL_AFTER, new Measured(0.1, 0, 0.5)));
  }

  @Test
  void whatSomebodyElseHoldsUpDoesNotKeepTheDoorsClosed() {
    looks(OverloadControl.RISE_AFTER, BUSY);
    assertEquals(Overload.NONE, looks(OverloadControl.FALL_AFTER, new Measured(0.2, 0.5, 0)));
  }

  @Test
  void whereTheMachineIsHeldUpBySomethingElseNothingIsGivenUp() {
    assertEquals(Overload.NONE, looks(100, new Measured(0.1, 1, 0)));
  }

  @Test
  void aLevelHoldsBetweenTheThresholds() {
    looks(2 * OverloadControl.RISE_AFTER, BUSY);
    assertEquals(Overload.SLOWER_PASSAGES, looks(1_000, BETWEEN));
  }

  @Test
  void doorsStayClosedWhileTicksOfABusyOwnerAreLate() {
    looks(OverloadControl.RISE_AFTER, BUSY);
    assertEquals(Overload.NO_NEWCOMERS, looks(1_000, new Measured(0.5, 0.01, 0)));
    assertEquals(Overload.NONE, looks(OverloadControl.FALL_AFTER, new Measured(0.5, 0, 0)));
  }

  @Test
  void itRecoversByItselfOneLevelAtATime() {
    looks(4 * OverloadControl.RISE_AFTER, BUSY);
    for (Overload level :
        new Overload[] {
          Overload.SLOWER_MEETINGS, Overload.SLOWER_PASSAGES, Overload.NO_NEWCOMERS, Overload.NONE
        }) {
      assertEquals(level.worse(), looks(OverloadControl.FALL_AFTER - 1, CALM));
      assertEquals(level, looks(1, CALM));
    }
    assertEquals(Overload.NONE, looks(1_000, CALM));
  }

  @Test
  void doorsOpenAgainNearerToTheLimitThanDetailComesBack() {
    Measured some = new Measured(0.5, 0, 0);
    looks(2 * OverloadControl.RISE_AFTER, BUSY);
    assertEquals(Overload.SLOWER_PASSAGES, looks(1_000, some));
    looks(OverloadControl.FALL_AFTER, CALM);
    assertEquals(Overload.NO_NEWCOMERS, control.level());
    assertEquals(Overload.NONE, looks(OverloadControl.FALL_AFTER, some));
  }

  @Test
  void onePressedLookBeginsTheCalmAnew() {
    looks(OverloadControl.RISE_AFTER, BUSY);
    looks(OverloadControl.FALL_AFTER - 1, CALM);
    looks(1, BUSY);
    assertEquals(Overload.NO_NEWCOMERS, looks(OverloadControl.FALL_AFTER - 1, CALM));
    assertEquals(Overload.NONE, looks(1, CALM));
  }

  @Test
  void aServerThatRelapsesWaitsLongerEachTimeUpToABound() {
    int before = 0;
    int waits = 0;
    for (int i = 0; i < 10; i++) {
      looks(OverloadControl.RISE_AFTER, BUSY);
      waits = 0;
      while (control.level() != Overload.NONE) {
        control.look(CALM);
        waits++;
      }
      assertTrue(waits >= before, waits + " after " + before);
      before = waits;
    }
    assertEquals(OverloadControl.MOST_PATIENCE, waits);
  }

  @Test
  void aLongCalmForgivesRelapses() {
    for (int i = 0; i < 10; i++) {
      looks(OverloadControl.RISE_AFTER, BUSY);
      while (control.level() != Overload.NONE) {
        control.look(CALM);
      }
    }
    looks(OverloadControl.MOST_PATIENCE, CALM);
    looks(OverloadControl.RISE_AFTER, BUSY);
    assertEquals(Overload.NONE, looks(OverloadControl.FALL_AFTER, CALM));
  }

  @Test
  void consultationsAreTheLastToBecomeSlower() {
    Set<RoomKind> slower = EnumSet.noneOf(RoomKind.class);
    for (Overload level : Overload.values()) {
      for (RoomKind kind : RoomKind.values()) {
        assertTrue(level.stride(kind) == 2 || !slower.contains(kind), "levels add up");
        if (level.stride(kind) == 2) {
          slower.add(kind);
        }
      }
      assertEquals(level == Overload.worst(), slower.contains(RoomKind.CONSULTATION));
    }
    assertEquals(EnumSet.allOf(RoomKind.class), slower);
  }

  @Test
  void onlyAServerAtEaseAdmitsNewcomers() {
    for (Overload level : Overload.values()) {
      assertEquals(level == Overload.NONE, level.admitsNewcomers());
    }
    assertFalse(Overload.NO_NEWCOMERS.admitsNewcomers());
  }
}
