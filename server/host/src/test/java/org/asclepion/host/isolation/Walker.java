package org.asclepion.host.isolation;

import static org.asclepion.protocol.pose.PoseColumns.HEAD;
import static org.asclepion.protocol.pose.PoseColumns.LEFT_HAND;
import static org.asclepion.protocol.pose.PoseColumns.RIGHT_HAND;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;
import org.asclepion.protocol.pose.PoseColumns;
import org.asclepion.protocol.pose.PoseGrid;
import org.asclepion.protocol.pose.PoseSample;
import org.asclepion.protocol.v1.Aperture;
import org.asclepion.protocol.v1.Component;
import org.asclepion.protocol.v1.ScopeKind;
import org.jspecify.annotations.Nullable;

/**
 * A person's legs: walks round furniture and through doors, as a client does: it knows the
 * building, its own place as the server tells it, and what it has sent since. Belongs to the
 * crowd's event loop.
 */
final class Walker implements Client.Ear {
  private static final double SPEED = 3.4;
  private static final double ARRIVED = 0.18;
  private static final double BEFORE_DOOR = 0.55;
  private static final double INTO_DOOR = 0.3;
  private static final double STUCK_SECONDS = 0.7;
  private static final int REMEMBERED = 64;

  /** What the legs are about. */
  enum Task {
    NONE,
    WALK,
    /** On the way to a door. */
    APPROACH,
    /** Before it, until it is open. */
    OPEN,
    /** In the doorway, until the room beyond. */
    THROUGH
  }

  private record Sent(int sample, double dx, double dz) {}

  final Client client;
  private final Crowd crowd;
  private final RandomGenerator random;
  private final PoseSample sample = new PoseSample();
  private final Deque<Sent> sent = new ArrayDeque<>();
  private final Deque<Grid.Spot> path = new ArrayDeque<>();
  private Task task = Task.NONE;
  private int door = -1;
  private double time;
  private double taskSince;
  private double doorTriedAt;
  private double x;
  private double z;
  private boolean located;
  private double yaw;
  private double stuckSince;
  private double stuckX;
  private double stuckZ;
  private int stuckTimes;
  private double sidestepUntil;
  private double sidestepYaw;

  /** Every pose is different, so that each is told. */
  private double swing;

  Walker(Crowd crowd, Client client, RandomGenerator random) {
    this.crowd = crowd;
    this.client = client;
    this.random = random;
    client.ear(this);
  }

  Task task() {
    return task;
  }

  boolean isIdle() {
    return task == Task.NONE;
  }

  boolean isLocated() {
    return located && client.isIn();
  }

  double x() {
    return x;
  }

  double z() {
    return z;
  }

  int template() {
    Stay stay = client.line().stay();
    return stay == null ? -1 : stay.key.template();
  }

  void walkTo(double toX, double toZ) {
    begin(Task.WALK);
    route(toX, toZ);
  }

  /** Goes through a door of the room one is in. */
  void cross(int aperture) {
    begin(Task.APPROACH);
    door = aperture;
    Grid.Spot before = beside(-BEFORE_DOOR);
    route(before.x(), before.z());
  }

  void stop() {
    begin(Task.NONE);
  }

  private void begin(Task next) {
    task = next;
    taskSince = time;
    stuckSince = time;
    stuckTimes = 0;
    path.clear();
  }

  private void route(double toX, double toZ) {
    path.clear();
    path.addAll(crowd.grid(template()).path(x, z, toX, toZ));
    path.add(new Grid.Spot(toX, toZ));
  }

  /** A point on the door's axis: metres beyond the wall line. */
  private Grid.Spot beside(double out) {
    Aperture it = crowd.plan().aperture(door);
    double outYaw = it.getRoomA() == template() ? it.getYaw() : it.getYaw() + Math.PI;
    return new Grid.Spot(it.getX() - Math.sin(outYaw) * out, it.getZ() - Math.cos(outYaw) * out);
  }

  // What the client is told.

  @Override
  public void enteredRoom() {
    located = false;
    sent.clear();
    stop();
  }

  @Override
  public void doorRefused(int aperture) {
    if (aperture == door && task == Task.THROUGH) {
      backOff();
    }
  }

  @Override
  public void ended() {
    crowd.ended(this);
  }

  private void backOff() {
    Grid.Spot before = beside(-1.2);
    walkTo(before.x(), before.z());
  }

  // Steps.

  /** Takes a step of {@code seconds}. */
  void step(double seconds) {
    time += seconds;
    if (!client.isIn() || !locate()) {
      return;
    }
    double dx = 0;
    double dz = 0;
    Grid.Spot target = target();
    if (target != null) {
      double far = target.to(x, z);
      double way = Math.min(SPEED * seconds, far);
      if (far > 1e-3) {
        dx = (target.x() - x) / far * way;
        dz = (target.z() - z) / far * way;
        yaw = Math.atan2(-dx, -dz);
      }
      if (time < sidestepUntil) {
        dx = -Math.sin(sidestepYaw) * SPEED * seconds;
        dz = -Math.cos(sidestepYaw) * SPEED * seconds;
      } else {
        unstick(target);
      }
    } else {
      stuckSince = time;
      yaw += (random.nextDouble() - 0.5) * 0.4;
    }
    sendPose(dx, dz);
  }

  private Grid.@Nullable Spot target() {
    while (!path.isEmpty() && path.peek().to(x, z) < ARRIVED) {
      path.remove();
      stuckSince = time;
    }
    Grid.Spot next = path.peek();
    if (next != null) {
      return next;
    }
    return switch (task) {
      case NONE -> null;
      case WALK -> {
        task = Task.NONE;
        yield null;
      }
      case APPROACH -> {
        task = Task.OPEN;
        taskSince = time;
        doorTriedAt = Double.NEGATIVE_INFINITY;
        yield null;
      }
      case OPEN -> {
        waitForLeaf();
        yield null;
      }
      case THROUGH -> {
        if (!isOpen()) {
          task = Task.OPEN;
          yield null;
        }
        if (time - taskSince > 4) {
          backOff();
          yield null;
        }
        yield beside(INTO_DOOR);
      }
    };
  }

  private void waitForLeaf() {
    if (isOpen()) {
      task = Task.THROUGH;
      taskSince = time;
    } else if (time - taskSince > 3) {
      stop();
    } else if (time - doorTriedAt > 0.5) {
      doorTriedAt = time;
      client.useDoor(door, true);
    }
  }

  private boolean isOpen() {
    if (!crowd.plan().hasLeaf(door)) {
      return true;
    }
    State room = client.line().state(ScopeKind.SCOPE_KIND_ROOM);
    Component leaf = room == null ? null : room.get(Component.ValueCase.DOOR, door);
    return leaf != null && leaf.getDoor().getOpen();
  }

  /** Others stand in the way at times: aside, then over them, then give up. */
  private void unstick(Grid.Spot target) {
    if (Math.hypot(x - stuckX, z - stuckZ) > 0.12) {
      stuckX = x;
      stuckZ = z;
      stuckSince = time;
      return;
    }
    if (time - stuckSince < STUCK_SECONDS) {
      return;
    }
    stuckSince = time;
    stuckTimes++;
    if (stuckTimes > 6) {
      stop();
    } else if (stuckTimes % 2 == 1) {
      sidestepYaw = yaw + (random.nextBoolean() ? 1.8 : -1.8);
      sidestepUntil = time + 0.25;
    } else if (target.to(x, z) < 6) {
      client.teleport(
          target.x() + random.nextDouble(-0.4, 0.4), target.z() + random.nextDouble(-0.4, 0.4));
    } else if (task == Task.WALK) {
      stop();
    }
  }

  /** Where the server saw us last, and what we have sent since. */
  private boolean locate() {
    Stay stay = client.line().stay();
    if (stay == null) {
      return false;
    }
    PoseColumns poses = ownPoses(stay.slot);
    if (poses == null) {
      return false;
    }
    int row = poses.rowOf(stay.slot);
    int seen = poses.get(row, PoseColumns.SAMPLE);
    while (!sent.isEmpty() && ((sent.peek().sample - seen) & 0xFFFF) >= 0x8000) {
      sent.remove();
    }
    if (!sent.isEmpty() && sent.peek().sample == seen) {
      sent.remove();
    }
    x = PoseGrid.rootMetres(poses.get(row, PoseColumns.ROOT_X));
    z = PoseGrid.rootMetres(poses.get(row, PoseColumns.ROOT_Z));
    for (Sent it : sent) {
      x += it.dx;
      z += it.dz;
    }
    located = true;
    return true;
  }

  private @Nullable PoseColumns ownPoses(int slot) {
    for (ScopeKind kind :
        new ScopeKind[] {ScopeKind.SCOPE_KIND_ROOM, ScopeKind.SCOPE_KIND_PERSON}) {
      PoseColumns poses = client.line().poses(kind);
      if (poses != null && poses.rowOf(slot) >= 0) {
        return poses;
      }
    }
    return null;
  }

  private void sendPose(double dx, double dz) {
    swing += 0.3;
    sample.number = (sample.number + 1) & 0xFFFF;
    sample.moveX = PoseGrid.move(dx);
    sample.moveZ = PoseGrid.move(dz);
    sample.yaw = PoseGrid.yaw(yaw);
    float sway = (float) (0.03 * Math.sin(swing));
    sample.setLimb(HEAD, sway, 1.6f + sway, 0, 0, 0, 0, 1);
    sample.setLimb(LEFT_HAND, -0.25f, 1.0f + sway, -0.2f, 0, 0, 0, 1);
    sample.setLimb(RIGHT_HAND, 0.25f, 1.0f - sway, -0.2f, 0, 0, 0, 1);
    sent.add(
        new Sent(
            sample.number, PoseGrid.rootMetres(sample.moveX), PoseGrid.rootMetres(sample.moveZ)));
    if (sent.size() > REMEMBERED) {
      sent.remove();
    }
    client.pose(sample.encode());
  }
}
