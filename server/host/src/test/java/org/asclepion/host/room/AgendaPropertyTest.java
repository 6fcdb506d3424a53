package org.asclepion.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AgendaPropertyTest {
  private static final int ROOMS = 40;
  private static final int DEEDS = 20_000;

  private final Agenda agenda = new Agenda();
  private final List<ScheduledRoom> in = new ArrayList<>();
  private final List<ScheduledRoom> out = new ArrayList<>();

  @Test
  void theSoonestComesFirstWhateverCameAndWent() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < ROOMS; i++) {
      out.add(
          new ScheduledRoom(
              new Watched(0).with(1, 2).runner,
              new TickLoop(
                  "unused",
                  new Watched.Quiet(),
                  new Watched.Quiet(),
                  gone -> {},
                  () -> Overload.NONE,
                  System::nanoTime),
              () -> {}));
    }
    for (int i = 0; i < DEEDS; i++) {
      // By turns it fills and empties.
      int adds = i / 100 % 2 == 0 ? 3 : 1;
      deed(random, adds, "seed " + seed + ", deed " + i);
    }
  }

  private void deed(Random random, int adds, String where) {
    int kind = random.nextInt(5);
    if (kind < adds && !out.isEmpty()) {
      ScheduledRoom room = out.remove(random.nextInt(out.size()));
      // Sets when it is to be looked at; some of them at the same time.
      room.wake(random.nextInt(100) * 10_000_000L);
      agenda.add(room);
      in.add(room);
    } else if (kind < 4 && !in.isEmpty()) {
      long soonest =
          in.stream().min(Comparator.comparingLong(ScheduledRoom::lookNanos)).get().lookNanos();
      assertEquals(soonest, agenda.firstNanos(), where);
      ScheduledRoom first = agenda.remove();
      assertEquals(soonest, first.lookNanos(), where);
      in.remove(first);
      out.add(first);
    } else if (!in.isEmpty()) {
      ScheduledRoom any = in.remove(random.nextInt(in.size()));
      agenda.remove(any);
      out.add(any);
    }
    assertEquals(in.size(), agenda.size(), where);
    assertEquals(in.isEmpty(), agenda.isEmpty(), where);
    assertEquals(new HashSet<>(in), new HashSet<>(agenda.rooms()), where);
  }

  @Test
  void anEmptyAgendaHasNobody() {
    assertThrows(IllegalStateException.class, agenda::remove);
    assertSame(0, agenda.rooms().size());
  }
}
