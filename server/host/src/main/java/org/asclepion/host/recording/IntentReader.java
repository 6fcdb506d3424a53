package org.asclepion.host.recording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.asclepion.host.recording.PlainReader.Malformed;
import org.asclepion.protocol.stroke.StrokePoints;
import org.asclepion.world.audience.Overheard;
import org.asclepion.world.audience.Voice;
import org.asclepion.world.avatar.Limb;
import org.asclepion.world.avatar.Participant;
import org.asclepion.world.avatar.Side;
import org.asclepion.world.drawing.Polyline;
import org.asclepion.world.intent.Intent;

/**
 * Reads the intents of one block as {@link IntentWriter} wrote them. People come back without name
 * and dress, their words as something of the same length. Owned by one thread.
 */
final class IntentReader {
  private final PlainReader in;
  private final Map<Long, GridPose> before = new HashMap<>();

  IntentReader(PlainReader in) {
    this.in = in;
  }

  /**
   * @param kind the byte before the intent
   */
  Intent read(int kind) throws Malformed {
    if (kind == Format.DOOR_MOVED_BEYOND) {
      return new Intent.DoorMovedBeyond(in.signedInt(), in.flag());
    }
    if (kind == Format.HEARD_BEYOND) {
      return heard();
    }
    if (kind < Format.ARRIVE || kind > Format.ERASE) {
      throw new Malformed();
    }
    long who = in.signed();
    return switch (kind) {
      case Format.ARRIVE -> arrive(who);
      case Format.DEPART -> new Intent.Depart(who, in.signedInt());
      case Format.ADMISSION_REFUSED ->
          new Intent.AdmissionRefused(
              who, in.signedInt(), Format.REASONS.get(in.below(Format.REASONS.size())));
      case Format.SET_AWAY -> new Intent.SetAway(who, in.flag());
      case Format.PERMIT -> new Intent.Permit(who, in.flag(), in.flag());
      case Format.POSE_ON_GRID -> poseOnGrid(who);
      case Format.POSE ->
          new Intent.PoseSample(
              who, in.signedInt(), in.f64(), in.f64(), in.f64(), limb(), limb(), limb());
      default -> fromParticipant(kind, who, in.signedInt());
    };
  }

  private Intent fromParticipant(int kind, long who, int sequence) throws Malformed {
    return switch (kind) {
      case Format.TELEPORT -> new Intent.Teleport(who, sequence, in.f64(), in.f64(), in.f64());
      case Format.USE_DOOR -> new Intent.UseDoor(who, sequence, in.signedInt(), in.flag());
      case Format.SIT -> new Intent.Sit(who, sequence, in.signedInt());
      case Format.STAND -> new Intent.Stand(who, sequence);
      case Format.PICK_UP -> new Intent.PickUp(who, sequence, in.signedInt(), in.flag());
      case Format.RELEASE ->
          new Intent.Release(who, sequence, in.flag(), in.f64(), in.f64(), in.f64());
      case Format.CHAT -> {
        int sideTalk = in.signedInt();
        yield new Intent.Chat(who, sequence, words(), sideTalk);
      }
      case Format.INVITE_TO_SIDE_TALK ->
          new Intent.InviteToSideTalk(who, sequence, in.signedInt(), in.signedInt());
      case Format.LEAVE_SIDE_TALK -> new Intent.LeaveSideTalk(who, sequence, in.signedInt());
      case Format.SET_VOICE -> new Intent.SetVoice(who, sequence, in.flag(), in.flag());
      case Format.POINT -> new Intent.Point(who, sequence, side());
      case Format.OFFER -> new Intent.Offer(who, sequence, side());
      case Format.SHAKE -> new Intent.Shake(who, sequence, in.signedInt());
      case Format.RAISE_HAND -> new Intent.RaiseHand(who, sequence, in.flag());
      case Format.LOWER_HAND -> new Intent.LowerHand(who, sequence, in.signedInt());
      case Format.DRAW ->
          new Intent.Draw(
              who,
              sequence,
              side(),
              in.flag(),
              in.flag(),
              in.signedInt(),
              in.signedInt(),
              points());
      case Format.ERASE ->
          new Intent.Erase(
              who, sequence, Format.ERASINGS.get(in.below(Format.ERASINGS.size())), in.signedInt());
      case Format.WRITE_NOTE -> {
        boolean staff = in.flag();
        yield new Intent.WriteNote(who, sequence, words(), staff);
      }
      default -> throw new Malformed();
    };
  }

  private Side side() throws Malformed {
    return Format.SIDES.get(in.below(Format.SIDES.size()));
  }

  private Polyline points() throws Malformed {
    int dimensions = 2 + in.below(2);
    int[] millimetres = new int[dimensions * in.count(0, StrokePoints.MAX_POINTS)];
    for (int i = 0; i < millimetres.length; i++) {
      millimetres[i] = in.signedInt() + (i < dimensions ? 0 : millimetres[i - dimensions]);
    }
    return new Polyline(dimensions, millimetres);
  }

  private Intent arrive(long id) throws Malformed {
    Participant who =
        new Participant(id, Format.ROLES.get(in.below(Format.ROLES.size())), "", 0, 0);
    int aperture = in.signedInt();
    Intent.Carried carried =
        in.flag()
            ? new Intent.Carried(
                limb(), limb(), limb(), in.signedInt(), words(), in.flag(), in.flag(), in.flag())
            : null;
    return new Intent.Arrive(who, aperture, carried);
  }

  private Intent heard() throws Malformed {
    int aperture = in.signedInt();
    List<Voice> voices = new ArrayList<>();
    for (int n = in.count(0, Overheard.MOST); n > 0; n--) {
      voices.add(new Voice(in.signed(), in.flag(), in.f64()));
    }
    return new Intent.HeardBeyond(new Overheard(aperture, voices));
  }

  private Intent poseOnGrid(long who) throws Malformed {
    GridPose pose = before.computeIfAbsent(who, _ -> new GridPose());
    for (int i = 0; i < GridPose.COLUMNS; i++) {
      pose.columns[i] += in.signedInt();
    }
    return pose.toIntent(who);
  }

  private Limb limb() throws Malformed {
    Limb limb = new Limb();
    limb.set(in.f32(), in.f32(), in.f32(), in.f32(), in.f32(), in.f32(), in.f32());
    return limb;
  }

  private String words() throws Malformed {
    boolean blank = in.flag();
    return Words.stand(in.count(0, Words.MAX_LENGTH), blank);
  }
}
