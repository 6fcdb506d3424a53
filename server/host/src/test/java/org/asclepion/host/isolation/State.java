package org.asclepion.host.isolation;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.asclepion.protocol.pose.PoseColumns;
import org.asclepion.protocol.v1.Component;
import org.jspecify.annotations.Nullable;

/**
 * A stream's state as of one tick, as a receiver holds it. Immutable and shared by all receivers
 * that hold the same.
 *
 * @param components by type (field number) and id
 */
record State(int seq, PoseColumns poses, Map<Key, Component> components, Set<Integer> slots) {
  /** What a component is known by within its stream. */
  record Key(int type, int id) {}

  static State of(int seq, PoseColumns poses, Map<Key, Component> components) {
    Set<Integer> slots = new TreeSet<>();
    for (int row = 0; row < poses.size(); row++) {
      slots.add(poses.slotAt(row));
    }
    for (Component component : components.values()) {
      switch (component.getValueCase()) {
        case BODY -> slots.add(component.getBody().getSlot());
        case NAME -> slots.add(component.getName().getSlot());
        case VOICE -> slots.add(component.getVoice().getSlot());
        case SIDE_TALK -> slots.addAll(component.getSideTalk().getMemberSlotsList());
        default -> {}
      }
    }
    return new State(seq, poses, components, slots);
  }

  static Key key(Component component) {
    int id =
        switch (component.getValueCase()) {
          case BODY -> component.getBody().getSlot();
          case NAME -> component.getName().getSlot();
          case FIGURE -> component.getFigure().getId();
          case DOOR -> component.getDoor().getAperture();
          case ITEM -> component.getItem().getId();
          case SEAT_TAKEN -> component.getSeatTaken().getSeat();
          case SIDE_TALK -> component.getSideTalk().getTalk();
          case VOICE -> component.getVoice().getSlot();
          case STROKE -> component.getStroke().getStroke() * 8 + component.getStroke().getPiece();
          case OWN_FIGURE, NOTE, ROOM_INFO, VALUE_NOT_SET -> 0;
        };
    return new Key(component.getValueCase().getNumber(), id);
  }

  Collection<Component> all() {
    return components.values();
  }

  @Nullable Component get(Component.ValueCase type, int id) {
    return components.get(new Key(type.getNumber(), id));
  }

  boolean sameAs(State other) {
    return seq == other.seq && poses.sameState(other.poses) && components.equals(other.components);
  }
}
