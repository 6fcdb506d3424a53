package org.asclepion.host.room;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.asclepion.world.avatar.Participant;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.intent.Refused;
import org.asclepion.world.space.Geometry;
import org.asclepion.world.space.Opening;
import org.asclepion.world.space.RoomTemplate;
import org.jspecify.annotations.Nullable;

/**
 * The directory of running room instances, and the loops that tick them. Any thread.
 *
 * <p>An instance is made when it is first needed. A visit's instance is forgotten, with all its
 * state, when nobody has held a place in it for {@link #RETIRE_AFTER_NANOS}.
 */
public final class Rooms implements AutoCloseable {
  /** Instances at once; beyond it, newcomers are told that the room is full. */
  public static final int MAX_INSTANCES = 8_192;

  /** How long an empty instance of a visit's room, or of a load test's, is kept. */
  static final long RETIRE_AFTER_NANOS = 60_000_000_000L;

  /** How often overload and balance are looked at. */
  private static final long LOOK_EVERY_NANOS = 500_000_000L;

  /** The answer to a newcomer. */
  public enum Entry {
    ENTERED,
    ROOM_FULL,
    ROLE_NOT_ADMITTED,
    /** The server has as much as it can do; those inside are owed first. */
    OVERLOADED
  }

  private final List<Geometry> geometries;
  private final List<TickLoop> loops = new ArrayList<>();
  private final Map<RoomKey, RoomRunner> running = new ConcurrentHashMap<>();
  private final Steward steward;
  private final AtomicInteger made = new AtomicInteger();
  private final LongAdder refusedForOverload = new LongAdder();
  private final SecureRandom seeds = new SecureRandom();
  private final Replicator.Factory replicators;
  private final Recorder.Factory recorders;
  private final Journal journal;
  private final AudienceSink audiences;
  private final long epochNanos = System.nanoTime();

  /**
   * @param templates all rooms of the hospital, by index
   * @param threads tick loops, 1 to 64
   */
  public Rooms(
      List<RoomTemplate> templates,
      int threads,
      Replicator.Factory replicators,
      Recorder.Factory recorders,
      Journal journal,
      AudienceSink audiences,
      TickMeter meter) {
    this(
        templates,
        threads,
        replicators,
        recorders,
        journal,
        audiences,
        meter,
        WorkClock.ofAsker(),
        LOOK_EVERY_NANOS);
  }

  /** For tests in a hurry: looks after the loops more often, and by another clock of work. */
  Rooms(
      List<RoomTemplate> templates,
      int threads,
      Replicator.Factory replicators,
      Recorder.Factory recorders,
      Journal journal,
      AudienceSink audiences,
      TickMeter meter,
      LongSupplier work,
      long lookEveryNanos) {
    this.geometries = templates.stream().map(Geometry::of).toList();
    this.replicators = replicators;
    this.recorders = recorders;
    this.journal = journal;
    this.audiences = audiences;
    for (int i = 0; i < threads; i++) {
      loops.add(new TickLoop("ticks-" + i, journal, meter, this::retire, this::overload, work));
    }
    steward = new Steward(loops, lookEveryNanos);
  }

  /**
   * Starts the loops.
   *
   * @param sockets how much each thread that serves sockets has worked; see {@link WorkClock}
   */
  public void start(List<LongSupplier> sockets) {
    loops.forEach(TickLoop::start);
    steward.start(sockets);
  }

  /** Stops the loops after the turns under way. */
  @Override
  public void close() {
    try {
      steward.stop();
      for (TickLoop loop : loops) {
        loop.stop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    running.values().forEach(RoomRunner::end);
  }

  /** What the server does without at present. */
  public Overload overload() {
    return steward.overload();
  }

  /** Newcomers refused because the server was overloaded. */
  public long refusedForOverload() {
    return refusedForOverload.sum();
  }

  /** What each owner thread has done so far. */
  public List<LoopLoad> loads() {
    return loops.stream().map(TickLoop::load).toList();
  }

  /** Room instances that exist. */
  public int instances() {
    return running.size();
  }

  /** Bodies in all rooms, and places held for those on their way. */
  public int participants() {
    int sum = 0;
    for (RoomRunner room : running.values()) {
      sum += room.places().taken();
    }
    return sum;
  }

  /** Brings a newcomer into a room, at a spawn. */
  public Entry enter(Participant who, Visitor visitor, int template) {
    if (!overload().admitsNewcomers()) {
      refusedForOverload.increment();
      return Entry.OVERLOADED;
    }
    RoomKey key = keyOf(template, visitor);
    return switch (reserve(key, who)) {
      case Doorkeeper.Answer.Admitted(RoomRunner room) -> {
        room.mailbox().post(new RoomMessage.Join(new Intent.Arrive(who, -1, null), visitor));
        yield Entry.ENTERED;
      }
      case Doorkeeper.Answer.Denied(Refused reason) ->
          reason == Refused.ROOM_FULL ? Entry.ROOM_FULL : Entry.ROLE_NOT_ADMITTED;
    };
  }

  private Doorkeeper.Answer through(RoomKey from, int aperture, Participant who, Visitor visitor) {
    Opening opening = RoomRunner.opening(template(from.template()), aperture);
    return reserve(keyOf(opening.neighbour(), visitor), who);
  }

  private Doorkeeper.Answer reserve(RoomKey key, Participant who) {
    if (!template(key.template()).admits().contains(who.role())) {
      return new Doorkeeper.Answer.Denied(Refused.ROLE_NOT_ADMITTED);
    }
    while (true) {
      RoomRunner room = running(key);
      if (room == null) {
        return new Doorkeeper.Answer.Denied(Refused.ROOM_FULL);
      }
      switch (room.places().take()) {
        case TAKEN -> {
          return new Doorkeeper.Answer.Admitted(room);
        }
        case FULL -> {
          return new Doorkeeper.Answer.Denied(Refused.ROOM_FULL);
        }
        case RETIRED -> running.remove(key, room);
      }
    }
  }

  private RoomKey keyOf(int template, Visitor visitor) {
    String visit = template(template).perVisit() ? visitor.visit() : "";
    return new RoomKey(template, visit, visitor.copy());
  }

  private RoomTemplate template(int index) {
    return geometries.get(index).template();
  }

  private @Nullable RoomRunner running(RoomKey key) {
    RoomRunner room = running.get(key);
    if (room != null || running.size() >= MAX_INSTANCES) {
      return room;
    }
    return running.computeIfAbsent(key, this::make);
  }

  private RoomRunner make(RoomKey key) {
    Geometry geometry = geometries.get(key.template());
    TickLoop loop = loops.get(made.getAndIncrement() % loops.size());
    int period = 1_000_000_000 / geometry.template().tickHz();
    int group = loop.phases().take(period);
    Wake wake = new Wake();
    RoomRunner room =
        new RoomRunner(
            key,
            geometry,
            new Replicator.Clock(epochNanos + (long) group * Phases.stepNanos(period), period),
            new Seed(seeds.nextLong()),
            wake,
            this::through,
            new Around(key),
            replicators,
            recorders,
            journal,
            audiences);
    ScheduledRoom scheduled =
        new ScheduledRoom(room, loop, () -> loop.phases().release(period, group));
    wake.target = () -> TickLoop.wake(scheduled);
    return room;
  }

  /** Breaks the knot that a room needs its loop's wake-up and the loop needs the room. */
  private static final class Wake implements Runnable {
    private volatile Runnable target = () -> {};

    @Override
    public void run() {
      target.run();
    }
  }

  private void retire(ScheduledRoom scheduled) {
    RoomRunner room = scheduled.room;
    if (!room.isWatched() && room.places().retire()) {
      running.remove(room.key(), room);
      scheduled.leavePhase();
      room.end();
    }
  }

  /** What lies around one room. */
  private final class Around implements Neighbours {
    private final RoomKey from;

    Around(RoomKey from) {
      this.from = from;
    }

    @Override
    public @Nullable Mailbox beyond(int aperture) {
      int neighbour = neighbour(aperture);
      boolean shared = isPerVisit(neighbour) == isPerVisit(from.template());
      return shared ? mailbox(new RoomKey(neighbour, from.visit(), from.copy())) : null;
    }

    @Override
    public @Nullable Mailbox overlooked(int aperture) {
      int neighbour = neighbour(aperture);
      return isPerVisit(neighbour)
          ? beyond(aperture)
          : mailbox(new RoomKey(neighbour, "", from.copy()));
    }

    private int neighbour(int aperture) {
      return RoomRunner.opening(template(from.template()), aperture).neighbour();
    }

    private boolean isPerVisit(int template) {
      return template(template).perVisit();
    }

    private @Nullable Mailbox mailbox(RoomKey key) {
      RoomRunner room = running(key);
      return room == null ? null : room.mailbox();
    }
  }
}
