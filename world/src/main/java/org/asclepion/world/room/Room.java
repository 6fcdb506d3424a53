package org.asclepion.world.room;

import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.asclepion.world.audience.Audience;
import org.asclepion.world.avatar.Limb;
import org.asclepion.world.avatar.Participant;
import org.asclepion.world.avatar.Pose;
import org.asclepion.world.avatar.Reach;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.intent.Refused;
import org.asclepion.world.physics.PropState;
import org.asclepion.world.space.Geometry;
import org.asclepion.world.space.RoomTemplate;
import org.jspecify.annotations.Nullable;

/**
 * The simulation of one room: takes the intents of a step, in order, and brings about its state.
 * Belongs to the one thread that calls {@link #step}; whatever it returns is to be read by that
 * thread before the next step.
 *
 * <p>A pure function of its template and the sequence of (tick, intents, random) it was given: no
 * clock, no randomness of its own, no I/O. A log of those arguments replays to the same {@link
 * #stateHash}. Nothing an intent says makes it throw: what is not possible is refused, and what
 * comes from nobody in the room is ignored.
 *
 * <p>This class is the order of things; the rules live in its parts. {@link Presence} has the one
 * that matters most: who is told of whom.
 */
public final class Room {
  private final Stage stage;
  private final Presence presence;
  private final Arrivals arrivals;
  private final Motion motion;
  private final Doors doors;
  private final Thresholds thresholds;
  private final Seats seats;
  private final Items items;
  private final Gestures gestures;
  private final Strokes strokes;
  private final SideTalks talks;
  private final Notes notes;
  private final Speech speech;
  private final Figures figures;
  private final Voices voices;
  private final Listening listening;
  private final List<Outcome> outcomes;

  /** The only instance of its template. */
  public Room(RoomTemplate template) {
    this(Geometry.of(template));
  }

  /** One of the instances that share a geometry. */
  public Room(Geometry geometry) {
    stage = new Stage(geometry);
    outcomes = Collections.unmodifiableList(stage.outcomes);
    FreeSpots spots = new FreeSpots(stage);
    presence = new Presence(stage);
    arrivals = new Arrivals(stage, spots);
    motion = new Motion(stage, spots);
    doors = new Doors(stage, presence);
    thresholds = new Thresholds(stage, doors);
    seats = new Seats(stage, spots);
    items = new Items(stage, presence);
    gestures = new Gestures(stage, presence);
    strokes = new Strokes(stage);
    talks = new SideTalks(stage, presence);
    notes = new Notes(stage);
    speech = new Speech(stage, talks);
    figures = new Figures(stage, seats);
    voices = new Voices(stage);
    listening = new Listening(stage, doors, talks);
    stage.components.put(Scope.ROOM, new Component.RoomInfo(geometry.template().index()));
  }

  /**
   * Makes one step.
   *
   * @param tick the room's time in periods of 1/tickHz; grows with each step, may skip while the
   *     room is empty
   * @param intents what is wanted, in the order in which it is to be granted
   * @param random drawn from in a fixed order
   */
  public void step(int tick, List<? extends Intent> intents, RandomGenerator random) {
    if (tick <= stage.tick) {
      throw new IllegalArgumentException("tick " + tick + " after " + stage.tick);
    }
    double seconds = (double) (tick - stage.tick) / stage.template.tickHz();
    stage.tick = tick;
    stage.components.clearChanges();
    stage.outcomes.clear();
    stage.bodies.beginStep();
    motion.beginStep(seconds);
    for (int i = 0; i < intents.size(); i++) {
      take(intents.get(i), random);
    }
    thresholds.endStep();
    doors.endStep();
    items.endStep();
    gestures.endStep();
    figures.endStep();
    voices.endStep();
    presence.tellStale();
    listening.endStep();
  }

  private void take(Intent intent, RandomGenerator random) {
    switch (intent) {
      case Intent.Arrive arrive -> arrive(arrive, random);
      case Intent.DoorMovedBeyond moved -> doors.movedBeyond(moved);
      case Intent.HeardBeyond heard -> listening.hear(heard);
      default -> {
        Body body = stage.bodies.of(intent.participant());
        if (body != null) {
          take(body, intent);
        }
      }
    }
  }

  private void take(Body body, Intent intent) {
    switch (intent) {
      case Intent.PoseSample it -> motion.sample(body, it);
      case Intent.Teleport it -> motion.teleport(body, it);
      case Intent.UseDoor it -> doors.use(body, it);
      case Intent.Sit it -> seats.sit(body, it);
      case Intent.Stand it -> seats.stand(body, it);
      case Intent.PickUp it -> items.pickUp(body, it);
      case Intent.Release it -> items.release(body, it);
      case Intent.Point it -> gestures.point(body, it);
      case Intent.Offer it -> gestures.offer(body, it);
      case Intent.Shake it -> gestures.shake(body, it);
      case Intent.RaiseHand it -> gestures.raise(body, it);
      case Intent.LowerHand it -> gestures.lower(body, it);
      case Intent.Draw it -> strokes.draw(body, it);
      case Intent.Erase it -> strokes.erase(body, it);
      case Intent.Chat it -> speech.chat(body, it);
      case Intent.InviteToSideTalk it -> talks.invite(body, it);
      case Intent.LeaveSideTalk it -> talks.leave(body, it);
      case Intent.WriteNote it -> notes.write(body, it);
      case Intent.SetVoice it -> voices.set(body, it);
      case Intent.Depart it -> depart(body, it.aperture());
      case Intent.SetAway it -> setAway(body, it.away());
      case Intent.AdmissionRefused it ->
          stage.tell(
              new Outcome.DoorRefused(it.participant(), body.slot(), it.aperture(), it.reason()));
      case Intent.Permit it -> listening.permit(body, it.mayBeHeard(), it.mayBeSeen());
      case Intent.Arrive it -> {}
      case Intent.DoorMovedBeyond it -> {}
      case Intent.HeardBeyond it -> {}
    }
  }

  private void arrive(Intent.Arrive arrive, RandomGenerator random) {
    Participant who = arrive.who();
    if (stage.bodies.of(who.id()) != null) {
      return;
    }
    int slot = stage.bodies.freeSlot();
    if (slot < 0) {
      stage.tell(new Outcome.ArrivalRefused(who, Refused.ROOM_FULL));
      return;
    }
    Body body = new Body(who, slot, presence.hides(who.role().isStaff()), presence);
    Reach.rest(body.pose());
    doors.openFor(arrive.aperture());
    arrivals.place(body, arrive.aperture());
    stage.bodies.add(body);
    presence.entered(body);
    figures.entered(body, random);
    Intent.Carried carried = arrive.carried();
    if (carried != null) {
      bring(body, carried);
    }
  }

  private void bring(Body body, Intent.Carried carried) {
    if (Reach.finite(carried.head())
        && Reach.finite(carried.leftHand())
        && Reach.finite(carried.rightHand())) {
      body.reach.apply(body.pose(), carried.head(), carried.leftHand(), carried.rightHand(), true);
      body.posed = true;
    }
    body.sample = carried.sample() & 0xFFFF;
    body.sampled = true;
    notes.bring(body, carried.note());
    body.unmuted = carried.unmuted();
    listening.permit(body, carried.mayBeHeard(), carried.mayBeSeen());
  }

  private void depart(Body body, int aperture) {
    Intent.Carried carried = null;
    if (aperture >= 0) {
      Pose pose = body.pose();
      carried =
          new Intent.Carried(
              copy(pose.head),
              copy(pose.leftHand),
              copy(pose.rightHand),
              body.sample,
              body.note,
              body.unmuted,
              body.attendee.mayBeHeard(),
              body.attendee.mayBeSeen());
    }
    items.drop(body);
    seats.leave(body);
    talks.leaveAll(body);
    figures.left(body);
    voices.left(body);
    presence.left(body, aperture, carried);
    stage.bodies.remove(body);
    notes.left();
    strokes.left();
  }

  private static Limb copy(Limb limb) {
    Limb copy = new Limb();
    copy.set(limb);
    return copy;
  }

  private static void setAway(Body body, boolean away) {
    if (!away) {
      // The client may have started anew and count its samples from anywhere.
      body.sampled = false;
    }
    body.talking &= !away;
    body.stale |= body.away != away;
    if (away) {
      Gestures.rest(body);
    }
    body.away = away;
  }

  /** The tick of the last step, -1 before the first. */
  public int tick() {
    return stage.tick;
  }

  /** What the last step brought about, in order; valid until the next step. */
  public List<Outcome> outcomes() {
    return outcomes;
  }

  /** The replicated state; its changes are those since the last step began. */
  public Components components() {
    return stage.components;
  }

  /** Who may hear and see whom as of the last step; the same object while nothing changed. */
  public Audience audience() {
    return listening.audience();
  }

  /** The bodies in slot order. */
  public List<? extends Avatar> avatars() {
    return stage.bodies.inOrder();
  }

  /** Whether a stream of this scope can carry poses at all; see {@link Avatar#poseIn}. */
  public boolean carriesPoses(Scope scope) {
    return presence.carriesPoses(scope);
  }

  /** Whether the room has this aperture and nothing closes it on this side. */
  public boolean isOpen(int aperture) {
    return doors.opens(aperture);
  }

  public @Nullable Avatar avatar(long participant) {
    return stage.bodies.of(participant);
  }

  public boolean isEmpty() {
    return stage.bodies.count() == 0;
  }

  public RoomTemplate template() {
    return stage.template;
  }

  /** Where an item is and how it moves, for tests; a held one is where it was picked up. */
  PropState itemState(int item) {
    return items.state(item);
  }

  /**
   * A hash over everything that decides the future: equal states give equal hashes. Of notes only
   * the length goes in, so that the hash, which is written down, gives away no words.
   */
  public long stateHash() {
    long hash = Hash.mix(0, stage.tick);
    for (int i = 0; i < stage.bodies.count(); i++) {
      hash = stage.bodies.get(i).hash(hash);
    }
    hash = doors.hash(hash);
    hash = items.hash(hash);
    hash = talks.hash(hash);
    hash = notes.hash(hash);
    hash = strokes.hash(hash);
    return figures.hash(hash);
  }
}
