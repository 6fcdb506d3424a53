package org.asclepion.host.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.asclepion.host.room.Overload;
import org.asclepion.world.avatar.Role;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.room.Avatar;
import org.asclepion.world.room.Scope;
import org.junit.jupiter.api.Test;

/** A hall of 500 in one process: what each member is owed is found by brute force. */
class HallStreamTest extends HallFixture {
  @Test
  void theNearestComeAtTheFullRateAndNobodyIsForgottenWithinTheBudget() {
    arrive(PEOPLE);
    assertEquals(PEOPLE, room.avatars().size());
    for (int i = 0; i < 2 * HZ; i++) {
      walk();
    }
    assertTrueToLife();
    // Who is among the nearest at the start, the middle and the end of a second.
    Map<Long, List<Integer>> owed = new HashMap<>();
    for (Avatar avatar : room.avatars()) {
      owed.put(avatar.participant().id(), new ArrayList<>(nearest(avatar, Hall.PROMISED)));
    }
    members.values().forEach(member -> Arrays.fill(member.updates, 0));
    members.values().forEach(member -> member.bytes = 0);
    for (int i = 0; i < HZ; i++) {
      walk();
      if (i % 5 == 4) {
        for (Avatar avatar : room.avatars()) {
          List<Integer> near = nearest(avatar, Hall.PROMISED);
          owed.computeIfPresent(
              avatar.participant().id(),
              (_, slots) -> {
                slots.retainAll(near);
                return slots;
              });
        }
      }
    }
    assertTrueToLife();
    long bytes = 0;
    for (Member member : members.values()) {
      for (int slot : owed.getOrDefault(member.id, List.of())) {
        assertTrue(
            member.updates[slot] >= HZ - 1,
            "seed " + seed + ": " + member.updates[slot] + " of slot " + slot + " to " + member.id);
      }
      for (Avatar avatar : room.avatars()) {
        assertTrue(member.updates[avatar.slot()] >= 1, "seed " + seed + ": never " + avatar.slot());
        if (avatar.participant().role() == Role.DOCTOR) {
          assertTrue(member.updates[avatar.slot()] >= HZ - 1, "seed " + seed + ": a presenter");
        }
      }
      assertTrue(
          member.bytes <= Hall.BUDGET_BYTES_PER_SECOND, "seed " + seed + ": " + member.bytes);
      bytes += member.bytes;
    }
    System.out.println("hall: " + bytes / PEOPLE + " bytes per member and second");
  }

  @Test
  void whoGoesIsGoneAtOnceAndWhoComesInTheirPlaceIsAnother() {
    arrive(120);
    for (int i = 0; i < 15; i++) {
      walk();
    }
    Avatar gone = room.avatars().iterator().next();
    int slot = gone.slot();
    step(List.of(new Intent.Depart(gone.participant().id(), -1)));
    for (Member member : members.values()) {
      assertTrue(member.hall.poses().rowOf(slot) < 0);
    }
    arrive(1);
    for (int i = 0; i < 15; i++) {
      walk();
    }
    assertTrueToLife();
  }

  @Test
  void whoCannotTakeAFrameStartsAgainWithTheKeyframe() {
    arrive(150);
    for (int i = 0; i < 15; i++) {
      walk();
    }
    Member slow = Objects.requireNonNull(members.get(1_007L));
    slow.ready = false;
    walk();
    walk();
    slow.ready = true;
    slow.keyed = false;
    for (int i = 0; i < 15; i++) {
      walk();
    }
    assertTrue(slow.keyed);
    assertTrueToLife();
  }

  @Test
  void aLineThatIsTooThinGivesUpTheOutermostFirst() {
    HallMember member = new HallMember(PEOPLE, 0);
    for (int second = 0; second < 30; second++) {
      for (int t = 0; t < HZ; t++) {
        member.sent(2 * Hall.BUDGET_BYTES_PER_SECOND / HZ, 100 + t, 1, HZ);
      }
      member.adapt(HZ);
    }
    assertEquals(Hall.FEWEST_NEAR, member.quota());
    for (int second = 0; second < 100; second++) {
      for (int t = 0; t < HZ; t++) {
        member.sent(Hall.BUDGET_BYTES_PER_SECOND / HZ / 2, 100 + t, 1, HZ);
      }
      member.adapt(HZ);
    }
    assertEquals(Hall.NEAR, member.quota());
  }

  @Test
  void anOverloadedServerTellsOfFewerNearAndStillOfEverybody() {
    arrive(PEOPLE);
    for (int i = 0; i < 2 * HZ; i++) {
      walk();
    }
    double before = near() + 1;
    assertTrue(near() > Hall.PROMISED, "seed " + seed + ": " + near());
    for (Overload level : Overload.values()) {
      hall.overload(level);
      // Slower rooms leave every other tick out.
      int stride = level.stride(room.template().kind());
      for (int i = 0; i < 2 * HZ; i += stride) {
        tick += stride - 1;
        walk();
      }
      assertTrue(near() < before, "seed " + seed + " at " + level + ": " + near());
      before = near();
      members.values().forEach(member -> Arrays.fill(member.updates, 0));
      for (int i = 0; i < HZ; i += stride) {
        tick += stride - 1;
        walk();
      }
      for (Member member : members.values()) {
        for (Avatar avatar : room.avatars()) {
          assertTrue(
              member.updates[avatar.slot()] >= 1,
              "seed " + seed + " at " + level + ": never " + avatar.slot());
        }
      }
    }
    hall.overload(Overload.NONE);
    for (int i = 0; i < 2 * HZ; i++) {
      walk();
    }
    assertTrue(near() > Hall.PROMISED);
    assertTrueToLife();
  }

  @Test
  void smallRoomsAreNoHalls() {
    assertFalse(Hall.is(template(Hall.ORDINARY_CAPACITY, false)));
    assertTrue(Hall.is(template(Hall.ORDINARY_CAPACITY + 1, false)));
    assertFalse(Hall.lanes(template(PEOPLE, true), new Scope.Person(3)));
    assertFalse(Hall.lanes(template(PEOPLE, true), Scope.VISITORS));
    assertTrue(Hall.lanes(template(PEOPLE, true), Scope.STAFF));
  }

  @Test
  void theSmallestComeFirst() {
    for (int n = 0; n < 500; n++) {
      long[] keys = random.longs(1 + random.nextInt(60), 0, 40).toArray();
      int count = random.nextInt(keys.length + 1);
      long[] sorted = keys.clone();
      Arrays.sort(sorted);
      HallChoice.select(keys, 0, keys.length, count);
      Arrays.sort(keys, 0, count);
      assertEquals(
          Arrays.toString(Arrays.copyOf(sorted, count)),
          Arrays.toString(Arrays.copyOf(keys, count)),
          "seed " + seed);
    }
  }
}
