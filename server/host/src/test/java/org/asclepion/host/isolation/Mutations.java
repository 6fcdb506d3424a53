package org.asclepion.host.isolation;

import static org.asclepion.protocol.pose.PoseColumns.HEAD;
import static org.asclepion.protocol.pose.PoseColumns.LEFT_HAND;
import static org.asclepion.protocol.pose.PoseColumns.RIGHT_HAND;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.asclepion.host.RawClient;
import org.asclepion.protocol.pose.PoseSample;
import org.asclepion.protocol.stroke.StrokePoints;
import org.asclepion.protocol.v1.ChatIntent;
import org.asclepion.protocol.v1.ClientFrame;
import org.asclepion.protocol.v1.ClockPing;
import org.asclepion.protocol.v1.DrawIntent;
import org.asclepion.protocol.v1.EraseIntent;
import org.asclepion.protocol.v1.MediaOffer;
import org.asclepion.protocol.v1.MediaQuality;
import org.asclepion.protocol.v1.MediaRequest;
import org.asclepion.protocol.v1.MediaSourceState;
import org.asclepion.protocol.v1.OfferIntent;
import org.asclepion.protocol.v1.PickUpIntent;
import org.asclepion.protocol.v1.PointIntent;
import org.asclepion.protocol.v1.PoseIntent;
import org.asclepion.protocol.v1.PresenceIntent;
import org.asclepion.protocol.v1.RaiseHandIntent;
import org.asclepion.protocol.v1.ReleaseIntent;
import org.asclepion.protocol.v1.Resync;
import org.asclepion.protocol.v1.ShakeIntent;
import org.asclepion.protocol.v1.SideTalkIntent;
import org.asclepion.protocol.v1.SitIntent;
import org.asclepion.protocol.v1.StandIntent;
import org.asclepion.protocol.v1.TeleportIntent;
import org.asclepion.protocol.v1.UseDoorIntent;
import org.asclepion.protocol.v1.VoiceIntent;
import org.asclepion.protocol.v1.WriteNoteIntent;

/**
 * Frames of every kind that are wrong somewhere: in what they say, in their bytes, or in the
 * WebSocket frame around them. One thread's.
 */
final class Mutations {
  private static final int KINDS = 23;
  private static final int LONGEST_TEXT = 5_000;

  private final RandomGenerator random;

  Mutations(RandomGenerator random) {
    this.random = random;
  }

  /** A mutated frame as it goes to the socket. */
  byte[] next(int sequence) {
    byte[] payload = message(sequence).toByteArray();
    double dice = random.nextDouble();
    if (dice < 0.06) {
      flip(payload, 0);
    } else if (dice < 0.075) {
      payload = Arrays.copyOf(payload, random.nextInt(payload.length));
    } else if (dice < 0.08) {
      payload = Arrays.copyOf(payload, payload.length + 1 + random.nextInt(20));
    }
    byte[] frame = RawClient.frame(true, RawClient.BINARY, payload);
    if (dice > 0.995) {
      flip(frame, 0);
    }
    return frame;
  }

  private void flip(byte[] bytes, int from) {
    for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
      bytes[from + random.nextInt(bytes.length - from)] ^= (byte) (1 << random.nextInt(8));
    }
  }

  /** Whole, and absurd. */
  private ClientFrame message(int sequence) {
    ClientFrame.Builder frame = ClientFrame.newBuilder().setSequence(sequence);
    switch (random.nextInt(KINDS)) {
      case 0 -> frame.setPose(PoseIntent.newBuilder().setSample(sample()));
      case 1 ->
          frame.setTeleport(
              TeleportIntent.newBuilder().setX(number()).setZ(number()).setYaw(number()));
      case 2 ->
          frame.setUseDoor(
              UseDoorIntent.newBuilder().setAperture(index()).setOpen(random.nextBoolean()));
      case 3 -> frame.setSit(SitIntent.newBuilder().setSeat(index()));
      case 4 -> frame.setStand(StandIntent.getDefaultInstance());
      case 5 ->
          frame.setPickUp(
              PickUpIntent.newBuilder().setItem(index()).setLeftHand(random.nextBoolean()));
      case 6 ->
          frame.setRelease(
              ReleaseIntent.newBuilder()
                  .setLeftHand(random.nextBoolean())
                  .setVx(number())
                  .setVy(number())
                  .setVz(number()));
      case 7 -> frame.setChat(ChatIntent.newBuilder().setText(text()).setSideTalk(index()));
      case 8 ->
          frame.setSideTalk(
              SideTalkIntent.newBuilder()
                  .setInviteSlotPlusOne(index())
                  .setTalk(index())
                  .setLeave(random.nextBoolean()));
      case 9 ->
          frame.setWriteNote(
              WriteNoteIntent.newBuilder().setText(text()).setStaff(random.nextBoolean()));
      case 10 -> frame.setResync(Resync.newBuilder().setScope(index()));
      case 11 -> frame.setClockPing(ClockPing.newBuilder().setClientTimeNanos(random.nextLong()));
      case 12 ->
          frame.setVoice(
              VoiceIntent.newBuilder()
                  .setMuted(random.nextBoolean())
                  .setTalking(random.nextBoolean()));
      case 13 -> frame.setMedia(media());
      case 20 -> frame.setPresence(PresenceIntent.newBuilder().setAway(random.nextBoolean()));
      case 14 -> frame.setPoint(PointIntent.newBuilder().setHandValue(index()));
      case 15 -> frame.setOffer(OfferIntent.newBuilder().setHandValue(index()));
      case 16 -> frame.setShake(ShakeIntent.newBuilder().setSlot(index()));
      case 17 ->
          frame.setRaiseHand(
              RaiseHandIntent.newBuilder()
                  .setRaised(random.nextBoolean())
                  .setLowerSlotPlusOne(index()));
      case 18 -> frame.setDraw(draw());
      case 19 -> frame.setErase(EraseIntent.newBuilder().setWhatValue(index()).setStroke(index()));
      default -> frame.setPose(PoseIntent.newBuilder().setSample(bytes()));
    }
    return frame.build();
  }

  private DrawIntent.Builder draw() {
    int[] points = new int[3 * random.nextInt(1, StrokePoints.MAX_POINTS + 1)];
    for (int i = 0; i < points.length; i++) {
      points[i] = random.nextInt(-StrokePoints.MAX_MILLIMETRES, StrokePoints.MAX_MILLIMETRES);
    }
    return DrawIntent.newBuilder()
        .setHandValue(index())
        .setBegins(random.nextBoolean())
        .setEnds(random.nextBoolean())
        .setColour(index())
        .setWidthMillimetres(index())
        .setPoints(ByteString.copyFrom(StrokePoints.encode(3, points)));
  }

  private MediaRequest.Builder media() {
    MediaRequest.Builder media = MediaRequest.newBuilder();
    return switch (random.nextInt(3)) {
      case 0 ->
          media.setOffer(MediaOffer.newBuilder().setSdp(text()).setRestart(random.nextBoolean()));
      case 1 ->
          media.setSource(
              MediaSourceState.newBuilder().setSourceValue(index()).setOn(random.nextBoolean()));
      default ->
          media.setQuality(
              MediaQuality.newBuilder().setLostPermille(index()).setRoundTripMillis(index()));
    };
  }

  private ByteString sample() {
    PoseSample sample = new PoseSample();
    sample.number = random.nextInt(65_536);
    sample.moveX = random.nextInt(-4_096, 4_096);
    sample.moveZ = random.nextInt(-4_096, 4_096);
    sample.yaw = random.nextInt(1_024);
    for (int limb : new int[] {HEAD, LEFT_HAND, RIGHT_HAND}) {
      sample.setLimb(limb, metres(), metres(), metres(), metres(), metres(), metres(), metres());
    }
    return ByteString.copyFrom(sample.encode());
  }

  private float metres() {
    return random.nextFloat(-4, 4);
  }

  /** Mostly a sample that is not one; now and then a right one after all. */
  private ByteString bytes() {
    if (random.nextInt(10) > 0) {
      return sample();
    }
    byte[] bytes = new byte[random.nextInt(80)];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }

  private float number() {
    return switch (random.nextInt(8)) {
      case 0 -> Float.NaN;
      case 1 -> Float.POSITIVE_INFINITY;
      case 2 -> Float.NEGATIVE_INFINITY;
      case 3 -> Float.MAX_VALUE;
      case 4 -> -Float.MAX_VALUE;
      case 5 -> Float.MIN_VALUE;
      case 6 -> Float.intBitsToFloat(random.nextInt());
      default -> random.nextFloat(-40, 40);
    };
  }

  private int index() {
    return switch (random.nextInt(5)) {
      case 0 -> random.nextInt();
      case 1 -> Integer.MAX_VALUE - random.nextInt(2);
      case 2 -> -1 - random.nextInt(2);
      default -> random.nextInt(64);
    };
  }

  private String text() {
    int length = random.nextInt(200) == 0 ? LONGEST_TEXT : random.nextInt(40);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      int point = random.nextInt(4) == 0 ? random.nextInt(0x110000) : random.nextInt(128);
      if (point < 0xD800 || point > 0xDFFF) {
        text.appendCodePoint(point);
      }
    }
    return text.toString();
  }
}
