package org.asclepion.host.isolation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.asclepion.protocol.v1.ClientFrame;
import org.asclepion.protocol.v1.Component;
import org.asclepion.protocol.v1.EraseIntent;
import org.asclepion.protocol.v1.HandSide;
import org.asclepion.protocol.v1.Item;
import org.asclepion.protocol.v1.Resync;
import org.asclepion.protocol.v1.Room;
import org.asclepion.protocol.v1.ScopeKind;
import org.asclepion.protocol.v1.Seat;
import org.jspecify.annotations.Nullable;

/**
 * What people who walk at random do next: mostly cross doors, those before all that were crossed
 * least; on the way they talk, write, sit, carry things, lose their connection, leave, and now and
 * then try what they may not. Belongs to the crowd's event loop.
 */
final class Wanderer {
  private static final double STEPS_PER_SECOND = 9;

  private final Crowd crowd;
  private final RandomGenerator random;
  private final Set<Walker> away = new HashSet<>();
  private boolean mayLeave = true;

  Wanderer(Crowd crowd, RandomGenerator random) {
    this.crowd = crowd;
    this.random = random;
  }

  /** From now on nobody leaves or loses the connection. */
  void calm() {
    mayLeave = false;
  }

  void next(Walker walker) {
    if (!walker.isLocated() || away.contains(walker)) {
      return;
    }
    talk(walker);
    if (walker.isIdle()) {
      goOn(walker);
    }
    if (mayLeave && chance(0.012)) {
      lose(walker);
    } else if (mayLeave && chance(0.004)) {
      walker.client.leave();
    }
  }

  /** True about so many times a second. */
  private boolean chance(double perSecond) {
    return random.nextDouble() < perSecond / STEPS_PER_SECOND;
  }

  private void goOn(Walker walker) {
    double dice = random.nextDouble();
    if (dice < 0.62) {
      List<Integer> doors = doors(walker);
      walker.cross(doors.get(choose(walker, doors)));
    } else if (dice < 0.75) {
      Grid.Spot spot = crowd.grid(walker.template()).anywhere(random.nextInt());
      walker.walkTo(spot.x(), spot.z());
    } else if (dice < 0.87) {
      sitOrStand(walker);
    } else {
      pickUp(walker);
    }
  }

  private List<Integer> doors(Walker walker) {
    List<Integer> doors = new ArrayList<>();
    for (int door : crowd.plan().doors(walker.template())) {
      int beyond = crowd.plan().beyond(walker.template(), door);
      // Some try where they are not admitted.
      if (crowd.plan().admits(beyond, walker.client.person.role()) || random.nextInt(8) == 0) {
        doors.add(door);
      }
    }
    return doors;
  }

  /** The least crossed of some: steers towards what nobody has walked yet. */
  private int choose(Walker walker, List<Integer> doors) {
    int best = random.nextInt(doors.size());
    for (int i = 0; i < 2; i++) {
      int other = random.nextInt(doors.size());
      if (crossings(walker, doors.get(other)) < crossings(walker, doors.get(best))) {
        best = other;
      }
    }
    return best;
  }

  private int crossings(Walker walker, int door) {
    return crowd.oracle().crossings(door, walker.template());
  }

  private void sitOrStand(Walker walker) {
    Room room = crowd.plan().room(walker.template());
    if (room.getSeatsCount() == 0) {
      return;
    }
    int seat = random.nextInt(room.getSeatsCount());
    Seat it = room.getSeats(seat);
    Grid.Spot spot = crowd.grid(walker.template()).nearest(it.getX(), it.getZ());
    if (spot.to(walker.x(), walker.z()) < 1) {
      walker.client.sit(seat);
      later(1_500, walker, () -> walker.client.stand());
      // Legs rest meanwhile.
      away.add(walker);
      later(1_800, walker, () -> away.remove(walker));
    } else {
      walker.walkTo(spot.x(), spot.z());
      // Sits down when it has come near, if it still wants to.
      later(4_000, walker, () -> walker.client.sit(seat));
      later(5_500, walker, () -> walker.client.stand());
    }
  }

  private void pickUp(Walker walker) {
    State state = walker.client.line().state(ScopeKind.SCOPE_KIND_ROOM);
    Item item = anItem(state);
    if (item == null) {
      return;
    }
    Grid.Spot spot = crowd.grid(walker.template()).nearest(item.getX(), item.getZ());
    boolean left = random.nextBoolean();
    if (spot.to(walker.x(), walker.z()) < 1) {
      walker.client.pickUp(item.getId(), left);
      later(2_500, walker, () -> walker.client.release(left, random.nextInt(4)));
    } else {
      walker.walkTo(spot.x(), spot.z());
      later(3_000, walker, () -> walker.client.pickUp(item.getId(), left));
    }
  }

  private @Nullable Item anItem(@Nullable State room) {
    List<Item> items = new ArrayList<>();
    if (room != null) {
      for (Component component : room.all()) {
        if (component.hasItem()) {
          items.add(component.getItem());
        }
      }
    }
    return items.isEmpty() ? null : items.get(random.nextInt(items.size()));
  }

  private void talk(Walker walker) {
    Client client = walker.client;
    if (chance(0.10)) {
      client.say();
    }
    if (chance(0.1)) {
      client.speak(random.nextInt(3) == 0, random.nextBoolean());
    }
    if (chance(0.05)) {
      client.write(false);
    }
    // Visitors try as well, in vain.
    if (chance(client.person.isStaff() ? 0.1 : 0.01)) {
      client.write(true);
    }
    if (chance(0.12)) {
      sideTalk(walker);
    }
    hands(walker);
    if (chance(0.03)) {
      // A stream that is anybody's.
      client.send(
          ClientFrame.newBuilder().setResync(Resync.newBuilder().setScope(random.nextInt(2_000))));
    }
    if (chance(0.03)) {
      List<Integer> doors = crowd.plan().doors(walker.template());
      client.useDoor(doors.get(random.nextInt(doors.size())), random.nextBoolean());
    }
  }

  private void hands(Walker walker) {
    Client client = walker.client;
    if (chance(0.06)) {
      client.point(HandSide.forNumber(random.nextInt(3)));
    }
    if (chance(0.03)) {
      client.raise(random.nextBoolean());
    }
    if (chance(0.08)) {
      client.offer(random.nextInt(4) == 0 ? HandSide.HAND_SIDE_NONE : HandSide.HAND_SIDE_RIGHT);
    }
    Stay stay = client.line().stay();
    if (stay != null && chance(0.15)) {
      client.shake(somebodyElse(client.line(), stay.slot));
    }
    if (chance(0.08)) {
      client.draw(walker.x(), 1.4, walker.z());
    }
    if (chance(0.02)) {
      EraseIntent.What what = EraseIntent.What.forNumber(1 + random.nextInt(3));
      client.erase(what, random.nextInt(100));
    }
  }

  private void sideTalk(Walker walker) {
    Line line = walker.client.line();
    State mine = line.state(ScopeKind.SCOPE_KIND_SIDE);
    Stay stay = line.stay();
    if (stay == null) {
      return;
    }
    if (mine != null) {
      int talk = talkOf(mine);
      if (random.nextInt(6) == 0) {
        walker.client.leaveTalk(talk);
      } else {
        walker.client.whisper(talk);
      }
      return;
    }
    int slot = somebodyElse(line, stay.slot);
    walker.client.invite(slot, 0);
  }

  private static int talkOf(State state) {
    for (Component component : state.all()) {
      if (component.hasSideTalk()) {
        return component.getSideTalk().getTalk();
      }
    }
    return 0;
  }

  /** A slot of somebody who can be seen, or any number. */
  private int somebodyElse(Line line, int own) {
    List<Integer> slots = new ArrayList<>();
    for (ScopeKind kind : new ScopeKind[] {ScopeKind.SCOPE_KIND_ROOM, ScopeKind.SCOPE_KIND_STAFF}) {
      State state = line.state(kind);
      if (state != null) {
        slots.addAll(state.slots());
      }
    }
    slots.removeIf(slot -> slot == own);
    return slots.isEmpty() || random.nextInt(10) == 0
        ? random.nextInt(30)
        : slots.get(random.nextInt(slots.size()));
  }

  private void lose(Walker walker) {
    away.add(walker);
    walker.client.cut();
    crowd.findings().saw("connections lost");
    var _ =
        crowd
            .group()
            .next()
            .schedule(
                () -> {
                  away.remove(walker);
                  walker.enteredRoom();
                  walker.client.comeBack();
                },
                random.nextInt(200, 1_500),
                TimeUnit.MILLISECONDS);
  }

  private void later(long millis, Walker walker, Runnable action) {
    var _ =
        crowd
            .group()
            .next()
            .schedule(
                () -> {
                  if (walker.client.isIn()) {
                    action.run();
                  } else {
                    away.remove(walker);
                  }
                },
                millis,
                TimeUnit.MILLISECONDS);
  }
}
