package org.asclepion.host.room;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.asclepion.host.room.Doorkeeper.Answer;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.room.Outcome;
import org.asclepion.world.room.Room;
import org.asclepion.world.space.Geometry;
import org.asclepion.world.space.Opening;
import org.asclepion.world.space.RoomTemplate;

/**
 * One room instance at work: drains its mailbox, steps its world, carries the outcomes out. Its
 * {@link TickLoop} thread owns it; other threads may use {@link #mailbox}, {@link #key} and the
 * places.
 */
final class RoomRunner {
  private final RoomKey key;
  private final Room room;
  private final Places places;
  private final Mailbox mailbox;
  private final Replicator replicator;
  private final Replicator.Clock clock;
  private final Doorkeeper doorkeeper;
  private final Neighbours neighbours;
  private final Journal journal;
  private final RandomGenerator random;
  private final Earshot earshot;
  private final Attendance attendance = new Attendance();
  private final SendLead lead = new SendLead();
  private final Recorder recorder;
  private int stride = 1;
  private Overload overload = Overload.NONE;

  private final Map<Long, Visitor> visitors = new HashMap<>();

  /** Held for a participant that is on its way through an opening until its body has left here. */
  private final Map<Long, RoomRunner> destinations = new HashMap<>();

  private final List<RoomMessage> messages = new ArrayList<>();
  private final List<Intent> intents = new ArrayList<>();
  private long[] poseReceivedNanos = new long[4];
  private int poses;

  RoomRunner(
      RoomKey key,
      Geometry geometry,
      Replicator.Clock clock,
      Seed seed,
      Runnable wake,
      Doorkeeper doorkeeper,
      Neighbours neighbours,
      Replicator.Factory replicators,
      Recorder.Factory recorders,
      Journal journal,
      AudienceSink audiences) {
    this.key = key;
    this.room = new Room(geometry);
    this.places = new Places(geometry.template().capacity());
    this.mailbox = new Mailbox(wake);
    this.clock = clock;
    this.doorkeeper = doorkeeper;
    this.neighbours = neighbours;
    this.journal = journal;
    this.random = seed.random();
    this.recorder = recorders.of(geometry.template(), seed);
    this.replicator = replicators.of(room, mailbox, clock, neighbours);
    this.earshot = new Earshot(key, room, mailbox, neighbours, audiences);
    replicator.phase(1, lead.nanos());
  }

  RoomKey key() {
    return key;
  }

  Mailbox mailbox() {
    return mailbox;
  }

  Places places() {
    return places;
  }

  Replicator.Clock clock() {
    return clock;
  }

  /** Whether the room must go on ticking. */
  boolean isAwake() {
    return !room.isEmpty() || !mailbox.isEmpty();
  }

  /** Whether every sender's sample for the coming tick is here, so that it need not wait. */
  boolean isComplete(int tick) {
    // A flood stays in the mailbox, where it is bounded.
    if (messages.size() < Mailbox.BOUND) {
      collect(tick);
    }
    return attendance.isComplete(tick);
  }

  private void collect(int tick) {
    int from = messages.size();
    mailbox.drain(messages);
    long earliest = clock.at(tick) - Attendance.earliestNanos(stride * clock.periodNanos());
    for (int i = from; i < messages.size(); i++) {
      if (messages.get(i) instanceof RoomMessage.Pose pose && pose.readNanos() >= earliest) {
        attendance.heard(pose.sample().participant(), tick);
      }
    }
  }

  /** Runs one tick. */
  void tick(int tick) {
    collect(tick);
    try {
      for (int i = 0; i < messages.size(); i++) {
        take(messages.get(i));
      }
      adjustLead(clock.at(tick));
      recorder.step(room, tick, intents);
      room.step(tick, intents, random);
    } finally {
      // What made a step fail must not make the next one fail too.
      intents.clear();
      mailbox.recycle(messages);
    }
    // The journal knows before anybody is told.
    for (Outcome outcome : room.outcomes()) {
      record(tick, outcome);
    }
    // Sound and pictures first: what a change took away must not be heard while it is being told.
    earshot.publish();
    // Then publish: once a body is on its way to the next room, nothing of this one may follow it.
    replicator.publish();
    for (Outcome outcome : room.outcomes()) {
      carryOut(outcome);
    }
  }

  private void adjustLead(long dueNanos) {
    int period = stride * clock.periodNanos();
    for (int i = 0; i < poses; i++) {
      lead.taken(dueNanos - poseReceivedNanos[i], period);
    }
    if (lead.ticked(period)) {
      replicator.phase(stride, lead.nanos());
    }
  }

  /** The instance makes no more ticks. Called by its owner, or when that has ended. */
  void end() {
    recorder.end(room);
    earshot.end();
  }

  /** Goes as fast as the server now can; answers how many ticks it is to the next. */
  int pace(Overload level) {
    if (level != overload) {
      overload = level;
      replicator.overload(level);
    }
    int wanted = level.stride(room.template().kind());
    if (wanted != stride) {
      stride = wanted;
      replicator.phase(stride, lead.nanos());
    }
    return stride;
  }

  /** Writes out the tick's frames. */
  void flush() {
    if (poses > 0) {
      // To each member one of the poses by turns: over all frames, every pose is seen as often.
      int next = 0;
      for (Visitor visitor : visitors.values()) {
        visitor.outbox().carries(poseReceivedNanos[next]);
        next = next + 1 == poses ? 0 : next + 1;
      }
      poses = 0;
    }
    replicator.flush();
  }

  /** Whether the instance may be forgotten when it has been empty for long. */
  boolean isTransient() {
    return !key.visit().isEmpty() || !key.copy().isEmpty();
  }

  /** Whether another room looks or listens into this one, and so must not lose it. */
  boolean isWatched() {
    return replicator.isWatched() || earshot.isListenedTo();
  }

  private void take(RoomMessage message) {
    switch (message) {
      case RoomMessage.Want want -> intents.add(want.intent());
      case RoomMessage.Pose pose -> {
        intents.add(pose.sample());
        if (poses == poseReceivedNanos.length) {
          poseReceivedNanos = Arrays.copyOf(poseReceivedNanos, 2 * poses);
        }
        poseReceivedNanos[poses++] = pose.readNanos();
      }
      case RoomMessage.Join join -> {
        long participant = join.arrive().who().id();
        visitors.put(participant, join.visitor());
        replicator.admit(participant, join.visitor().outbox());
        intents.add(join.arrive());
      }
      case RoomMessage.Reattach reattach -> {
        intents.add(new Intent.SetAway(reattach.participant(), false));
        replicator.reattach(reattach.participant());
      }
      case RoomMessage.Resync resync ->
          replicator.resync(resync.participant(), resync.scopeNumber());
      case RoomMessage.Look look -> replicator.look(look);
      case RoomMessage.Seen seen -> replicator.seen(seen);
      case RoomMessage.Listen listen -> earshot.listen(listen);
    }
  }

  private void record(int tick, Outcome outcome) {
    switch (outcome) {
      case Outcome.Entered entered ->
          journal.entered(key, tick, entered.who().id(), entered.slot());
      case Outcome.Left left -> journal.left(key, tick, left.who().id(), left.slot());
      case Outcome.ArrivalRefused refused -> journal.refused(key, refused.reason());
      case Outcome.NotGranted refused -> journal.refused(key, refused.reason());
      case Outcome.DoorRefused refused -> journal.refused(key, refused.reason());
      case Outcome.Corrected corrected -> journal.corrected(key, corrected.kind());
      case Outcome.AtThreshold threshold -> {}
      case Outcome.DoorMoved moved -> {}
      case Outcome.ShookHands shook -> {}
      case Outcome.ScopeJoined joined -> {}
      case Outcome.ScopeLeft left -> {}
      case Outcome.Said said -> {}
    }
  }

  private void carryOut(Outcome outcome) {
    switch (outcome) {
      case Outcome.ArrivalRefused refused -> {
        places.release();
        Visitor visitor = visitors.remove(refused.who().id());
        if (visitor != null) {
          visitor.outbox().refused();
        }
      }
      case Outcome.Left left -> leave(left);
      case Outcome.AtThreshold threshold -> ask(threshold);
      case Outcome.DoorMoved moved -> {
        Mailbox beyond = neighbours.beyond(moved.aperture());
        if (beyond != null) {
          beyond.post(
              new RoomMessage.Want(new Intent.DoorMovedBeyond(moved.aperture(), moved.open())));
        }
      }
      case Outcome.Entered entered -> {}
      case Outcome.NotGranted refused -> {}
      case Outcome.DoorRefused refused -> {}
      case Outcome.Corrected corrected -> {}
      case Outcome.ScopeJoined joined -> {}
      case Outcome.ScopeLeft left -> {}
      case Outcome.ShookHands shook -> {}
      case Outcome.Said said -> {}
    }
  }

  private void ask(Outcome.AtThreshold threshold) {
    long participant = threshold.who().id();
    Visitor visitor = visitors.get(participant);
    if (visitor == null || destinations.containsKey(participant)) {
      return;
    }
    switch (doorkeeper.through(key, threshold.aperture(), threshold.who(), visitor)) {
      case Answer.Admitted admitted -> {
        destinations.put(participant, admitted.room());
        want(new Intent.Depart(participant, threshold.aperture()));
      }
      case Answer.Denied denied ->
          want(new Intent.AdmissionRefused(participant, threshold.aperture(), denied.reason()));
    }
  }

  private void want(Intent intent) {
    mailbox.post(new RoomMessage.Want(intent));
  }

  private void leave(Outcome.Left left) {
    long participant = left.who().id();
    places.release();
    Visitor visitor = visitors.remove(participant);
    RoomRunner destination = destinations.remove(participant);
    if (destination == null || visitor == null) {
      return;
    }
    if (left.aperture() < 0) {
      destination.places().release();
      return;
    }
    destination
        .mailbox()
        .post(
            new RoomMessage.Join(
                new Intent.Arrive(left.who(), left.aperture(), left.carried()), visitor));
  }

  /** The opening of this room's template through which an aperture is seen from here. */
  static Opening opening(RoomTemplate template, int aperture) {
    for (Opening opening : template.openings()) {
      if (opening.aperture() == aperture) {
        return opening;
      }
    }
    throw new IllegalArgumentException("room " + template.id() + " has no aperture " + aperture);
  }
}
