package org.asclepion.host.recording;

import java.util.HashMap;
import java.util.Map;
import org.asclepion.world.audience.Overheard;
import org.asclepion.world.audience.Voice;
import org.asclepion.world.avatar.Limb;
import org.asclepion.world.avatar.Participant;
import org.asclepion.world.drawing.Polyline;
import org.asclepion.world.intent.Intent;

/**
 * Writes intents as bytes, {@link IntentReader} reads them. Of people it writes the number and the
 * role, of their words the length. Owned by the thread that owns the room.
 *
 * <p>A pose on the grid is written as the difference to the pose before it of the same participant
 * in the same block, so that each block can be read by itself.
 */
final class IntentWriter {
  private final PlainBytes out;
  private final GridPose grid = new GridPose();
  private final Map<Long, int[]> before = new HashMap<>();

  IntentWriter(PlainBytes out) {
    this.out = out;
  }

  /** Poses are written in full again. */
  void newBlock() {
    before.clear();
  }

  void write(Intent intent) {
    switch (intent) {
      case Intent.Arrive it -> arrive(it);
      case Intent.Depart it -> {
        begin(Format.DEPART, it);
        out.signed(it.aperture());
      }
      case Intent.AdmissionRefused it -> {
        begin(Format.ADMISSION_REFUSED, it);
        out.signed(it.aperture());
        out.u8(Format.REASONS.indexOf(it.reason()));
      }
      case Intent.SetAway it -> {
        begin(Format.SET_AWAY, it);
        out.flag(it.away());
      }
      case Intent.DoorMovedBeyond it -> {
        out.u8(Format.DOOR_MOVED_BEYOND);
        out.signed(it.aperture());
        out.flag(it.open());
      }
      case Intent.HeardBeyond it -> heard(it.overheard());
      case Intent.Permit it -> {
        begin(Format.PERMIT, it);
        out.flag(it.mayBeHeard());
        out.flag(it.mayBeSeen());
      }
      case Intent.PoseSample it -> pose(it);
      case Intent.Teleport it -> {
        begin(Format.TELEPORT, it, it.sequence());
        out.f64(it.x());
        out.f64(it.z());
        out.f64(it.yaw());
      }
      case Intent.UseDoor it -> {
        begin(Format.USE_DOOR, it, it.sequence());
        out.signed(it.aperture());
        out.flag(it.open());
      }
      case Intent.Sit it -> {
        begin(Format.SIT, it, it.sequence());
        out.signed(it.seat());
      }
      case Intent.Stand it -> begin(Format.STAND, it, it.sequence());
      case Intent.PickUp it -> {
        begin(Format.PICK_UP, it, it.sequence());
        out.signed(it.item());
        out.flag(it.leftHand());
      }
      case Intent.Release it -> {
        begin(Format.RELEASE, it, it.sequence());
        out.flag(it.leftHand());
        out.f64(it.vx());
        out.f64(it.vy());
        out.f64(it.vz());
      }
      case Intent.Chat it -> {
        begin(Format.CHAT, it, it.sequence());
        out.signed(it.sideTalk());
        words(it.text());
      }
      case Intent.InviteToSideTalk it -> {
        begin(Format.INVITE_TO_SIDE_TALK, it, it.sequence());
        out.signed(it.slot());
        out.signed(it.talk());
      }
      case Intent.LeaveSideTalk it -> {
        begin(Format.LEAVE_SIDE_TALK, it, it.sequence());
        out.signed(it.talk());
      }
      case Intent.SetVoice it -> {
        begin(Format.SET_VOICE, it, it.sequence());
        out.flag(it.muted());
        out.flag(it.talking());
      }
      case Intent.Point it -> {
        begin(Format.POINT, it, it.sequence());
        out.u8(Format.SIDES.indexOf(it.hand()));
      }
      case Intent.Offer it -> {
        begin(Format.OFFER, it, it.sequence());
        out.u8(Format.SIDES.indexOf(it.hand()));
      }
      case Intent.Shake it -> {
        begin(Format.SHAKE, it, it.sequence());
        out.signed(it.slot());
      }
      case Intent.RaiseHand it -> {
        begin(Format.RAISE_HAND, it, it.sequence());
        out.flag(it.raised());
      }
      case Intent.LowerHand it -> {
        begin(Format.LOWER_HAND, it, it.sequence());
        out.signed(it.slot());
      }
      case Intent.Draw it -> draw(it);
      case Intent.Erase it -> {
        begin(Format.ERASE, it, it.sequence());
        out.u8(Format.ERASINGS.indexOf(it.what()));
        out.signed(it.stroke());
      }
      case Intent.WriteNote it -> {
        begin(Format.WRITE_NOTE, it, it.sequence());
        out.flag(it.staff());
        words(it.text());
      }
    }
  }

  private void begin(int kind, Intent intent) {
    out.u8(kind);
    out.signed(intent.participant());
  }

  private void begin(int kind, Intent intent, int sequence) {
    begin(kind, intent);
    out.signed(sequence);
  }

  private void arrive(Intent.Arrive it) {
    Participant who = it.who();
    begin(Format.ARRIVE, it);
    out.u8(Format.ROLES.indexOf(who.role()));
    out.signed(it.aperture());
    Intent.Carried carried = it.carried();
    out.flag(carried != null);
    if (carried != null) {
      limb(carried.head());
      limb(carried.leftHand());
      limb(carried.rightHand());
      out.signed(carried.sample());
      words(carried.note());
      out.flag(carried.unmuted());
      out.flag(carried.mayBeHeard());
      out.flag(carried.mayBeSeen());
    }
  }

  private void draw(Intent.Draw it) {
    begin(Format.DRAW, it, it.sequence());
    out.u8(Format.SIDES.indexOf(it.hand()));
    out.flag(it.begins());
    out.flag(it.ends());
    out.signed(it.colour());
    out.signed(it.widthMillimetres());
    Polyline points = it.points();
    out.u8(points.dimensions() - 2);
    out.unsigned(points.count());
    for (int i = 0; i < points.count(); i++) {
      for (int axis = 0; axis < points.dimensions(); axis++) {
        out.signed(points.at(i, axis) - (i == 0 ? 0 : points.at(i - 1, axis)));
      }
    }
  }

  private void heard(Overheard it) {
    out.u8(Format.HEARD_BEYOND);
    out.signed(it.aperture());
    out.unsigned(it.voices().size());
    for (Voice voice : it.voices()) {
      out.signed(voice.participant());
      out.flag(voice.staff());
      out.f64(voice.metres());
    }
  }

  private void pose(Intent.PoseSample it) {
    if (!grid.set(it)) {
      begin(Format.POSE, it, it.sample());
      out.f64(it.dx());
      out.f64(it.dz());
      out.f64(it.yaw());
      limb(it.head());
      limb(it.leftHand());
      limb(it.rightHand());
      return;
    }
    begin(Format.POSE_ON_GRID, it);
    int[] last = before.computeIfAbsent(it.participant(), _ -> new int[GridPose.COLUMNS]);
    for (int i = 0; i < GridPose.COLUMNS; i++) {
      out.signed(grid.columns[i] - last[i]);
      last[i] = grid.columns[i];
    }
  }

  private void limb(Limb limb) {
    out.f32(limb.x);
    out.f32(limb.y);
    out.f32(limb.z);
    out.f32(limb.qx);
    out.f32(limb.qy);
    out.f32(limb.qz);
    out.f32(limb.qw);
  }

  private void words(String words) {
    out.flag(words.isBlank());
    out.unsigned(Words.length(words));
  }
}
