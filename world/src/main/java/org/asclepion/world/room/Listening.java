package org.asclepion.world.room;

import java.util.ArrayList;
import java.util.List;
import org.asclepion.world.audience.Attendee;
import org.asclepion.world.audience.Audience;
import org.asclepion.world.audience.AudienceMaker;
import org.asclepion.world.intent.Intent;

/**
 * Notices at the end of a step what changed for hearing and seeing, and has the room's audience
 * made anew when something did. Belongs to the thread that steps the room.
 *
 * <p>It compares instead of being told, so that nothing can be forgotten. When nothing changed it
 * makes no object.
 */
final class Listening {
  private final Stage stage;
  private final Doors doors;
  private final SideTalks talks;
  private final AudienceMaker maker;
  private final List<Attendee> people = new ArrayList<>();
  private int talksVersion;
  private Audience audience = Audience.NOBODY;

  Listening(Stage stage, Doors doors, SideTalks talks) {
    this.stage = stage;
    this.doors = doors;
    this.talks = talks;
    this.maker = new AudienceMaker(stage.template);
  }

  Audience audience() {
    return audience;
  }

  void hear(Intent.HeardBeyond heard) {
    maker.hear(heard.overheard());
  }

  void permit(Body body, boolean heard, boolean seen) {
    if (body.attendee.permits(heard, seen)) {
      maker.changed();
    }
  }

  void endStep() {
    boolean others = gather();
    if (others || talksVersion != talks.version()) {
      talksVersion = talks.version();
      others |= joinTalks();
    }
    if (others) {
      maker.changed();
    }
    for (int i = 0; i < stage.template.openings().size(); i++) {
      maker.setOpen(i, doors.isOpen(i));
    }
    Bodies bodies = stage.bodies;
    for (int i = 0; i < bodies.count(); i++) {
      Body body = bodies.get(i);
      if (body.moved) {
        maker.moved(body.attendee, body.pose());
      }
    }
    audience = maker.make(stage.tick, people);
  }

  /** Takes in who is here; answers whether others are than before. */
  @SuppressWarnings("ReferenceEquality") // each stay has its own attendee
  private boolean gather() {
    Bodies bodies = stage.bodies;
    boolean same = people.size() == bodies.count();
    for (int i = 0; i < bodies.count() && same; i++) {
      same = people.get(i) == bodies.get(i).attendee;
    }
    if (!same) {
      people.clear();
      for (int i = 0; i < bodies.count(); i++) {
        people.add(bodies.get(i).attendee);
      }
    }
    return !same;
  }

  private boolean joinTalks() {
    boolean changed = false;
    Bodies bodies = stage.bodies;
    for (int i = 0; i < bodies.count(); i++) {
      Body body = bodies.get(i);
      changed |= body.attendee.talks(talks.joined(body), talks.voiceGoesTo(body));
    }
    return changed;
  }
}
