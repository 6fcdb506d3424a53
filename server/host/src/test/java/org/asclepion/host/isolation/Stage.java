package org.asclepion.host.isolation;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.asclepion.protocol.v1.Component;
import org.asclepion.protocol.v1.Item;
import org.asclepion.protocol.v1.ScopeKind;
import org.asclepion.world.avatar.Role;

/** Tells a few people what to do and waits until it is done. The test's thread calls it. */
final class Stage {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** The play may end here: what it is for has happened. */
  static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  final Crowd crowd;
  private final BooleanSupplier enough;

  Stage(Crowd crowd) {
    this(crowd, () -> false);
  }

  /**
   * @param enough asked while something is waited for; ends the play with {@link Enough}
   */
  Stage(Crowd crowd, BooleanSupplier enough) {
    this.crowd = crowd;
    this.enough = enough;
  }

  /** Somebody comes into a room and knows where they are. */
  Walker enter(Role role, String visit, String room) throws InterruptedException {
    Walker[] walker = new Walker[1];
    crowd.run(() -> walker[0] = crowd.send(crowd.person(role, visit, room)));
    await(room, () -> walker[0].isLocated());
    return walker[0];
  }

  void cross(Walker walker, String door) throws InterruptedException {
    int aperture = crowd.plan().aperture(door);
    int[] target = new int[1];
    crowd.run(
        () -> {
          target[0] = crowd.plan().beyond(walker.template(), aperture);
          walker.cross(aperture);
        });
    await(
        "through " + door,
        () -> {
          if (walker.isLocated() && walker.template() == target[0]) {
            return true;
          }
          if (walker.isLocated() && walker.isIdle()) {
            walker.cross(aperture);
          }
          return false;
        });
  }

  /** Goes near a door without going through. */
  void approach(Walker walker, String door) throws InterruptedException {
    var it = crowd.plan().aperture(crowd.plan().aperture(door));
    crowd.run(
        () -> {
          Grid.Spot spot = crowd.grid(walker.template()).nearest(it.getX(), it.getZ());
          walker.walkTo(spot.x(), spot.z());
        });
    await("at " + door, walker::isIdle);
  }

  /** Opens or closes a door and sees it so. */
  void leaf(Walker walker, String door, boolean open) throws InterruptedException {
    int aperture = crowd.plan().aperture(door);
    crowd.run(() -> walker.client.useDoor(aperture, open));
    await(
        door + " open " + open,
        () -> {
          State room = walker.client.line().state(ScopeKind.SCOPE_KIND_ROOM);
          Component leaf = room == null ? null : room.get(Component.ValueCase.DOOR, aperture);
          return leaf != null && leaf.getDoor().getOpen() == open;
        });
  }

  /** Picks up the item nearest to hand; answers which. */
  int take(Walker walker) throws InterruptedException {
    int[] item = new int[1];
    crowd.run(
        () -> {
          Item nearest = nearest(walker);
          item[0] = nearest.getId();
          Grid.Spot spot = crowd.grid(walker.template()).nearest(nearest.getX(), nearest.getZ());
          walker.walkTo(spot.x(), spot.z());
        });
    await("at the item", walker::isIdle);
    crowd.run(() -> walker.client.pickUp(item[0], false));
    await(
        "held",
        () -> {
          State room = walker.client.line().state(ScopeKind.SCOPE_KIND_ROOM);
          Component it = room == null ? null : room.get(Component.ValueCase.ITEM, item[0]);
          return it != null && it.getItem().getHolderPlusOne() > 0;
        });
    return item[0];
  }

  private static Item nearest(Walker walker) {
    State room = walker.client.line().state(ScopeKind.SCOPE_KIND_ROOM);
    List<Component> all = room == null ? List.of() : List.copyOf(room.all());
    return all.stream()
        .filter(Component::hasItem)
        .map(Component::getItem)
        .min(
            Comparator.comparingDouble(
                it -> Math.hypot(it.getX() - walker.x(), it.getZ() - walker.z())))
        .orElseThrow();
  }

  /** Has a stream of this kind, with state. */
  void has(Walker walker, ScopeKind kind) throws InterruptedException {
    await(kind.name(), () -> walker.client.line().state(kind) != null);
  }

  void loseAndResume(Walker walker) throws InterruptedException {
    crowd.run(
        () -> {
          walker.client.cut();
          walker.enteredRoom();
          walker.client.comeBack();
        });
    await("back", walker::isLocated);
  }

  void run(Runnable action) {
    crowd.run(action);
  }

  void await(String what, BooleanSupplier condition) throws InterruptedException {
    crowd.await(what, PATIENCE, () -> enough.getAsBoolean() || condition.getAsBoolean());
    if (enough.getAsBoolean()) {
      throw new Enough();
    }
  }

  /** Waits until so many of these were counted. */
  void seen(String what, long count) throws InterruptedException {
    await(what, () -> crowd.findings().seen(what) >= count);
  }
}
