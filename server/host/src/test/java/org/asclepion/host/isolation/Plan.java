package org.asclepion.host.isolation;

import java.util.ArrayList;
import java.util.List;
import org.asclepion.host.room.RoomKey;
import org.asclepion.protocol.v1.Aperture;
import org.asclepion.protocol.v1.Hospital;
import org.asclepion.protocol.v1.PlanPoint;
import org.asclepion.protocol.v1.Room;
import org.asclepion.protocol.v1.ScopeKind;
import org.asclepion.world.avatar.Role;
import org.jspecify.annotations.Nullable;

/** The building as every client is told it, and what it says about who may see where. Immutable. */
final class Plan {
  private final Hospital hospital;

  Plan(Hospital hospital) {
    this.hospital = hospital;
  }

  Hospital hospital() {
    return hospital;
  }

  Room room(int template) {
    return hospital.getRooms(template);
  }

  int room(String id) {
    for (int i = 0; i < hospital.getRoomsCount(); i++) {
      if (hospital.getRooms(i).getId().equals(id)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no room " + id);
  }

  /** Whether poses travel apart from the components: in rooms for more than a hundred. */
  boolean isHall(int template, ScopeKind kind) {
    return room(template).getCapacity() > 100
        && (kind == ScopeKind.SCOPE_KIND_ROOM || kind == ScopeKind.SCOPE_KIND_STAFF);
  }

  Aperture aperture(int index) {
    return hospital.getApertures(index);
  }

  int aperture(String id) {
    for (int i = 0; i < hospital.getAperturesCount(); i++) {
      if (hospital.getApertures(i).getId().equals(id)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no aperture " + id);
  }

  boolean isAperture(int index) {
    return index >= 0 && index < hospital.getAperturesCount();
  }

  /** The room on the other side, or -1 when the aperture is none of this room's. */
  int beyond(int template, int aperture) {
    Aperture it = aperture(aperture);
    if (it.getRoomA() == template) {
      return it.getRoomB();
    }
    return it.getRoomB() == template ? it.getRoomA() : -1;
  }

  /** The apertures one can walk through, of this room. */
  List<Integer> doors(int template) {
    List<Integer> doors = new ArrayList<>();
    for (int i = 0; i < hospital.getAperturesCount(); i++) {
      if (aperture(i).getPassesWalk() && beyond(template, i) >= 0) {
        doors.add(i);
      }
    }
    return doors;
  }

  /** The walkable aperture that joins two rooms, or -1. */
  int door(int from, int to) {
    for (int door : doors(from)) {
      if (beyond(from, door) == to) {
        return door;
      }
    }
    return -1;
  }

  boolean hasLeaf(int aperture) {
    return aperture(aperture).getKind() == Aperture.Kind.KIND_DOOR;
  }

  boolean admits(int template, Role role) {
    return room(template)
        .getAdmitsList()
        .contains(org.asclepion.protocol.v1.Role.valueOf("ROLE_" + role.name()));
  }

  /** The instance of a room that this person's way leads to. */
  RoomKey instance(int template, Person person, String copy) {
    return new RoomKey(template, room(template).getPerVisit() ? person.visit() : "", copy);
  }

  /**
   * The instance seen through an aperture from an instance, or null when nothing is to be seen: not
   * in that direction, or because a room for all cannot look into one visit's.
   */
  @Nullable RoomKey seen(RoomKey from, int aperture) {
    int beyond = beyond(from.template(), aperture);
    if (beyond < 0) {
      return null;
    }
    Aperture it = aperture(aperture);
    boolean sight = it.getRoomA() == from.template() ? it.getSightAToB() : it.getSightBToA();
    if (!sight) {
      return null;
    }
    boolean intoVisit = room(beyond).getPerVisit();
    if (intoVisit && !room(from.template()).getPerVisit()) {
      return null;
    }
    return new RoomKey(beyond, intoVisit ? from.visit() : "", from.copy());
  }

  /** Whether a point lies in a room, or at most {@code margin} metres outside its outline's box. */
  boolean holds(int template, double x, double z, double margin) {
    double minX = Double.POSITIVE_INFINITY;
    double maxX = Double.NEGATIVE_INFINITY;
    double minZ = Double.POSITIVE_INFINITY;
    double maxZ = Double.NEGATIVE_INFINITY;
    for (PlanPoint point : room(template).getOutlineList()) {
      minX = Math.min(minX, point.getX());
      maxX = Math.max(maxX, point.getX());
      minZ = Math.min(minZ, point.getZ());
      maxZ = Math.max(maxZ, point.getZ());
    }
    return x >= minX - margin && x <= maxX + margin && z >= minZ - margin && z <= maxZ + margin;
  }
}
