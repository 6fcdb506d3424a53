package org.asclepion.world.room;

import java.util.List;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.intent.Refused;
import org.asclepion.world.space.Angles;
import org.asclepion.world.space.Opening;

/**
 * The leaves in a room's openings. Each side of a door has its own leaf state; the host carries
 * what somebody does here to the room beyond. Belongs to the thread that steps the room.
 *
 * <p>A leaf closes by itself some time after the last body left its zone, and never on a body.
 */
final class Doors {
  static final double CLOSES_AFTER_SECONDS = 6;
  static final double ZONE = 1.2;
  static final double REACH = 2.0;

  private final Stage stage;
  private final Presence presence;
  private final List<Opening> openings;
  private final boolean[] open;
  private final int[] closesAt;
  private final double[] outX;
  private final double[] outZ;

  Doors(Stage stage, Presence presence) {
    this.stage = stage;
    this.presence = presence;
    this.openings = stage.template.openings();
    this.open = new boolean[openings.size()];
    this.closesAt = new int[openings.size()];
    this.outX = openings.stream().mapToDouble(it -> Angles.forwardX(it.yaw())).toArray();
    this.outZ = openings.stream().mapToDouble(it -> Angles.forwardZ(it.yaw())).toArray();
    for (int i = 0; i < open.length; i++) {
      open[i] = !openings.get(i).leaf();
      if (openings.get(i).leaf()) {
        presence.tellDoor(new Component.Door(openings.get(i).aperture(), false));
      }
    }
  }

  /** Whether nothing closes the n-th opening. */
  boolean isOpen(int opening) {
    return open[opening];
  }

  /** Whether the room has this aperture and nothing closes it. */
  boolean opens(int aperture) {
    for (int i = 0; i < open.length; i++) {
      if (openings.get(i).aperture() == aperture) {
        return open[i];
      }
    }
    return false;
  }

  void use(Body body, Intent.UseDoor wish) {
    int i = find(wish.aperture());
    if (i < 0) {
      stage.refuse(body, wish.sequence(), Refused.NO_SUCH_THING);
    } else if (distance(i, body) > REACH) {
      stage.refuse(body, wish.sequence(), Refused.OUT_OF_REACH);
    } else if (open[i] != wish.open()) {
      if (set(i, wish.open())) {
        stage.tell(new Outcome.DoorMoved(wish.aperture(), wish.open()));
      } else {
        stage.refuse(body, wish.sequence(), Refused.BUSY);
      }
    }
  }

  void movedBeyond(Intent.DoorMovedBeyond moved) {
    int i = find(moved.aperture());
    if (i >= 0) {
      set(i, moved.open());
    }
  }

  /** Somebody is about to step in through an opening: its leaf stands open. */
  void openFor(int aperture) {
    int i = find(aperture);
    if (i >= 0) {
      set(i, true);
    }
  }

  void endStep() {
    for (int i = 0; i < open.length; i++) {
      if (open[i] && openings.get(i).leaf()) {
        if (occupied(i)) {
          closesAt[i] = stage.tick + stage.ticks(CLOSES_AFTER_SECONDS);
        } else if (stage.tick >= closesAt[i]) {
          set(i, false);
        }
      }
    }
  }

  private int find(int aperture) {
    for (int i = 0; i < open.length; i++) {
      if (openings.get(i).aperture() == aperture && openings.get(i).leaf()) {
        return i;
      }
    }
    return -1;
  }

  private boolean set(int i, boolean toOpen) {
    if (!toOpen && somebodyInLeaf(i)) {
      return false;
    }
    closesAt[i] = stage.tick + stage.ticks(CLOSES_AFTER_SECONDS);
    if (open[i] != toOpen) {
      open[i] = toOpen;
      stage.solids.setLeaf(i, !toOpen);
      presence.tellDoor(new Component.Door(openings.get(i).aperture(), toOpen));
      presence.leafMoved(i, toOpen);
    }
    return true;
  }

  private boolean somebodyInLeaf(int i) {
    Bodies bodies = stage.bodies;
    for (int n = 0; n < bodies.count(); n++) {
      Body body = bodies.get(n);
      if (stage.solids.inLeaf(i, body.pose().rootX, body.pose().rootZ)) {
        return true;
      }
    }
    return false;
  }

  private boolean occupied(int i) {
    Bodies bodies = stage.bodies;
    for (int n = 0; n < bodies.count(); n++) {
      if (distance(i, bodies.get(n)) < ZONE) {
        return true;
      }
    }
    return false;
  }

  /** Metres from a body's root to the sill, which is as long as the opening is wide. */
  private double distance(int i, Body body) {
    Opening opening = openings.get(i);
    double dx = body.pose().rootX - opening.x();
    double dz = body.pose().rootZ - opening.z();
    if (dx * dx + dz * dz > (opening.width() + 3) * (opening.width() + 3)) {
      return Double.POSITIVE_INFINITY;
    }
    double out = dx * outX[i] + dz * outZ[i];
    double aside = Math.max(Math.abs(dx * outZ[i] - dz * outX[i]) - opening.width() / 2, 0);
    return Math.sqrt(out * out + aside * aside);
  }

  long hash(long hash) {
    for (int i = 0; i < open.length; i++) {
      hash = Hash.mix(hash, open[i] ? closesAt[i] : -1);
    }
    return hash;
  }
}
