package org.asclepion.world.room;

import java.util.List;
import org.asclepion.world.space.Angles;
import org.asclepion.world.space.Opening;

/**
 * Notices who walks into an open doorway. Each body is reported once, until it has stepped back.
 * Belongs to the thread that steps the room.
 */
final class Thresholds {
  /** How far beyond the wall line a root must be, metres. */
  static final double BEYOND = 0.05;

  /** How far back from there it must come before it is reported again, metres. */
  static final double STEP_BACK = 0.3;

  private final Stage stage;
  private final Doors doors;
  private final List<Opening> openings;
  private final double[] outX;
  private final double[] outZ;

  Thresholds(Stage stage, Doors doors) {
    this.stage = stage;
    this.doors = doors;
    this.openings = stage.template.openings();
    this.outX = openings.stream().mapToDouble(it -> Angles.forwardX(it.yaw())).toArray();
    this.outZ = openings.stream().mapToDouble(it -> Angles.forwardZ(it.yaw())).toArray();
  }

  void endStep() {
    Bodies bodies = stage.bodies;
    for (int n = 0; n < bodies.count(); n++) {
      Body body = bodies.get(n);
      if (body.moved) {
        look(body);
      }
    }
  }

  private void look(Body body) {
    if (body.threshold >= 0) {
      if (beyond(body, body.threshold) >= BEYOND - STEP_BACK) {
        return;
      }
      body.threshold = -1;
    }
    if (body.seat >= 0) {
      return;
    }
    for (int i = 0; i < outX.length; i++) {
      if (openings.get(i).walk() && doors.isOpen(i) && beyond(body, i) > BEYOND) {
        body.threshold = i;
        stage.tell(
            new Outcome.AtThreshold(body.participant(), body.slot(), openings.get(i).aperture()));
        return;
      }
    }
  }

  /** Metres by which a root is beyond the wall line within an opening's width; far off: -∞. */
  private double beyond(Body body, int i) {
    Opening opening = openings.get(i);
    double dx = body.pose().rootX - opening.x();
    double dz = body.pose().rootZ - opening.z();
    double aside = Math.abs(dx * outZ[i] - dz * outX[i]);
    double out = dx * outX[i] + dz * outZ[i];
    return aside <= opening.width() / 2 && out < 1 ? out : Double.NEGATIVE_INFINITY;
  }
}
