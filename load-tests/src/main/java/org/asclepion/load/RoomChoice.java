package org.asclepion.load;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.asclepion.protocol.v1.Hospital;
import org.asclepion.protocol.v1.Role;
import org.asclepion.protocol.v1.Room;
import org.jspecify.annotations.Nullable;

/**
 * Which room the bots meet in. Static and pure.
 *
 * <p>Unless one is named: a room that holds them all, indoors before outdoors; then one that ticks
 * as often as they send, before one that ticks more often, before one that ticks less; then one
 * with no view into another room, whose state would come along; then the largest.
 */
final class RoomChoice {
  /**
   * Gives the room's index.
   *
   * @param template the room's id, or null to choose
   */
  static int choose(Hospital hospital, @Nullable String template, int perRoom, double hz) {
    List<Room> rooms = hospital.getRoomsList();
    if (template != null) {
      return named(rooms, template, perRoom);
    }
    List<Integer> open =
        IntStream.range(0, rooms.size()).filter(i -> takesBots(rooms.get(i))).boxed().toList();
    Comparator<Integer> order =
        Comparator.<Integer, Boolean>comparing(i -> rooms.get(i).getOutdoors())
            .thenComparingDouble(i -> rateMismatch(rooms.get(i).getTickHz(), hz))
            .thenComparing(i -> hasView(hospital, i))
            .thenComparingInt(i -> -rooms.get(i).getCapacity());
    return open.stream()
        .filter(i -> rooms.get(i).getCapacity() >= perRoom)
        .min(order)
        .orElseThrow(() -> noneHolds(rooms, open, perRoom));
  }

  private static int named(List<Room> rooms, String template, int perRoom) {
    for (int i = 0; i < rooms.size(); i++) {
      Room room = rooms.get(i);
      if (room.getId().equals(template)) {
        if (room.getCapacity() < perRoom) {
          throw new UsageException(
              "%s holds %d people: lower --per-room to that, or leave --template out"
                  .formatted(template, room.getCapacity()));
        }
        return i;
      }
    }
    String ids = String.join(" ", rooms.stream().map(Room::getId).toList());
    throw new UsageException("no room template " + template + "; there are: " + ids);
  }

  private static UsageException noneHolds(List<Room> rooms, List<Integer> open, int perRoom) {
    return open.stream()
        .map(rooms::get)
        .max(Comparator.comparingInt(Room::getCapacity))
        .map(
            largest ->
                new UsageException(
                    "no room holds %d people, the largest is %s with %d: lower --per-room to that, or raise its capacity"
                        .formatted(perRoom, largest.getId(), largest.getCapacity())))
        .orElseGet(
            () -> new UsageException("no room admits doctors by name, which is what bots are"));
  }

  private static boolean takesBots(Room room) {
    return !room.getAnonymousVisitors() && room.getAdmitsList().contains(Role.ROLE_DOCTOR);
  }

  /** 0 for the same rate, less than 1 for a faster room, more than 1 for a slower one. */
  private static double rateMismatch(int tickHz, double hz) {
    return tickHz >= hz ? 1 - hz / tickHz : hz / Math.max(1, tickHz);
  }

  private static boolean hasView(Hospital hospital, int room) {
    return hospital.getAperturesList().stream()
        .anyMatch(
            a ->
                (a.getRoomA() == room && a.getSightAToB())
                    || (a.getRoomB() == room && a.getSightBToA()));
  }

  private RoomChoice() {}
}
