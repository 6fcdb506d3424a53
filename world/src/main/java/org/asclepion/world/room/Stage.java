package org.asclepion.world.room;

import java.util.ArrayList;
import java.util.List;
import org.asclepion.world.intent.Refused;
import org.asclepion.world.space.FloorPlan;
import org.asclepion.world.space.Geometry;
import org.asclepion.world.space.RoomTemplate;
import org.asclepion.world.space.Solids;

/**
 * What the parts of a room share: its geometry, its bodies, its replicated state, this step's
 * outcomes and time. Belongs to the thread that steps the room.
 */
final class Stage {
  final RoomTemplate template;
  final FloorPlan floor;
  final Solids solids;
  final Bodies bodies;
  final Components components = new Components();
  final List<Outcome> outcomes = new ArrayList<>();

  /** The step being made. */
  int tick = -1;

  Stage(Geometry geometry) {
    this.template = geometry.template();
    this.floor = geometry.floor();
    this.solids = new Solids(geometry.solids());
    this.bodies = new Bodies(template.capacity());
  }

  /** How many ticks a time takes, at least 1. */
  int ticks(double seconds) {
    return Math.max(1, (int) Math.ceil(seconds * template.tickHz()));
  }

  void tell(Outcome outcome) {
    outcomes.add(outcome);
  }

  void refuse(Body body, int sequence, Refused reason) {
    outcomes.add(new Outcome.NotGranted(body.participant().id(), sequence, reason));
  }

  /**
   * Counts a lie, once per kind, body and step: a flood of lies must not become one of outcomes.
   */
  void correct(Body body, Outcome.Corrected.Kind kind) {
    int bit =
        switch (kind) {
          case SPEED -> 1;
          case REACH -> 2;
          case COLLISION -> 4;
          case SAMPLE -> 8;
        };
    if ((body.corrected & bit) == 0) {
      body.corrected |= bit;
      outcomes.add(new Outcome.Corrected(body.participant().id(), kind));
    }
  }
}
