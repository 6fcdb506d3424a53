package org.asclepion.world.intent;

import org.asclepion.world.audience.Overheard;
import org.asclepion.world.avatar.Limb;
import org.asclepion.world.avatar.Participant;
import org.asclepion.world.avatar.Side;
import org.asclepion.world.drawing.Polyline;
import org.jspecify.annotations.Nullable;

/**
 * One thing wanted of a room. Immutable, {@link PoseSample} apart, so the ordered list of a room's
 * intents is its log: replayed with the same times and seed it gives the same state.
 *
 * <p>{@code participant} is {@link Participant#id()}; {@code sequence} is the client's frame
 * number, named in refusals.
 */
public sealed interface Intent {
  /** The participant who wants it, or 0 when the host does. */
  long participant();

  // From the host.

  /**
   * A body arrives: at a spawn, or through an opening of this room when {@code aperture} is at
   * least 0. {@code at} is the pose the body had on the other side, null for a newcomer.
   */
  record Arrive(Participant who, int aperture, @Nullable Carried carried) implements Intent {
    @Override
    public long participant() {
      return who.id();
    }
  }

  /**
   * What a body takes along through a doorway: head and hands, its last pose sample's number,
   * whether its microphone is open, and what the host {@linkplain Permit permits}.
   */
  record Carried(
      Limb head,
      Limb leftHand,
      Limb rightHand,
      int sample,
      String note,
      boolean unmuted,
      boolean mayBeHeard,
      boolean mayBeSeen) {}

  /** The body goes, because it left, timed out or was admitted elsewhere ({@code aperture} ≥ 0). */
  record Depart(long participant, int aperture) implements Intent {}

  /** Admission elsewhere was refused: the body stays, the person is told. */
  record AdmissionRefused(long participant, int aperture, Refused reason) implements Intent {}

  /** The connection was lost ({@code away}) or is back. */
  record SetAway(long participant, boolean away) implements Intent {}

  /** The leaf on the other side of a door moved; this side follows. */
  record DoorMovedBeyond(int aperture, boolean open) implements Intent {
    @Override
    public long participant() {
      return 0;
    }
  }

  /** Whom one can hear at the other side of an aperture, until the next such word. */
  record HeardBeyond(Overheard overheard) implements Intent {
    @Override
    public long participant() {
      return 0;
    }
  }

  /**
   * Whether a participant may be heard, and seen by camera and screen, by anybody at all: muted by
   * rule, or a consent withdrawn. Holds in the rooms it walks to as well; until it is said, both.
   */
  record Permit(long participant, boolean mayBeHeard, boolean mayBeSeen) implements Intent {}

  // From participants.

  /**
   * One sample of a person's own motion: wanted displacement of the root since the sample before
   * (metres, hospital plan axes), its yaw (radians), head and hands. {@code sample} grows by 1 per
   * sample, modulo 65,536.
   *
   * <p>The one intent that may be used again, because there are thirty a second from everybody:
   * whoever made it may {@link #set} it anew when the step it was given to is over. A log of
   * intents that outlives the step keeps a {@link #copy}.
   */
  final class PoseSample implements Intent {
    private long participant;
    private int sample;
    private double dx;
    private double dz;
    private double yaw;
    private final Limb head = new Limb();
    private final Limb leftHand = new Limb();
    private final Limb rightHand = new Limb();

    /** A sample of nobody, to be set. */
    public PoseSample() {}

    public PoseSample(
        long participant,
        int sample,
        double dx,
        double dz,
        double yaw,
        Limb head,
        Limb leftHand,
        Limb rightHand) {
      set(participant, sample, dx, dz, yaw);
      this.head.set(head);
      this.leftHand.set(leftHand);
      this.rightHand.set(rightHand);
    }

    /** Sets all but head and hands, which are set through {@link #head} and its like. */
    public void set(long participant, int sample, double dx, double dz, double yaw) {
      this.participant = participant;
      this.sample = sample;
      this.dx = dx;
      this.dz = dz;
      this.yaw = yaw;
    }

    public void set(PoseSample other) {
      set(other.participant, other.sample, other.dx, other.dz, other.yaw);
      head.set(other.head);
      leftHand.set(other.leftHand);
      rightHand.set(other.rightHand);
    }

    /** A sample of its own with the same values. */
    public PoseSample copy() {
      return new PoseSample(participant, sample, dx, dz, yaw, head, leftHand, rightHand);
    }

    @Override
    public long participant() {
      return participant;
    }

    public int sample() {
      return sample;
    }

    public double dx() {
      return dx;
    }

    public double dz() {
      return dz;
    }

    public double yaw() {
      return yaw;
    }

    public Limb head() {
      return head;
    }

    public Limb leftHand() {
      return leftHand;
    }

    public Limb rightHand() {
      return rightHand;
    }
  }

  record Teleport(long participant, int sequence, double x, double z, double yaw)
      implements Intent {}

  record UseDoor(long participant, int sequence, int aperture, boolean open) implements Intent {}

  record Sit(long participant, int sequence, int seat) implements Intent {}

  record Stand(long participant, int sequence) implements Intent {}

  record PickUp(long participant, int sequence, int item, boolean leftHand) implements Intent {}

  /** Lets go; velocity in metres per second, clamped; all zero puts the item down. */
  record Release(long participant, int sequence, boolean leftHand, double vx, double vy, double vz)
      implements Intent {}

  /** At most {@link Limits#CHAT_CHARACTERS}; {@code sideTalk} 0 is the room. */
  record Chat(long participant, int sequence, String text, int sideTalk) implements Intent {}

  /** Starts a side-talk with {@code slot} ({@code talk} 0), or adds that person to {@code talk}. */
  record InviteToSideTalk(long participant, int sequence, int slot, int talk) implements Intent {}

  record LeaveSideTalk(long participant, int sequence, int talk) implements Intent {}

  /** One's microphone as others may know it; {@code talking} says nothing while muted. */
  record SetVoice(long participant, int sequence, boolean muted, boolean talking)
      implements Intent {}

  /** Replaces one's private note, or the shared note of the staff in the room. */
  record WriteNote(long participant, int sequence, String text, boolean staff) implements Intent {}

  /** Shows a pointer of light from a hand, or from none. */
  record Point(long participant, int sequence, Side hand) implements Intent {}

  /** Holds out a hand, for what is in it to be taken or for an empty one to be shaken. */
  record Offer(long participant, int sequence, Side hand) implements Intent {}

  /** Shakes the empty hand that {@code slot} offers. */
  record Shake(long participant, int sequence, int slot) implements Intent {}

  record RaiseHand(long participant, int sequence, boolean raised) implements Intent {}

  /** Lowers the raised hand of {@code slot}. */
  record LowerHand(long participant, int sequence, int slot) implements Intent {}

  /**
   * Draws on.
   *
   * @param hand LEFT or RIGHT; NONE counts as RIGHT
   * @param begins whether a new line begins; otherwise the one begun last goes on
   * @param ends whether the line is finished
   * @param points of the hospital plan, at most {@link Limits#DRAW_POINTS}
   */
  record Draw(
      long participant,
      int sequence,
      Side hand,
      boolean begins,
      boolean ends,
      int colour,
      int widthMillimetres,
      Polyline points)
      implements Intent {}

  /** Takes away lines; {@code stroke} names the one for {@link Erasing#STROKE}. */
  record Erase(long participant, int sequence, Erasing what, int stroke) implements Intent {}

  /** What to take away. */
  enum Erasing {
    /** The newest line of one's own. */
    LAST,
    /** A certain line. */
    STROKE,
    /** All lines in the room. */
    ALL
  }
}
