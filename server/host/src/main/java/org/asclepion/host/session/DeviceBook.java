package org.asclepion.host.session;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.asclepion.host.room.RoomKey;
import org.asclepion.host.session.DeviceTicket.Way;
import org.jspecify.annotations.Nullable;

/**
 * The tickets of devices and displays. Any thread. Of a token only a hash is kept, and nothing of
 * it is ever logged; all tickets end with the process.
 */
public final class DeviceBook {
  /** Tickets at the same time. */
  public static final int MAX_TICKETS = 256;

  /** The longest that a ticket may be good for. */
  public static final Duration MAX_LIFETIME = Duration.ofHours(24);

  private static final int ID_CHARACTERS = 8;

  private final Ticker clock;

  /** By the digest of their tokens. */
  private final Map<String, DeviceTicket> tickets = new ConcurrentHashMap<>();

  public DeviceBook(Ticker clock) {
    this.clock = clock;
  }

  /**
   * A ticket that was just made.
   *
   * @param token the bearer's; told this once and kept nowhere
   */
  public record Issued(DeviceTicket ticket, String token) {}

  /**
   * Makes a ticket; null when there are as many as there may be.
   *
   * @param template index of the room in the hospital
   * @param visit the visit that the room belongs to; empty where one instance serves all
   * @param copy of the whole hospital; empty for the real one
   */
  public @Nullable Issued issue(
      int template,
      String visit,
      String copy,
      int board,
      Way way,
      String label,
      Duration lifetime) {
    return issue(new RoomKey(template, visit, copy), board, way, label, lifetime);
  }

  /** Makes a ticket; null when there are as many as there may be. */
  public synchronized @Nullable Issued issue(
      RoomKey room, int board, Way way, String label, Duration lifetime) {
    if (lifetime.compareTo(MAX_LIFETIME) > 0) {
      throw new IllegalArgumentException("longer than " + MAX_LIFETIME);
    }
    long now = clock.read();
    tickets.values().removeIf(ticket -> !ticket.isGood(now));
    if (tickets.size() >= MAX_TICKETS) {
      return null;
    }
    String token = Secrets.token();
    String id = Secrets.token().substring(0, ID_CHARACTERS);
    DeviceTicket made = new DeviceTicket(id, room, board, way, label, now + lifetime.toNanos());
    tickets.put(Secrets.digest(token), made);
    return new Issued(made, token);
  }

  /** The ticket of a token, if it is good. */
  public @Nullable DeviceTicket find(String token) {
    DeviceTicket found =
        token.length() == Secrets.TOKEN_CHARACTERS ? tickets.get(Secrets.digest(token)) : null;
    return found != null && isGood(found) ? found : null;
  }

  public boolean isGood(DeviceTicket ticket) {
    return ticket.isGood(clock.read());
  }

  /** How long a ticket has left. */
  public Duration left(DeviceTicket ticket) {
    return Duration.ofNanos(ticket.leftNanos(clock.read()));
  }

  /** Those that are good, in a fixed order. */
  public List<DeviceTicket> all() {
    return tickets.values().stream()
        .filter(this::isGood)
        .sorted(Comparator.comparing(DeviceTicket::id))
        .toList();
  }

  /** Ends a ticket by its id; answers it, or null when there is none. */
  public @Nullable DeviceTicket revoke(String id) {
    DeviceTicket found = null;
    for (DeviceTicket ticket : all()) {
      if (ticket.id().equals(id)) {
        ticket.end();
        found = ticket;
      }
    }
    return found;
  }

  /** Ends all tickets of a room that is gone: another visit's room is another room. */
  public void endAllOf(RoomKey room) {
    tickets.values().stream().filter(it -> it.room().equals(room)).forEach(DeviceTicket::end);
  }
}
