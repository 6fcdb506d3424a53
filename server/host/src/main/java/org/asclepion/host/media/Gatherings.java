package org.asclepion.host.media;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.asclepion.host.media.Register.Place;
import org.asclepion.host.media.RoomMedia.Beyond;
import org.asclepion.host.room.AudienceSink;
import org.asclepion.host.room.Journal;
import org.asclepion.host.room.RoomKey;
import org.asclepion.media.route.Denial;
import org.asclepion.media.route.Gathering;
import org.asclepion.media.route.Router;
import org.asclepion.media.route.Source;
import org.asclepion.world.audience.Revoked;
import org.asclepion.world.audience.Row;
import org.asclepion.world.intent.Refused;
import org.asclepion.world.room.Outcome.Corrected;
import org.jspecify.annotations.Nullable;

/**
 * Brings what rooms say of hearing and seeing to the router: one gathering for each room in which
 * somebody has sound. Rooms' owner threads, sessions and one publisher call it.
 *
 * <p><b>The idea.</b> What ends is denied in the thread that ends it, before it returns. What is
 * allowed is computed by the publisher a moment later, from whatever is true then, and lifts the
 * denials that it knew of.
 *
 * <p><b>Why nothing slips through.</b> Whoever takes something away first changes what the
 * publisher reads and then denies as of the newest version given out. The publisher takes its
 * version before it reads. So either it read the change, or the denial is as new as its version and
 * stands. Both orders are safe, and the change itself asks for another version.
 *
 * <p>An edge through an aperture needs both rooms' audiences (docs/adr/0011), and both are read
 * when the speaker's gathering is computed. Which rooms to look into is remembered from the last
 * time, since missing one only makes it late.
 */
final class Gatherings implements AudienceSink, Journal {
  private final Router router;
  private final Register register;
  private final Executor publisher;
  private final Function<RoomKey, Integer> voices;
  private final Map<RoomKey, RoomMedia> rooms = new ConcurrentHashMap<>();

  /** Where those send who are in no room: nobody is ever in its audience. */
  private final Gathering nowhere;

  /**
   * @param publisher one thread
   * @param voices how many one hears at once in a room
   */
  Gatherings(
      Router router, Register register, Executor publisher, Function<RoomKey, Integer> voices) {
    this.router = router;
    this.register = register;
    this.publisher = publisher;
    this.voices = voices;
    nowhere = router.gathering();
  }

  /** Where a newcomer to the router begins; {@link #joined} then puts it into its room. */
  Gathering nowhere() {
    return nowhere;
  }

  /** A caller has a new connection: from now on it hears, is heard, and so on. */
  void joined(Caller caller) {
    Place place = register.place(caller.participant);
    enter(caller, place);
    // It may have gone on since.
    if (!Objects.equals(place, register.place(caller.participant))) {
      enter(caller, register.place(caller.participant));
    }
    changed(caller);
  }

  private void enter(Caller caller, @Nullable Place place) {
    Leg leg = caller.leg();
    if (leg == null) {
      return;
    }
    if (place == null) {
      leg.routed().enter(nowhere);
    } else {
      leg.routed().hearAtMost(voices.apply(place.room()));
      leg.routed().enter(gathering(room(place.room())));
    }
  }

  /** A device or a display has a connection. */
  void joined(Device device) {
    RoomMedia room = room(device.ticket.room());
    register.add(device);
    room.devices.add(device);
    device.leg.routed().enter(gathering(room));
    publish(room);
  }

  /** It has none any more, or is not to have one: nothing of it goes on, and nothing to it. */
  void gone(Device device) {
    register.remove(device);
    device.leg.routed().enter(nowhere);
    RoomMedia room = rooms.get(device.ticket.room());
    if (room == null) {
      // The room has ended, and its gathering with it.
      return;
    }
    room.devices.remove(device);
    deny(room, device.id, Denial.EVERYBODY, null);
    deny(room, Denial.EVERYBODY, device.id, null);
    publish(room);
  }

  /** Whether a device shows something in a caller's room that it cannot receive. */
  boolean isShownInVain(Caller caller) {
    Place place = register.place(caller.participant);
    RoomMedia room = place == null ? null : rooms.get(place.room());
    if (room == null || !caller.isPresent()) {
      return false;
    }
    for (Device device : room.devices) {
      if (device.shows != null && !caller.receives(device.shows)) {
        return true;
      }
    }
    return false;
  }

  /** Something about a caller changed that only adds. */
  void changed(Caller caller) {
    Place place = register.place(caller.participant);
    if (place != null) {
      RoomMedia room = room(place.room());
      publish(room);
      around(room).forEach(this::publish);
    }
  }

  /**
   * A caller switched a source off, which the register knows already.
   *
   * @param source null for all of them, and for what it receives too
   */
  void silenced(Caller caller, @Nullable Source source) {
    Place place = register.place(caller.participant);
    if (place == null) {
      return;
    }
    RoomMedia room = room(place.room());
    deny(room, caller.participant, Denial.EVERYBODY, source);
    if (source == null) {
      deny(room, Denial.EVERYBODY, caller.participant, null);
      for (RoomMedia other : around(room)) {
        deny(other, Denial.EVERYBODY, caller.participant, null);
      }
    }
    changed(caller);
  }

  /** The rooms whose people those in this room may hear. */
  private List<RoomMedia> around(RoomMedia room) {
    return rooms.values().stream().filter(other -> other.listeners.contains(room)).toList();
  }

  private static void deny(RoomMedia room, long sender, long receiver, @Nullable Source source) {
    Gathering gathering = room.gathering;
    if (gathering != null) {
      var _ = gathering.deny(new Denial(sender, receiver, source, room.issued.get()));
    }
  }

  private RoomMedia room(RoomKey key) {
    return rooms.computeIfAbsent(key, RoomMedia::new);
  }

  private Gathering gathering(RoomMedia room) {
    synchronized (room) {
      Gathering made = room.gathering;
      if (made == null) {
        made = router.gathering();
        room.gathering = made;
      }
      return made;
    }
  }

  // The journal: who stands where. Rooms' owner threads, before the audience of the same step.

  @Override
  public void entered(RoomKey key, int tick, long participant, int slot) {
    register.entered(key, participant, slot);
    Caller caller = register.caller(participant);
    if (caller != null) {
      enter(caller, register.place(participant));
    }
  }

  @Override
  public void left(RoomKey key, int tick, long participant, int slot) {
    if (!register.left(key, participant, slot)) {
      return;
    }
    Caller caller = register.caller(participant);
    if (caller != null) {
      enter(caller, null);
      RoomMedia room = room(key);
      deny(room, participant, Denial.EVERYBODY, null);
      deny(room, Denial.EVERYBODY, participant, null);
    }
  }

  @Override
  public void refused(RoomKey key, Refused reason) {}

  @Override
  public void corrected(RoomKey key, Corrected.Kind kind) {}

  @Override
  public void overrun(RoomKey key, int ticks) {}

  // The sink: who hears and sees whom. Rooms' owner threads.

  @Override
  public void revoked(RoomKey key, int tick, Revoked revoked) {
    if (!register.nobodyCalls()) {
      room(key).revoked = revoked.edges();
    }
  }

  @Override
  public void published(RoomKey key, org.asclepion.world.audience.Audience audience) {
    RoomMedia room = room(key);
    org.asclepion.world.audience.Audience before = room.audience;
    room.audience = audience;
    for (Device device : room.devices) {
      if (device.isDisplay()) {
        denyNewlyHidden(room, before, audience, device.id);
      }
    }
    for (Revoked.Edge edge : room.revoked) {
      deny(room, edge);
    }
    room.revoked = List.of();
    if (!register.nobodyCalls()) {
      publish(room);
    }
  }

  /** A display is shown what everybody sees: from now on no longer this. */
  private static void denyNewlyHidden(
      RoomMedia room,
      org.asclepion.world.audience.Audience before,
      org.asclepion.world.audience.Audience now,
      long display) {
    for (int n = 0; n < before.size(); n++) {
      long subject = before.participant(n);
      if (Edges.isSeenByAll(before, subject) && !Edges.isSeenByAll(now, subject)) {
        deny(room, subject, display, Source.SCREEN);
      }
    }
  }

  private void deny(RoomMedia room, Revoked.Edge edge) {
    switch (edge) {
      case Revoked.Edge.Hears(long listener, long speaker) ->
          denyWhereItStands(speaker, listener, Source.VOICE);
      case Revoked.Edge.Sees(long viewer, long subject) -> {
        denyWhereItStands(subject, viewer, Source.CAMERA);
        denyWhereItStands(subject, viewer, Source.SCREEN);
      }
      // Who listens beyond is the other room's to know; for a moment nobody at all does.
      case Revoked.Edge.Out(int aperture, long speaker) -> {
        if (register.caller(speaker) != null) {
          deny(room, speaker, Denial.EVERYBODY, Source.VOICE);
        }
      }
    }
  }

  private void denyWhereItStands(long sender, long receiver, Source source) {
    Place place = register.place(sender);
    if (place != null && register.caller(sender) != null && register.caller(receiver) != null) {
      RoomMedia at = rooms.get(place.room());
      if (at != null) {
        deny(at, sender, receiver, source);
        publish(at);
      }
    }
  }

  @Override
  public void ended(RoomKey key) {
    RoomMedia room = rooms.remove(key);
    if (room != null) {
      Gathering gathering = room.gathering;
      if (gathering != null) {
        router.end(gathering);
      }
      rooms.values().forEach(other -> other.listeners.remove(room));
    }
  }

  // The publisher.

  private void publish(RoomMedia room) {
    if (room.waits.compareAndSet(false, true)) {
      publisher.execute(
          () -> {
            room.waits.set(false);
            lookBeyond(room);
            compute(room);
          });
    }
  }

  /** Finds the rooms that people of this room hear into, and has those told that need it. */
  private void lookBeyond(RoomMedia room) {
    Set<Beyond> now = new HashSet<>();
    for (int n = 0; n < room.audience.size(); n++) {
      long listener = room.audience.participant(n);
      Row row = room.audience.row(n);
      for (int i = 0; i < row.heardCount(); i++) {
        if (row.heardThrough(i) >= 0 && register.caller(row.heard(i)) != null) {
          now.add(new Beyond(listener, row.heard(i), row.heardThrough(i), row.heardPriority(i)));
        }
      }
    }
    if (now.equals(room.beyond)) {
      return;
    }
    Set<RoomMedia> affected = new HashSet<>();
    for (Set<Beyond> edges : List.of(room.beyond, now)) {
      for (Beyond edge : edges) {
        Place place = register.place(edge.speaker());
        if (place != null && !place.room().equals(room.key)) {
          affected.add(room(place.room()));
        }
      }
    }
    room.beyond = now;
    for (RoomMedia other : affected) {
      other.listeners.add(room);
      publish(other);
    }
  }

  private void compute(RoomMedia room) {
    Gathering gathering = room.gathering;
    if (gathering != null) {
      long version = room.issued.incrementAndGet();
      gathering.publish(Edges.of(room, register, version));
    }
  }
}
