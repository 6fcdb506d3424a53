package org.asclepion.world.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.asclepion.world.avatar.Role;
import org.asclepion.world.space.RoomKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may show, draw and tidy up where, said once more in other words. */
class RightsTest {
  private static final Set<Role> STAFF =
      Set.of(Role.DOCTOR, Role.NURSE, Role.SPECIALIST, Role.STAFF);
  private static final Set<Role> MACHINES = Set.of(Role.AGENT, Role.ROBOT);
  private static final Set<RoomKind> PASSED_THROUGH =
      Set.of(
          RoomKind.LOBBY,
          RoomKind.WAITING,
          RoomKind.GARDEN,
          RoomKind.CORRIDOR,
          RoomKind.THEATRE,
          RoomKind.OBSERVATION);

  @ParameterizedTest
  @EnumSource
  void isAsTheHouseRulesSay(Role role) {
    for (RoomKind kind : RoomKind.values()) {
      boolean staff = STAFF.contains(role);
      boolean confers = !MACHINES.contains(role) && !PASSED_THROUGH.contains(kind);
      String who = role + " in " + kind;
      assertTrue(Rights.POINT.granted(role, kind), who);
      assertEquals(staff || confers, Rights.DRAW_IN_AIR.granted(role, kind), who);
      assertEquals(staff || confers, Rights.DRAW_ON_WHITEBOARD.granted(role, kind), who);
      assertEquals(staff, Rights.CLEAR.granted(role, kind), who);
      assertEquals(staff, Rights.LOWER_HANDS.granted(role, kind), who);
    }
  }
}
