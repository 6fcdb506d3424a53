package org.asclepion.host.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.asclepion.protocol.pose.PoseGrid;
import org.asclepion.world.audience.Overheard;
import org.asclepion.world.audience.Voice;
import org.asclepion.world.avatar.Limb;
import org.asclepion.world.avatar.Participant;
import org.asclepion.world.avatar.Side;
import org.asclepion.world.drawing.Polyline;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.intent.Refused;
import org.asclepion.world.space.Opening;
import org.asclepion.world.space.RoomTemplate;
import org.asclepion.world.space.Seat;

/**
 * People who come into a room, walk about on the wire's grid, use what is there, say things and go;
 * and now and then claim what is no number.
 */
final class Crowd {
  static final String NAME = "Philomena Quartz";
  static final String WORDS = "my secret trouble";

  private final Random random;
  private final RoomTemplate room;
  private final int people;
  private final int[] samples;
  private final double[] yaws;

  Crowd(long seed, RoomTemplate room, int people) {
    this.random = new Random(seed);
    this.room = room;
    this.people = people;
    this.samples = new int[people + 1];
    this.yaws = new double[people + 1];
  }

  List<Intent> step() {
    List<Intent> intents = new ArrayList<>();
    if (random.nextInt(6) == 0) {
      return intents;
    }
    for (int id = 1; id <= people; id++) {
      if (random.nextInt(3) > 0) {
        intents.add(pose(id));
      }
      if (random.nextInt(8) == 0) {
        intents.add(deed(id));
      }
    }
    return intents;
  }

  private Intent.PoseSample pose(int id) {
    samples[id] = (samples[id] + 1) & 0xFFFF;
    if (random.nextInt(20) == 0) {
      yaws[id] = random.nextDouble() * 7 - 3.5;
    }
    double yaw = PoseGrid.yawRadians(PoseGrid.yaw(yaws[id]));
    double pace = random.nextInt(100) == 0 ? Double.NaN : 0.06;
    return new Intent.PoseSample(
        id,
        samples[id],
        onGrid(-StrictMath.sin(yaw) * pace),
        onGrid(-StrictMath.cos(yaw) * pace),
        yaw,
        limb(0, 1.6),
        limb(-0.3, 1.1),
        limb(0.3, 1.1));
  }

  private static double onGrid(double metres) {
    return Double.isNaN(metres) ? metres : PoseGrid.rootMetres(PoseGrid.move(metres));
  }

  private Limb limb(double x, double y) {
    int[] turn = new int[3];
    PoseGrid.orientation(
        random.nextGaussian(), random.nextGaussian(), random.nextGaussian(), 3, turn, 0);
    float[] q = new float[4];
    PoseGrid.quaternion(turn[0], turn[1], turn[2], q, 0);
    Limb limb = new Limb();
    limb.set(near(x), near(y), near(-0.2), q[0], q[1], q[2], q[3]);
    if (random.nextInt(50) == 0) {
      limb.qw = random.nextFloat();
    }
    return limb;
  }

  private float near(double metres) {
    return PoseGrid.limbMetres(PoseGrid.limb(metres + random.nextGaussian() * 0.1));
  }

  private Intent deed(int id) {
    int n = random.nextInt(1_000);
    boolean coin = random.nextBoolean();
    return switch (random.nextInt(32)) {
      case 0 -> new Intent.Depart(id, random.nextInt(4) - 2);
      case 1 -> new Intent.AdmissionRefused(id, aperture(), Refused.ROOM_FULL);
      case 2 -> new Intent.SetAway(id, coin);
      case 3 -> new Intent.DoorMovedBeyond(aperture(), coin);
      case 4 -> new Intent.UseDoor(id, n, aperture(), coin);
      case 5 -> new Intent.Sit(id, n, random.nextInt(room.seats().size() + 1) - 1);
      case 6 -> new Intent.Stand(id, n);
      case 7, 8, 9 -> new Intent.PickUp(id, n, random.nextInt(room.items().size() + 1) - 1, coin);
      case 10, 11 ->
          new Intent.Release(id, n, coin, random.nextGaussian(), 2, random.nextGaussian());
      case 12 -> new Intent.Chat(id, n, coin ? WORDS : "  ", random.nextInt(3));
      case 13 -> new Intent.InviteToSideTalk(id, n, random.nextInt(people), random.nextInt(3));
      case 14 -> new Intent.LeaveSideTalk(id, n, random.nextInt(3));
      case 15 -> new Intent.WriteNote(id, n, WORDS.repeat(random.nextInt(300)), coin);
      case 16 -> teleport(id, n);
      case 19 -> new Intent.SetVoice(id, n, coin, random.nextBoolean());
      case 20 -> new Intent.Point(id, n, side());
      case 21 -> new Intent.Offer(id, n, side());
      case 22 -> new Intent.Shake(id, n, random.nextInt(people));
      case 23 -> coin ? new Intent.RaiseHand(id, n, true) : new Intent.LowerHand(id, n, n % 5);
      case 24, 25, 26 -> draw(id, n);
      case 27 -> new Intent.Erase(id, n, Format.ERASINGS.get(n % Format.ERASINGS.size()), n % 50);
      case 17 -> new Intent.Permit(id, coin, random.nextBoolean());
      case 18 ->
          new Intent.HeardBeyond(
              new Overheard(aperture(), List.of(new Voice(1_000 + id, coin, n / 100.0))));
      default ->
          new Intent.Arrive(
              new Participant(id, Format.ROLES.get(id % Format.ROLES.size()), NAME, 7, 3),
              coin ? -1 : aperture(),
              coin
                  ? null
                  : new Intent.Carried(
                      limb(0, 1.6), limb(0, 1), limb(0, 1), samples[id], WORDS, true, true, coin));
    };
  }

  private Side side() {
    return Format.SIDES.get(random.nextInt(Format.SIDES.size()));
  }

  /** About the middle of the room, or just anywhere. */
  private Intent draw(int id, int n) {
    int[] points = new int[3 * random.nextInt(20)];
    for (int i = 0; i < points.length; i++) {
      double middle =
          i % 3 == 1
              ? 1.3
              : i % 3 == 0 ? room.spawns().getFirst().x() : room.spawns().getFirst().z();
      points[i] = (int) ((middle + random.nextGaussian() * 0.5) * 1_000);
    }
    boolean begins = random.nextInt(3) > 0;
    return new Intent.Draw(
        id, n, side(), begins, random.nextBoolean(), n % 8, n % 50, new Polyline(3, points));
  }

  private int aperture() {
    List<Opening> openings = room.openings();
    return openings.isEmpty() ? 0 : openings.get(random.nextInt(openings.size())).aperture();
  }

  private Intent teleport(int id, int sequence) {
    List<Seat> seats = room.seats();
    double x = seats.isEmpty() ? 0 : seats.get(random.nextInt(seats.size())).x();
    double z = seats.isEmpty() ? 0 : seats.get(random.nextInt(seats.size())).z();
    return new Intent.Teleport(id, sequence, x + random.nextGaussian(), z, 1);
  }
}
