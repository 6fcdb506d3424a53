package org.asclepion.world.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.asclepion.world.avatar.Limb;
import org.asclepion.world.avatar.Participant;
import org.asclepion.world.avatar.Role;
import org.asclepion.world.avatar.Side;
import org.asclepion.world.drawing.Polyline;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.intent.Limits;
import org.asclepion.world.intent.Refused;

/**
 * Random logs of intents of every kind: mostly plausible, some hostile, from people who are in the
 * room and from some who are not.
 */
final class Chaos {
  private static final List<Role> ROLES = List.of(Role.values());
  private static final List<Intent.Erasing> ERASINGS = List.of(Intent.Erasing.values());

  private static final double[] MAD = {
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    1e300,
    -1e300,
    Double.MIN_VALUE,
    -0.0,
    1e9
  };

  private final Random random;
  private final int people;
  private final double madness;
  private final int[] samples;
  private final double[] headings;

  Chaos(long seed, int people, double madness) {
    this.random = new Random(seed);
    this.people = people;
    this.madness = madness;
    this.samples = new int[people + 1];
    this.headings = new double[people + 1];
  }

  Participant person(int id) {
    Role role = ROLES.get(id % ROLES.size());
    return new Participant(id, role, "person " + id, id % 16, id % 8);
  }

  /** The intents of one step. */
  List<Intent> step() {
    List<Intent> intents = new ArrayList<>();
    for (int id = 1; id <= people; id++) {
      if (random.nextInt(100) < 70) {
        intents.add(sample(id));
      }
      if (random.nextInt(100) < 30) {
        intents.add(other(id));
      }
    }
    return intents;
  }

  private Intent.PoseSample sample(int id) {
    samples[id] = random.nextInt(200) == 0 ? random.nextInt(70_000) - 2_000 : samples[id] + 1;
    if (samples[id] > 65_535) {
      samples[id] = 0;
    }
    if (random.nextInt(40) == 0) {
      headings[id] = random.nextDouble() * 7;
    }
    double pace = random.nextInt(30) == 0 ? 3 : 0.08;
    return new Intent.PoseSample(
        id,
        samples[id],
        number(-StrictMath.sin(headings[id]) * pace),
        number(-StrictMath.cos(headings[id]) * pace),
        number(headings[id]),
        limb(0, 1.6, 0),
        limb(-0.3, 1, -0.4),
        limb(0.3, 1, -0.4));
  }

  private Intent other(int id) {
    int sequence = random.nextInt(1_000);
    return switch (random.nextInt(42)) {
      case 0, 1, 2 -> {
        int aperture = random.nextInt(3) == 0 ? Scenes.DOOR : random.nextInt(12) - 2;
        boolean carries = random.nextBoolean();
        yield new Intent.Arrive(
            person(id),
            aperture,
            carries
                ? new Intent.Carried(
                    limb(0, 1.6, 0),
                    limb(0, 1, 0),
                    limb(0, 1, 0),
                    samples[id],
                    "note " + sequence,
                    random.nextBoolean(),
                    random.nextInt(4) > 0,
                    true)
                : null);
      }
      case 3 -> new Intent.Depart(id, random.nextInt(12) - 2);
      case 4 -> new Intent.AdmissionRefused(id, random.nextInt(12), Refused.NO_VISIT);
      case 5 -> new Intent.SetAway(id, random.nextBoolean());
      case 6 -> new Intent.DoorMovedBeyond(random.nextInt(10), random.nextBoolean());
      case 7 ->
          new Intent.Teleport(
              id,
              sequence,
              number(random.nextDouble() * 10 - 5),
              number(random.nextDouble() * 8 - 4),
              number(1));
      case 8 ->
          new Intent.UseDoor(
              id,
              sequence,
              random.nextBoolean() ? Scenes.DOOR : random.nextInt(12),
              random.nextInt(4) > 0);
      case 9, 20, 21 -> new Intent.Sit(id, sequence, random.nextInt(4) - 1);
      case 10 -> new Intent.Stand(id, sequence);
      case 11, 12, 22, 23, 24, 25 ->
          new Intent.PickUp(id, sequence, random.nextInt(5) - 1, random.nextBoolean());
      case 13, 14 ->
          new Intent.Release(
              id,
              sequence,
              random.nextBoolean(),
              number(random.nextGaussian() * 4),
              number(random.nextDouble() * 3),
              number(random.nextGaussian() * 4));
      case 15 ->
          new Intent.Chat(
              id,
              sequence,
              "x".repeat(random.nextInt(Limits.CHAT_CHARACTERS + 5)),
              random.nextInt(4));
      case 16, 17 ->
          new Intent.InviteToSideTalk(id, sequence, random.nextInt(people) - 1, random.nextInt(4));
      case 26, 27 ->
          new Intent.SetVoice(id, sequence, random.nextInt(3) == 0, random.nextBoolean());
      case 28 -> new Intent.Permit(id, random.nextBoolean(), random.nextBoolean());
      case 29 -> new Intent.Point(id, sequence, side());
      case 30, 31, 32 -> new Intent.Offer(id, sequence, side());
      case 33 -> new Intent.Shake(id, sequence, random.nextInt(people) - 1);
      case 34 -> new Intent.RaiseHand(id, sequence, random.nextBoolean());
      case 35 -> new Intent.LowerHand(id, sequence, random.nextInt(people) - 1);
      case 36, 37, 38, 39 -> draw(id, sequence);
      case 40 -> erase(id, sequence);
      case 18 -> new Intent.LeaveSideTalk(id, sequence, random.nextInt(5));
      default ->
          new Intent.WriteNote(
              id,
              sequence,
              "y".repeat(random.nextInt(50) == 0 ? Limits.NOTE_CHARACTERS + 1 : random.nextInt(9)),
              random.nextBoolean());
    };
  }

  private Side side() {
    return random.nextInt(3) == 0 ? Side.NONE : Side.of(random.nextBoolean());
  }

  private Intent draw(int id, int sequence) {
    boolean onBoard = random.nextInt(3) == 0;
    int[] points = new int[3 * random.nextInt(Limits.DRAW_POINTS + 2)];
    for (int i = 0; i < points.length; i++) {
      int middle = i % 3 == 1 ? 1_400 : i % 3 == 2 && onBoard ? 2_890 : 0;
      int spread = random.nextDouble() < madness ? 1 << 30 : onBoard ? 500 : 1_500;
      points[i] = middle + random.nextInt(-spread, spread) / (i % 3 == 2 && onBoard ? 10 : 1);
    }
    return new Intent.Draw(
        id,
        sequence,
        side(),
        random.nextInt(3) == 0,
        random.nextInt(4) == 0,
        random.nextInt(20) - 5,
        random.nextInt(100) - 20,
        new Polyline(3, points));
  }

  private Intent erase(int id, int sequence) {
    return new Intent.Erase(
        id, sequence, ERASINGS.get(random.nextInt(ERASINGS.size())), random.nextInt(200));
  }

  private double number(double sane) {
    return random.nextDouble() < madness ? MAD[random.nextInt(MAD.length)] : sane;
  }

  private Limb limb(double x, double y, double z) {
    Limb limb = new Limb();
    limb.set(
        (float) number(x + random.nextGaussian() * 0.2),
        (float) number(y + random.nextGaussian() * 0.2),
        (float) number(z + random.nextGaussian() * 0.2),
        (float) number(random.nextGaussian()),
        (float) number(random.nextGaussian()),
        (float) number(random.nextGaussian()),
        (float) number(random.nextGaussian()));
    return limb;
  }
}
