package org.asclepion.host.isolation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.asclepion.host.isolation.Violation.Kind;
import org.asclepion.protocol.stroke.StrokeFormatException;
import org.asclepion.protocol.stroke.StrokePoints;
import org.asclepion.protocol.v1.Room;
import org.asclepion.protocol.v1.ScopeKind;
import org.asclepion.protocol.v1.Stroke;

/**
 * Who drew what, known by where each line begins, and who held out a hand to whom. Belongs to the
 * oracle's thread.
 */
final class Drawings {
  private record Drawn(Person by, long nanos) {}

  private final Plan plan;
  private final Findings findings;
  private final Map<List<Integer>, Drawn> byBeginning = new HashMap<>();
  private final List<Person> offered = new ArrayList<>();

  Drawings(Plan plan, Findings findings) {
    this.plan = plan;
    this.findings = findings;
  }

  /** To be called before the intent is sent; no two lines begin at the same millimetre. */
  void drew(Person by, int x, int y, int z) {
    byBeginning.put(List.of(x, y, z), new Drawn(by, System.nanoTime()));
  }

  /** Somebody holds out a hand, or takes one. */
  void heldOut(Person by) {
    if (!offered.contains(by)) {
      offered.add(by);
    }
  }

  boolean consented(Person person) {
    return offered.contains(person);
  }

  void check(Stream stream, State state, Stroke stroke) {
    findings.saw("strokes");
    Room room = plan.room(stream.instance.key().template());
    int whiteboard = stroke.getWhiteboardPlusOne() - 1;
    if (whiteboard >= room.getWhiteboardsCount()) {
      findings.add(Kind.STRANGER, "drawn on another room's whiteboard: " + stream);
      return;
    }
    boolean staffs = whiteboard >= 0 && room.getWhiteboards(whiteboard).getStaff();
    if (staffs != (stream.kind == ScopeKind.SCOPE_KIND_STAFF)) {
      findings.add(Kind.WRONG_SCOPE, "a line of whiteboard " + whiteboard + " in " + stream);
    }
    try {
      byte[] bytes = stroke.getPoints().toByteArray();
      int[] points = StrokePoints.decode(bytes);
      if (StrokePoints.dimensions(bytes) != (whiteboard < 0 ? 3 : 2)) {
        findings.add(Kind.GARBLED, "points of another kind in " + stream);
      } else if (whiteboard < 0 && stroke.getPiece() == 0) {
        begun(stream, state, List.of(points[0], points[1], points[2]));
      }
    } catch (StrokeFormatException e) {
      findings.add(Kind.GARBLED, e.getMessage() + " in " + stream);
    }
  }

  private void begun(Stream stream, State state, List<Integer> at) {
    Drawn drawn = byBeginning.get(at);
    if (drawn == null) {
      findings.add(Kind.STRANGER, "a line nobody drew in " + stream + " as of " + state.seq());
    } else if (!drawn.by.wasIn(stream.instance.key(), drawn.nanos)) {
      findings.add(Kind.WRONG_INSTANCE, "a line of " + drawn.by + " in " + stream);
    } else if (plan.room(stream.instance.key().template()).getAnonymousVisitors()
        && !drawn.by.isStaff()) {
      findings.add(Kind.VISITOR_EXPOSED, "a line of " + drawn.by + " in " + stream);
    }
  }
}
