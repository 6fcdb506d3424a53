package org.asclepion.host.room;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.asclepion.world.audience.Audience;
import org.asclepion.world.audience.Overheard;
import org.asclepion.world.audience.Revoked;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.room.Room;
import org.asclepion.world.space.Opening;

/**
 * One room's hearing, towards the world outside it: publishes its audience, asks the rooms beyond
 * open apertures whom one can hear there, and answers those that ask. Belongs to the room's owner
 * thread.
 *
 * <p>What one room lets out and what the other hears are two halves of one permission; see
 * docs/adr/0011. So the order between the rooms does not matter for safety, only for how soon one
 * hears.
 */
final class Earshot {
  /** A room that listens through an aperture, and what it was told last. */
  private static final class Listener {
    final int aperture;
    final Mailbox mailbox;
    Overheard told;

    Listener(int aperture, Mailbox mailbox) {
      this.aperture = aperture;
      this.mailbox = mailbox;
      this.told = silence(aperture);
    }
  }

  private final RoomKey key;
  private final Room room;
  private final Mailbox mailbox;
  private final Neighbours neighbours;
  private final AudienceSink sink;
  private final List<Opening> openings;

  /** The rooms beyond the openings that this one has asked. */
  private final boolean[] asked;

  /** At most one for each aperture. */
  private final List<Listener> listeners = new ArrayList<>();

  private Audience published = Audience.NOBODY;

  Earshot(RoomKey key, Room room, Mailbox mailbox, Neighbours neighbours, AudienceSink sink) {
    this.key = key;
    this.room = room;
    this.mailbox = mailbox;
    this.neighbours = neighbours;
    this.sink = sink;
    this.openings = room.template().openings();
    this.asked = new boolean[openings.size()];
  }

  /** Whether another room listens to this one. */
  boolean isListenedTo() {
    return !listeners.isEmpty();
  }

  void listen(RoomMessage.Listen listen) {
    listeners.removeIf(it -> it.aperture == listen.aperture());
    if (listen.wanted()) {
      Listener listener = new Listener(listen.aperture(), listen.listener());
      listeners.add(listener);
      // Silence too: it may remember voices from the last time somebody was there.
      post(listener, now(listener.aperture));
    }
  }

  /** After every step: what it changed for those who hear, before anything else is told of it. */
  @SuppressWarnings("ReferenceEquality") // an audience stays the same object while nothing changes
  void publish() {
    Audience audience = room.audience();
    if (audience != published) {
      Revoked revoked = Revoked.between(published, audience);
      if (!revoked.edges().isEmpty()) {
        sink.revoked(key, room.tick(), revoked);
      }
      sink.published(key, audience);
      published = audience;
      for (int i = 0; i < listeners.size(); i++) {
        tell(listeners.get(i));
      }
    }
    ask();
  }

  private void tell(Listener listener) {
    Overheard now = now(listener.aperture);
    if (!now.equals(listener.told)) {
      post(listener, now);
    }
  }

  private static void post(Listener listener, Overheard now) {
    listener.told = now;
    listener.mailbox.post(new RoomMessage.Want(new Intent.HeardBeyond(now)));
  }

  private Overheard now(int aperture) {
    Overheard now = published.through(aperture);
    return now == null ? silence(aperture) : now;
  }

  private static Overheard silence(int aperture) {
    return new Overheard(aperture, List.of());
  }

  private void ask() {
    for (int i = 0; i < asked.length; i++) {
      Opening opening = openings.get(i);
      boolean wanted = opening.sound() && !room.isEmpty() && room.isOpen(opening.aperture());
      if (wanted != asked[i]) {
        Mailbox beyond = neighbours.beyond(opening.aperture());
        if (beyond != null) {
          beyond.post(new RoomMessage.Listen(opening.aperture(), wanted, mailbox));
          asked[i] = wanted;
        }
      }
    }
  }

  /** There are no more ticks. */
  void end() {
    Arrays.fill(asked, false);
    listeners.clear();
    sink.ended(key);
  }
}
