package org.asclepion.world.audience;

import org.asclepion.world.avatar.Limb;
import org.asclepion.world.avatar.Pose;

/**
 * One person of a room, as the rules of hearing and seeing know them. Belongs to the thread that
 * steps the room.
 *
 * <p>Its place is not followed continuously: it is taken anew when the body has gone {@link
 * #STEP_METRES} from where it was taken last, or the head has turned by about {@link
 * #TURN_DEGREES}, so that a room whose people only shift and nod computes nothing.
 */
public final class Attendee {
  /** How far somebody goes before it matters, metres. */
  public static final double STEP_METRES = 0.5;

  /** How far a body, or a head on it, turns before it matters. */
  public static final double TURN_DEGREES = 15;

  private static final double TURN = StrictMath.toRadians(TURN_DEGREES);

  /** Square of the dot product of two orientations so far apart. */
  private static final double HEAD_TURN = StrictMath.cos(TURN / 2) * StrictMath.cos(TURN / 2);

  final long id;
  final boolean staff;

  /** Whether visitors must not know them: one of those who wait anonymously. */
  final boolean hidden;

  double x = Double.NaN;
  double z;
  double faceX;
  double faceZ;

  /** Metres to the middle of the presenter's place of one who may present from it, else -1. */
  double standMetres = -1;

  /** Whether they are heard and seen by everybody: see {@link AudienceMaker#MOST_PRESENTERS}. */
  boolean presenting;

  /** The side-talks they are in, one bit each. */
  int talks;

  /** The one side-talk their voice goes to, as its bit; 0 when they speak to the room. */
  int voice;

  boolean mayBeHeard = true;
  boolean mayBeSeen = true;

  private double rootX = Double.NaN;
  private double rootZ;
  private double rootYaw;
  private final Limb head = new Limb();

  public Attendee(long participant, boolean staff, boolean hidden) {
    this.id = participant;
    this.staff = staff;
    this.hidden = hidden;
  }

  /** Takes place and gaze anew if they changed enough to matter; answers whether it did. */
  boolean follow(Pose pose, Ground ground) {
    if (!stepped(pose) && !turned(pose)) {
      return false;
    }
    rootX = pose.rootX;
    rootZ = pose.rootZ;
    rootYaw = pose.rootYaw;
    head.set(pose.head);
    face();
    ground.place(this, rootX, rootZ);
    return true;
  }

  private boolean stepped(Pose pose) {
    double dx = pose.rootX - rootX;
    double dz = pose.rootZ - rootZ;
    // Not a number before the first time.
    return !(dx * dx + dz * dz <= STEP_METRES * STEP_METRES);
  }

  private boolean turned(Pose pose) {
    double yaw = Math.abs(pose.rootYaw - rootYaw);
    Limb now = pose.head;
    double dot = now.qx * head.qx + now.qy * head.qy + now.qz * head.qz + now.qw * head.qw;
    return Math.min(yaw, 2 * Math.PI - yaw) > TURN || dot * dot < HEAD_TURN;
  }

  /** The direction of the head's -Z axis in the plan. */
  private void face() {
    double right = -2.0 * ((double) head.qx * head.qz + (double) head.qw * head.qy);
    double back = -(1 - 2.0 * ((double) head.qx * head.qx + (double) head.qy * head.qy));
    double sin = StrictMath.sin(rootYaw);
    double cos = StrictMath.cos(rootYaw);
    faceX = right * cos + back * sin;
    faceZ = back * cos - right * sin;
    double length = Math.sqrt(faceX * faceX + faceZ * faceZ);
    if (length < 1e-3) {
      // Straight up or down: one looks where the body faces.
      faceX = -sin;
      faceZ = -cos;
      length = 1;
    }
    faceX /= length;
    faceZ /= length;
  }

  /** What the side-talks say; answers whether it is new. */
  public boolean talks(int in, int voiceGoesTo) {
    boolean changed = talks != in || voice != voiceGoesTo;
    talks = in;
    voice = voiceGoesTo;
    return changed;
  }

  public boolean mayBeHeard() {
    return mayBeHeard;
  }

  public boolean mayBeSeen() {
    return mayBeSeen;
  }

  /** What the host permits; answers whether it is new. */
  public boolean permits(boolean heard, boolean seen) {
    boolean changed = mayBeHeard != heard || mayBeSeen != seen;
    mayBeHeard = heard;
    mayBeSeen = seen;
    return changed;
  }
}
