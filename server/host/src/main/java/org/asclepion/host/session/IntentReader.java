package org.asclepion.host.session;

import static org.asclepion.protocol.pose.PoseColumns.HEAD;
import static org.asclepion.protocol.pose.PoseColumns.LEFT_HAND;
import static org.asclepion.protocol.pose.PoseColumns.RIGHT_HAND;

import org.asclepion.protocol.pose.PoseFormatException;
import org.asclepion.protocol.pose.PoseGrid;
import org.asclepion.protocol.pose.PoseSample;
import org.asclepion.protocol.stroke.StrokeFormatException;
import org.asclepion.protocol.stroke.StrokePoints;
import org.asclepion.protocol.v1.ClientFrame;
import org.asclepion.protocol.v1.DrawIntent;
import org.asclepion.protocol.v1.HandSide;
import org.asclepion.world.avatar.Limb;
import org.asclepion.world.avatar.Side;
import org.asclepion.world.drawing.Polyline;
import org.asclepion.world.intent.Intent;

/** Reads one participant's frames as intents. Belongs to the connection's event loop. */
final class IntentReader {
  private final long participant;
  private final PoseSample sample = new PoseSample();
  private final float[] limb = new float[7];
  private final Intent.PoseSample pose = new Intent.PoseSample();

  IntentReader(long participant) {
    this.participant = participant;
  }

  /**
   * @param frame one that carries an intent other than a pose
   * @throws StrokeFormatException when its points are none
   */
  Intent read(ClientFrame frame) throws StrokeFormatException {
    int sequence = frame.getSequence();
    return switch (frame.getMessageCase()) {
      case TELEPORT -> {
        var teleport = frame.getTeleport();
        yield new Intent.Teleport(
            participant, sequence, teleport.getX(), teleport.getZ(), teleport.getYaw());
      }
      case USE_DOOR ->
          new Intent.UseDoor(
              participant,
              sequence,
              frame.getUseDoor().getAperture(),
              frame.getUseDoor().getOpen());
      case SIT -> new Intent.Sit(participant, sequence, frame.getSit().getSeat());
      case STAND -> new Intent.Stand(participant, sequence);
      case PICK_UP ->
          new Intent.PickUp(
              participant, sequence, frame.getPickUp().getItem(), frame.getPickUp().getLeftHand());
      case RELEASE -> {
        var release = frame.getRelease();
        yield new Intent.Release(
            participant,
            sequence,
            release.getLeftHand(),
            release.getVx(),
            release.getVy(),
            release.getVz());
      }
      case CHAT ->
          new Intent.Chat(
              participant,
              sequence,
              plain(frame.getChat().getText()),
              frame.getChat().getSideTalk());
      case SIDE_TALK -> {
        var talk = frame.getSideTalk();
        yield talk.getLeave()
            ? new Intent.LeaveSideTalk(participant, sequence, talk.getTalk())
            : new Intent.InviteToSideTalk(
                participant, sequence, talk.getInviteSlotPlusOne() - 1, talk.getTalk());
      }
      case WRITE_NOTE ->
          new Intent.WriteNote(
              participant,
              sequence,
              plain(frame.getWriteNote().getText()),
              frame.getWriteNote().getStaff());
      case VOICE ->
          new Intent.SetVoice(
              participant, sequence, frame.getVoice().getMuted(), frame.getVoice().getTalking());
      case PRESENCE -> new Intent.SetAway(participant, frame.getPresence().getAway());
      case POINT -> new Intent.Point(participant, sequence, side(frame.getPoint().getHand()));
      case OFFER -> new Intent.Offer(participant, sequence, side(frame.getOffer().getHand()));
      case SHAKE -> new Intent.Shake(participant, sequence, frame.getShake().getSlot());
      case RAISE_HAND -> {
        int lower = frame.getRaiseHand().getLowerSlotPlusOne();
        yield lower == 0
            ? new Intent.RaiseHand(participant, sequence, frame.getRaiseHand().getRaised())
            : new Intent.LowerHand(participant, sequence, lower - 1);
      }
      case DRAW -> draw(sequence, frame.getDraw());
      case ERASE ->
          new Intent.Erase(
              participant,
              sequence,
              switch (frame.getErase().getWhat()) {
                case WHAT_LAST -> Intent.Erasing.LAST;
                case WHAT_ALL -> Intent.Erasing.ALL;
                // What is not known names no line either, and is refused so.
                case WHAT_STROKE, WHAT_UNSPECIFIED, UNRECOGNIZED -> Intent.Erasing.STROKE;
              },
              frame.getErase().getStroke());
      case POSE, HELLO, CLOCK_PING, LEAVE, RESYNC, MEDIA, MESSAGE_NOT_SET ->
          throw new IllegalArgumentException("not an intent: " + frame.getMessageCase());
    };
  }

  private Intent.Draw draw(int sequence, DrawIntent draw) throws StrokeFormatException {
    byte[] bytes = draw.getPoints().toByteArray();
    Polyline points =
        bytes.length == 0
            ? new Polyline(3, new int[0])
            : new Polyline(StrokePoints.dimensions(bytes), StrokePoints.decode(bytes));
    return new Intent.Draw(
        participant,
        sequence,
        side(draw.getHand()),
        draw.getBegins(),
        draw.getEnds(),
        draw.getColour(),
        draw.getWidthMillimetres(),
        points);
  }

  private static Side side(HandSide side) {
    return switch (side) {
      case HAND_SIDE_LEFT -> Side.LEFT;
      case HAND_SIDE_RIGHT -> Side.RIGHT;
      case HAND_SIDE_NONE, UNRECOGNIZED -> Side.NONE;
    };
  }

  /** Reads a pose sample; the answer is used again for the next one. */
  Intent.PoseSample pose(byte[] bytes, int from, int to) throws PoseFormatException {
    sample.decode(bytes, from, to);
    pose.set(
        participant,
        sample.number,
        PoseGrid.rootMetres(sample.moveX),
        PoseGrid.rootMetres(sample.moveZ),
        PoseGrid.yawRadians(sample.yaw));
    limb(HEAD, pose.head());
    limb(LEFT_HAND, pose.leftHand());
    limb(RIGHT_HAND, pose.rightHand());
    return pose;
  }

  private void limb(int column, Limb into) {
    sample.limb(column, limb);
    into.set(limb[0], limb[1], limb[2], limb[3], limb[4], limb[5], limb[6]);
  }

  /**
   * Takes out control characters (line breaks stay) and what turns the direction of others' text.
   */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> c == '\n' || !(Character.isISOControl(c) || isBidiControl(c)))
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static boolean isBidiControl(int c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  }
}
