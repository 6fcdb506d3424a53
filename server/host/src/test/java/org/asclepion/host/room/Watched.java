package org.asclepion.host.room;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.asclepion.host.room.Replicator.Clock;
import org.asclepion.world.audience.Audience;
import org.asclepion.world.audience.Revoked;
import org.asclepion.world.avatar.Limb;
import org.asclepion.world.avatar.Participant;
import org.asclepion.world.avatar.Role;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.intent.Refused;
import org.asclepion.world.item.ItemSpec;
import org.asclepion.world.room.Outcome;
import org.asclepion.world.room.Outcome.Corrected;
import org.asclepion.world.room.Room;
import org.asclepion.world.space.Acoustics;
import org.asclepion.world.space.Geometry;
import org.asclepion.world.space.Point;
import org.asclepion.world.space.RoomKind;
import org.asclepion.world.space.RoomTemplate;
import org.asclepion.world.space.Spawn;
import org.jspecify.annotations.Nullable;

/**
 * A room of 6 by 6 metres that remembers its ticks, the words said in it and its state after each
 * tick. What it remembers is written by whoever ticks it, to be read afterwards.
 */
final class Watched {
  static final int HZ = 30;
  static final int PERIOD_NANOS = 1_000_000_000 / HZ;

  final List<Integer> ticks = new ArrayList<>();
  final List<String> words = new ArrayList<>();
  final List<Long> hashes = new ArrayList<>();
  final List<String> phases = new ArrayList<>();
  final RoomRunner runner;

  /** How many ticks and words there were; for those who wait for them. */
  final AtomicInteger ticked = new AtomicInteger();

  final AtomicInteger heard = new AtomicInteger();

  private Runnable wake = () -> {};
  private Runnable onTick = () -> {};
  private @Nullable Room room;

  Watched(long epochNanos) {
    this(epochNanos, RoomKind.CONSULTATION);
  }

  Watched(long epochNanos, RoomKind kind) {
    runner =
        new RoomRunner(
            new RoomKey(0, "", ""),
            Geometry.of(template(kind)),
            new Clock(epochNanos, PERIOD_NANOS),
            new Seed(1),
            () -> wake.run(),
            (from, aperture, who, visitor) ->
                new Doorkeeper.Answer.Denied(Refused.ROLE_NOT_ADMITTED),
            new Alone(),
            (room, mailbox, clock, neighbours) -> {
              this.room = room;
              return new Watcher();
            },
            Recorder.none(),
            new Quiet(),
            new Quiet());
  }

  /** What the mailbox does when something comes. */
  Watched wakes(Runnable wake) {
    this.wake = wake;
    return this;
  }

  /** What else every tick does: a slow room, say. */
  Watched doing(Runnable onTick) {
    this.onTick = onTick;
    return this;
  }

  Watched with(long... participants) {
    for (long id : participants) {
      Participant who = new Participant(id, Role.DOCTOR, "P" + id, 0, 0);
      runner
          .mailbox()
          .post(
              new RoomMessage.Join(
                  new Intent.Arrive(who, -1, null), new Visitor("", "", new Nowhere())));
    }
    return this;
  }

  boolean say(long participant, String text) {
    return runner.mailbox().offer(new RoomMessage.Want(new Intent.Chat(participant, 1, text, 0)));
  }

  void sample(long participant, int number, long receivedNanos) {
    Intent.PoseSample sample =
        new Intent.PoseSample(
            participant, number, 0.01, 0.01, 0, new Limb(), new Limb(), new Limb());
    runner.mailbox().offer(sample, receivedNanos);
  }

  /** Has somebody want something. */
  void act(Intent intent) {
    runner.mailbox().post(new RoomMessage.Want(intent));
  }

  static RoomTemplate template(RoomKind kind) {
    List<ItemSpec> items = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      items.add(new ItemSpec(0, 3 + 0.25 * i, 0.1, -3, 0.1 * i, 0.1, 0.1, 0.1, 1));
    }
    return new RoomTemplate(
        0,
        "watched",
        kind,
        List.of(new Point(0, 0), new Point(6, 0), new Point(6, -6), new Point(0, -6)),
        0,
        3,
        10,
        HZ,
        EnumSet.allOf(Role.class),
        false,
        false,
        List.of(),
        List.of(),
        List.of(),
        List.of(new Spawn(2.5, -3, 0), new Spawn(1, -1, 0)),
        items,
        Acoustics.ORDINARY);
  }

  private final class Watcher extends ToldNobody {
    @Override
    public void publish() {
      Room stepped = Objects.requireNonNull(room);
      onTick.run();
      ticks.add(stepped.tick());
      hashes.add(stepped.stateHash());
      for (Outcome outcome : stepped.outcomes()) {
        if (outcome instanceof Outcome.Said said) {
          words.add(said.text());
          heard.incrementAndGet();
        }
      }
      ticked.incrementAndGet();
    }

    @Override
    public void phase(int everyTicks, int leadNanos) {
      phases.add(everyTicks + "/" + leadNanos / 1_000_000);
    }
  }

  /** Takes every frame and keeps none. */
  static final class Nowhere implements Outbox {
    @Override
    public boolean offer(ByteBuf frame) {
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

  /** Notes nothing. */
  static class Quiet implements Journal, TickMeter, AudienceSink {
    @Override
    public void revoked(RoomKey room, int tick, Revoked revoked) {}

    @Override
    public void published(RoomKey room, Audience audience) {}

    @Override
    public void ended(RoomKey room) {}

    @Override
    public void entered(RoomKey room, int tick, long participant, int slot) {}

    @Override
    public void left(RoomKey room, int tick, long participant, int slot) {}

    @Override
    public void refused(RoomKey room, Refused reason) {}

    @Override
    public void corrected(RoomKey room, Corrected.Kind kind) {}

    @Override
    public void overrun(RoomKey room, int ticks) {}

    @Override
    public void ticked(long nanos) {}

    @Override
    public void late(long nanos) {}
  }
}
