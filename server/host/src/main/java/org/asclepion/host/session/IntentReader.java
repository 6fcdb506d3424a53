package org.asclepion.host.session;

import static org.asclepion.protocol.pose.PoseColumns.HEAD;
import static org.asclepion.protocol.pose.PoseColumns.LEFT_HAND;
import static org.asclepion.protocol.pose.PoseColumns.RIGHT_HAND;

import org.asclepion.protocol.pose.PoseFormatException;
import org.asclepion.protocol.pose.PoseGrid;
import org.asclepion.protocol.pose.PoseSample;
import org.asclepion.protocol.v1.ClientFrame;
import org.asclepion.world.avatar.Limb;
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
   */
  Intent read(ClientFrame frame) {
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
      case POSE, HELLO, CLOCK_PING, LEAVE, RESYNC, MEDIA, MESSAGE_NOT_SET ->
          throw new IllegalArgumentException("not an intent: " + frame.getMessageCase());
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
