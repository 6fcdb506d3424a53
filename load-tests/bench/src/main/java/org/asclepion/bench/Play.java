package org.asclepion.bench;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.asclepion.host.replication.RoomReplicator;
import org.asclepion.host.room.Mailbox;
import org.asclepion.host.room.Neighbours;
import org.asclepion.host.room.Outbox;
import org.asclepion.host.room.Reception;
import org.asclepion.host.room.Replicator;
import org.asclepion.load.Clip;
import org.asclepion.load.Posture;
import org.asclepion.world.avatar.Limb;
import org.asclepion.world.avatar.Participant;
import org.asclepion.world.avatar.Role;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.room.Room;
import org.asclepion.world.space.RoomTemplate;
import org.jspecify.annotations.Nullable;

/**
 * A room full of people who play recorded motion, one sample each per tick, and outboxes that count
 * what they are given. Belongs to one thread.
 */
final class Play {
  /** How far a clip's path may lead from where its player began, metres. */
  private static final double REACH = 0.35;

  private static final class Player {
    final long id;
    final Clip clip;
    final double startSeconds;
    final double share;
    final Posture posture = new Posture();
    final Posture before = new Posture();
    int sample;

    Player(long id, Clip clip, double startSeconds) {
      this.id = id;
      this.clip = clip;
      this.startSeconds = startSeconds;
      this.share = share();
      clip.at(startSeconds, before);
    }

    private double share() {
      Posture begin = new Posture();
      clip.at(startSeconds, begin);
      double extent = REACH;
      for (double t = 0; t < clip.period(); t += 0.1) {
        clip.at(startSeconds + t, posture);
        extent = Math.max(extent, Math.hypot(posture.x - begin.x, posture.z - begin.z));
      }
      return REACH / extent;
    }

    Intent.PoseSample next(double seconds) {
      clip.at(startSeconds + seconds, posture);
      double dx = (posture.x - before.x) * share;
      double dz = (posture.z - before.z) * share;
      before.set(posture);
      sample = (sample + 1) & 0xFFFF;
      return new Intent.PoseSample(id, sample, dx, dz, posture.yaw, limb(0), limb(1), limb(2));
    }

    private Limb limb(int n) {
      Limb limb = new Limb();
      int at = n * Posture.LIMB;
      float[] of = posture.limbs;
      limb.set(of[at], of[at + 1], of[at + 2], of[at + 3], of[at + 4], of[at + 5], of[at + 6]);
      return limb;
    }
  }

  /** Takes everything at once, as a connection does whose loop keeps up. */
  private static final class Counter implements Outbox {
    long frames;
    long bytes;

    @Override
    public boolean offer(ByteBuf frame) {
      frames++;
      bytes += frame.readableBytes();
      return true;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void flush() {}

    @Override
    public void restart(Mailbox room) {}

    @Override
    public void refused() {}
  }

  private static final class Alone implements Neighbours {
    @Override
    public @Nullable Mailbox beyond(int aperture) {
      return null;
    }

    @Override
    public @Nullable Mailbox overlooked(int aperture) {
      return null;
    }
  }

  private final Room room;
  private final RoomReplicator replicator;
  private final SplittableRandom random = new SplittableRandom(1);
  private final List<Player> players = new ArrayList<>();
  private final List<Counter> outboxes = new ArrayList<>();
  private final List<Intent> intents = new ArrayList<>();
  private int tick;

  Play(RoomTemplate template, int people, List<Clip> clips) {
    room = new Room(template);
    Replicator.Clock clock = new Replicator.Clock(0, 1_000_000_000 / template.tickHz());
    replicator =
        new RoomReplicator(
            room,
            new Mailbox(() -> {}),
            clock,
            new Alone(),
            new AtomicInteger(1_000),
            Reception.NONE);
    for (int i = 0; i < people; i++) {
      Role role = i % 2 == 0 ? Role.DOCTOR : Role.PATIENT;
      intents.add(
          new Intent.Arrive(new Participant(i + 1, role, "person " + i, i % 16, 0), -1, null));
      Counter outbox = new Counter();
      outboxes.add(outbox);
      replicator.admit(i + 1, outbox);
      players.add(new Player(i + 1, clips.get(i * 7 % clips.size()), i * 1.37));
    }
    // An hour in: numbers are as long as they are in a server's life.
    tick = 3_600 * template.tickHz();
    step();
    publish();
  }

  Room room() {
    return room;
  }

  /** Makes the intents of the next tick. */
  void intend() {
    intents.clear();
    tick++;
    double seconds = (double) tick / room.template().tickHz();
    for (int i = 0; i < players.size(); i++) {
      intents.add(players.get(i).next(seconds));
    }
  }

  void step() {
    room.step(tick, intents, random);
  }

  /** Encodes and hands out. */
  void publish() {
    replicator.publish();
    replicator.flush();
  }

  /** What everybody together was given so far. */
  long bytes() {
    return outboxes.stream().mapToLong(outbox -> outbox.bytes).sum();
  }

  long frames() {
    return outboxes.stream().mapToLong(outbox -> outbox.frames).sum();
  }
}
