package org.asclepion.world.room;

import org.asclepion.world.audience.Attendee;
import org.asclepion.world.avatar.Limb;
import org.asclepion.world.avatar.Participant;
import org.asclepion.world.avatar.Pose;
import org.asclepion.world.avatar.Reach;
import org.asclepion.world.avatar.Side;
import org.asclepion.world.avatar.SpeedBudget;
import org.asclepion.world.intent.Limits;

/** All a room knows of one body. Belongs to the thread that steps the room. */
final class Body implements Avatar {
  static final double WALK_SPEED = 4.2;
  static final double WALK_BANK_SECONDS = 0.3;

  private final Participant participant;
  private final int slot;
  private final Presence presence;
  private final Pose pose = new Pose();

  /** The scope of this one person. */
  final Scope person;

  /** Whether this body is told only to staff and to its own person; others see a figure. */
  final boolean hidden;

  /** The same person to the rules of hearing and seeing. */
  final Attendee attendee;

  final SpeedBudget walk = new SpeedBudget(WALK_SPEED, WALK_BANK_SECONDS);
  final Reach reach = new Reach();

  int sample;

  /** Whether {@link #sample} says anything; not before the first one, nor after a resume. */
  boolean sampled;

  /** Whether head and hands are where somebody said, not where a newcomer's are put. */
  boolean posed;

  boolean moved;

  /** Whether the root moved over the floor in this step. */
  boolean walked;

  boolean away;
  int seat = -1;
  int leftItem = -1;
  int rightItem = -1;
  Side pointing = Side.NONE;
  Side drawing = Side.NONE;
  Side offering = Side.NONE;
  boolean raised;

  /** The line being drawn, or 0. */
  int stroke;

  /** Points it may draw. */
  final SpeedBudget ink = new SpeedBudget(Limits.DRAW_POINTS_PER_SECOND, Limits.DRAW_BANK_SECONDS);

  String note = "";
  int noteRevision;

  boolean unmuted;
  boolean talking;

  /** What {@link Voices} told last, in its own code. */
  int toldVoice;

  /** The side-talk its voice goes to, or 0 for the room. */
  int voiceTalk;

  /** The opening in whose doorway the body was reported, or -1. */
  int threshold = -1;

  /** The first tick at which it may teleport again. */
  int teleportTick;

  /** Kinds of lies already counted in this step. */
  int corrected;

  /** Whether its components must be told anew at the end of the step. */
  boolean stale;

  Body(Participant participant, int slot, boolean hidden, Presence presence) {
    this.participant = participant;
    this.slot = slot;
    this.hidden = hidden;
    this.presence = presence;
    this.person = new Scope.Person(slot);
    this.attendee = new Attendee(participant.id(), participant.role().isStaff(), hidden);
  }

  @Override
  public Participant participant() {
    return participant;
  }

  @Override
  public int slot() {
    return slot;
  }

  @Override
  public Pose pose() {
    return pose;
  }

  @Override
  public int sample() {
    return sample;
  }

  @Override
  public boolean moved() {
    return moved;
  }

  @Override
  public boolean poseIn(Scope scope) {
    return presence.poseIn(this, scope);
  }

  boolean isStaff() {
    return participant.role().isStaff();
  }

  int item(boolean leftHand) {
    return leftHand ? leftItem : rightItem;
  }

  void hold(boolean leftHand, int item) {
    if (leftHand) {
      leftItem = item;
    } else {
      rightItem = item;
    }
    if (offering == Side.of(leftHand)) {
      offering = Side.NONE;
    }
    stale = true;
  }

  /** Puts the root somewhere without passing through what lies between. */
  void place(double x, double y, double z, double yaw) {
    pose.rootX = x;
    pose.rootY = y;
    pose.rootZ = z;
    pose.rootYaw = yaw;
    threshold = -1;
    moved = true;
  }

  /** Square of the distance from the root to a point of the plan. */
  double squareTo(double x, double z) {
    double dx = x - pose.rootX;
    double dz = z - pose.rootZ;
    return dx * dx + dz * dz;
  }

  long hash(long hash) {
    long h = Hash.mix(Hash.mix(hash, participant.id()), slot);
    h = Hash.mix(Hash.mix(Hash.mix(h, pose.rootX), pose.rootY), pose.rootZ);
    h = Hash.mix(h, pose.rootYaw);
    h = hash(hash(hash(h, pose.head), pose.leftHand), pose.rightHand);
    h = Hash.mix(Hash.mix(h, walk.metres()), reach.hash());
    int permits = (attendee.mayBeHeard() ? 0 : 8) | (attendee.mayBeSeen() ? 0 : 16);
    int flags = (sampled ? 1 : 0) | (posed ? 2 : 0) | (away ? 4 : 0) | permits;
    flags |= (unmuted ? 32 : 0) | (talking ? 64 : 0);
    h = Hash.mix(Hash.mix(Hash.mix(h, sample), flags), threshold);
    h = Hash.mix(Hash.mix(Hash.mix(h, seat), leftItem), rightItem);
    int hands = pointing.code() | (drawing.code() << 2) | (offering.code() << 4);
    h = Hash.mix(Hash.mix(Hash.mix(h, hands | (raised ? 64 : 0)), stroke), ink.metres());
    return Hash.mix(Hash.mix(Hash.mix(h, note.length()), noteRevision), teleportTick);
  }

  private static long hash(long hash, Limb limb) {
    long h = Hash.mix(Hash.mix(Hash.mix(hash, limb.x), limb.y), limb.z);
    return Hash.mix(Hash.mix(Hash.mix(Hash.mix(h, limb.qx), limb.qy), limb.qz), limb.qw);
  }
}
