package org.asclepion.host.media;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.asclepion.host.room.Reception;
import org.asclepion.host.room.RoomKey;
import org.asclepion.host.session.MediaDesk;
import org.jspecify.annotations.Nullable;

/**
 * Who stands where, and who has sound and pictures at all. Any thread. As large as there are bodies
 * in rooms and sessions.
 */
final class Register implements Reception {
  /** A body's room, and its slot there. */
  record Place(RoomKey room, int slot) {}

  private final Map<Long, Place> places = new ConcurrentHashMap<>();
  private final Map<Long, Caller> callers = new ConcurrentHashMap<>();
  private final Map<Long, Device> devices = new ConcurrentHashMap<>();

  /** The labels of the displays that show what is on a room's boards; never empty. */
  private final Map<RoomKey, List<String>> displays = new ConcurrentHashMap<>();

  private volatile Runnable onNewcomer = () -> {};

  /**
   * Has something done whenever somebody, or a device, begins to call. To be said before the first
   * does.
   */
  void onNewcomer(Runnable action) {
    onNewcomer = action;
  }

  void entered(RoomKey room, long participant, int slot) {
    places.put(participant, new Place(room, slot));
  }

  /** False when the body is in another room by now. */
  boolean left(RoomKey room, long participant, int slot) {
    return places.remove(participant, new Place(room, slot));
  }

  @Nullable Place place(long participant) {
    return places.get(participant);
  }

  boolean standsIn(RoomKey room, long participant) {
    Place place = places.get(participant);
    return place != null && place.room().equals(room);
  }

  Caller caller(long participant, MediaDesk.Line line) {
    Caller known = callers.get(participant);
    if (known != null) {
      return known;
    }
    Caller caller = callers.computeIfAbsent(participant, id -> new Caller(id, line));
    onNewcomer.run();
    return caller;
  }

  @Nullable Caller caller(long participant) {
    return callers.get(participant);
  }

  @Nullable Caller forget(long participant) {
    return callers.remove(participant);
  }

  Collection<Caller> callers() {
    return callers.values();
  }

  boolean nobodyCalls() {
    return callers.isEmpty() && devices.isEmpty();
  }

  void add(Device device) {
    devices.put(device.id, device);
    recount(device.ticket.room());
    onNewcomer.run();
  }

  void remove(Device device) {
    devices.remove(device.id);
    recount(device.ticket.room());
  }

  private void recount(RoomKey room) {
    displays.compute(
        room,
        (_, _) -> {
          List<String> labels =
              devices.values().stream()
                  .filter(it -> it.isDisplay() && it.ticket.room().equals(room))
                  .map(it -> it.ticket.label())
                  .sorted()
                  .toList();
          return labels.isEmpty() ? null : labels;
        });
  }

  /** What people are told of a device in their slots; null for a person, or one that is gone. */
  @Nullable Shown shown(long sender) {
    Device device = devices.get(sender);
    return device == null
        ? null
        : new Shown(device.ticket.room(), device.ticket.label(), device.ticket.board());
  }

  boolean somebodyCalls() {
    return !nobodyCalls();
  }

  @Override
  public boolean isEmpty() {
    return nobodyCalls();
  }

  @Override
  public @Nullable List<Held> of(long participant) {
    Caller caller = callers.get(participant);
    return caller == null ? null : caller.held();
  }

  @Override
  public List<String> displays(long participant) {
    Place place = displays.isEmpty() ? null : places.get(participant);
    return place == null ? List.of() : displays.getOrDefault(place.room(), List.of());
  }

  @Override
  public boolean standsIn(long participant, RoomKey room) {
    return standsIn(room, participant);
  }

  @Override
  public int slotOf(long participant) {
    Place place = places.get(participant);
    return place == null ? -1 : place.slot();
  }
}
