package org.asclepion.world.room;

import org.asclepion.world.avatar.Pose;
import org.asclepion.world.avatar.Reach;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.intent.Refused;
import org.asclepion.world.room.Outcome.Corrected.Kind;
import org.asclepion.world.space.Angles;
import org.asclepion.world.space.CapsuleSweep;
import org.jspecify.annotations.Nullable;

/**
 * Moves bodies: takes in pose samples and teleports, as far as speed, solids, other bodies and
 * human reach allow. Belongs to the thread that steps the room.
 */
final class Motion {
  static final double TELEPORT = 8;
  private static final double TELEPORT_PAUSE_SECONDS = 0.25;

  /** Furniture lower than this hides nothing, metres above the floor. */
  private static final double SEE_OVER = 1.2;

  /** A displacement that falls short by more was not wanted by someone who sees the wall. */
  private static final double HONEST_BUMP = 0.1;

  private static final int SAMPLES = 65_536;

  private final Stage stage;
  private final FreeSpots spots;
  private final CapsuleSweep sweep;

  Motion(Stage stage, FreeSpots spots) {
    this.stage = stage;
    this.spots = spots;
    this.sweep = new CapsuleSweep(stage.solids);
  }

  void beginStep(double seconds) {
    Bodies bodies = stage.bodies;
    for (int i = 0; i < bodies.count(); i++) {
      Body body = bodies.get(i);
      body.walk.refill(seconds);
      body.reach.refill(seconds);
      body.ink.refill(seconds);
    }
  }

  void sample(Body body, Intent.PoseSample sample) {
    if (!newer(body, sample.sample()) || !finite(sample)) {
      stage.correct(body, Kind.SAMPLE);
      return;
    }
    body.sample = sample.sample();
    body.sampled = true;
    body.moved = true;
    if (body.seat < 0) {
      walk(body, sample.dx(), sample.dz());
      body.pose().rootYaw = Angles.wrap(sample.yaw());
    }
    int clamped =
        body.reach.apply(
            body.pose(), sample.head(), sample.leftHand(), sample.rightHand(), !body.posed);
    body.posed = true;
    if ((clamped & Reach.CLAMPED) != 0) {
      stage.correct(body, Kind.REACH);
    }
    if ((clamped & Reach.SLOWED) != 0) {
      stage.correct(body, Kind.SPEED);
    }
  }

  private static boolean newer(Body body, int sample) {
    if (sample < 0 || sample >= SAMPLES) {
      return false;
    }
    int ahead = (sample - body.sample) & (SAMPLES - 1);
    return !body.sampled || (ahead > 0 && ahead < SAMPLES / 2);
  }

  private static boolean finite(Intent.PoseSample sample) {
    return Double.isFinite(sample.dx())
        && Double.isFinite(sample.dz())
        && Double.isFinite(sample.yaw())
        && Reach.finite(sample.head())
        && Reach.finite(sample.leftHand())
        && Reach.finite(sample.rightHand());
  }

  private void walk(Body body, double wantedX, double wantedZ) {
    // Far beyond any budget already; squares of larger numbers might overflow.
    double dx = Math.clamp(wantedX, -1e6, 1e6);
    double dz = Math.clamp(wantedZ, -1e6, 1e6);
    double way = Math.sqrt(dx * dx + dz * dz);
    if (way == 0) {
      return;
    }
    double granted = body.walk.take(way);
    if (granted < way) {
      stage.correct(body, Kind.SPEED);
      dx *= granted / way;
      dz *= granted / way;
    }
    gatherDiscs(body, granted);
    Pose pose = body.pose();
    double goalX = pose.rootX + dx;
    double goalZ = pose.rootZ + dz;
    sweep.move(pose.rootX, pose.rootZ, dx, dz);
    body.walked |= pose.rootX != sweep.x() || pose.rootZ != sweep.z();
    pose.rootX = sweep.x();
    pose.rootZ = sweep.z();
    if (body.squareTo(goalX, goalZ) > HONEST_BUMP * HONEST_BUMP) {
      stage.correct(body, Kind.COLLISION);
    }
  }

  private void gatherDiscs(Body body, double way) {
    sweep.clearDiscs();
    double near = way + 3 * CapsuleSweep.RADIUS;
    double x = body.pose().rootX;
    double z = body.pose().rootZ;
    Bodies bodies = stage.bodies;
    for (int i = 0; i < bodies.count(); i++) {
      Body other = bodies.get(i);
      if (other != body && other.squareTo(x, z) < near * near) {
        sweep.addDisc(other.pose().rootX, other.pose().rootZ);
      }
    }
  }

  void teleport(Body body, Intent.Teleport wish) {
    Refused refused = judge(body, wish);
    if (refused != null) {
      stage.refuse(body, wish.sequence(), refused);
      return;
    }
    body.teleportTick = stage.tick + stage.ticks(TELEPORT_PAUSE_SECONDS);
    body.place(wish.x(), stage.template.floorY(), wish.z(), Angles.wrap(wish.yaw()));
  }

  private @Nullable Refused judge(Body body, Intent.Teleport wish) {
    double x = wish.x();
    double z = wish.z();
    if (!Double.isFinite(x) || !Double.isFinite(z) || !Double.isFinite(wish.yaw())) {
      return Refused.NOT_WALKABLE;
    }
    if (body.seat >= 0) {
      return Refused.SEATED;
    }
    if (stage.tick < body.teleportTick) {
      return Refused.BUSY;
    }
    if (!(body.squareTo(x, z) <= TELEPORT * TELEPORT)) {
      return Refused.TOO_FAR;
    }
    if (!spots.free(x, z, body)) {
      return Refused.NOT_WALKABLE;
    }
    return sees(body, x, z) ? null : Refused.NO_LINE_OF_SIGHT;
  }

  private boolean sees(Body body, double x, double z) {
    Pose pose = body.pose();
    double low = stage.template.floorY() + SEE_OVER;
    double high = stage.template.floorY() + CapsuleSweep.HEIGHT;
    double cos = StrictMath.cos(pose.rootYaw);
    double sin = StrictMath.sin(pose.rootYaw);
    double eyeX = pose.rootX + pose.head.x * cos + pose.head.z * sin;
    double eyeZ = pose.rootZ - pose.head.x * sin + pose.head.z * cos;
    if (stage.solids.wallBetween(pose.rootX, pose.rootZ, eyeX, eyeZ)) {
      // A head held through a wall sees nothing more than its body does.
      eyeX = pose.rootX;
      eyeZ = pose.rootZ;
    }
    return !stage.solids.blocked(eyeX, eyeZ, x, z, low, high);
  }
}
