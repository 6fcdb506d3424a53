package org.asclepion.world.room;

import java.util.ArrayList;
import java.util.List;
import org.asclepion.world.avatar.Side;
import org.asclepion.world.drawing.Polyline;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.intent.Limits;
import org.asclepion.world.intent.Refused;
import org.asclepion.world.space.Whiteboard;
import org.jspecify.annotations.Nullable;

/**
 * What people have drawn, in the air and on whiteboards, within the bounds of {@link Limits}. It is
 * told to everybody in the room, on a whiteboard of the staff to the staff, and through no window;
 * it is gone when the last person leaves. Belongs to the thread that steps the room.
 */
final class Strokes {
  /** A line that begins this near a whiteboard is on it, metres. */
  static final double SNAP = 0.08;

  /** How far from its surface a hand may stray while it draws on a whiteboard, metres. */
  static final double STRAY = 0.5;

  /** How far from the head one can draw in the air, metres: an arm, and a little for what lags. */
  static final double AIR_REACH = 1.6;

  /** From how far one can draw on a whiteboard, metres: on flat screens one points at it. */
  static final double WHITEBOARD_REACH = 5;

  private static final int AIR = -1;

  private final Stage stage;

  /** Oldest first. */
  private final List<Line> lines = new ArrayList<>();

  private int lastNumber;
  private int points;

  Strokes(Stage stage) {
    this.stage = stage;
  }

  void draw(Body body, Intent.Draw wish) {
    Refused refused = judge(body, wish);
    if (refused != null) {
      body.stale |= body.drawing != Side.NONE;
      body.drawing = Side.NONE;
      body.stroke = 0;
      stage.refuse(body, wish.sequence(), refused);
      return;
    }
    Side hand = wish.ends() ? Side.NONE : Side.of(wish.hand().isLeft());
    body.stale |= body.drawing != hand;
    body.drawing = hand;
    if (wish.ends()) {
      body.stroke = 0;
    }
  }

  /** Draws, or says why not. */
  private @Nullable Refused judge(Body body, Intent.Draw wish) {
    Polyline drawn = wish.points();
    if (drawn.count() > Limits.DRAW_POINTS || drawn.dimensions() != 3) {
      return Refused.TOO_LONG;
    }
    if (body.ink.take(drawn.count()) < drawn.count()) {
      return Refused.BUSY;
    }
    Line line = wish.begins() ? null : own(body, body.stroke);
    if (drawn.count() == 0) {
      return wish.begins() || line == null ? Refused.NO_SUCH_THING : null;
    }
    if (line == null && !wish.begins()) {
      return Refused.NO_SUCH_THING;
    }
    int whiteboard = line == null ? whiteboardAt(drawn) : line.whiteboard;
    Refused refused = line == null ? mayBegin(body, whiteboard) : null;
    if (refused != null) {
      return refused;
    }
    if ((line == null ? 0 : line.count()) + drawn.count() > Limits.STROKE_POINTS) {
      return Refused.TOO_LONG;
    }
    if (!(whiteboard == AIR ? inReach(body, drawn) : onBoard(body, whiteboard, drawn))) {
      return Refused.OUT_OF_REACH;
    }
    if (!makeRoom(body, line, drawn.count())) {
      return Refused.TOO_MANY;
    }
    if (line == null) {
      line = begin(body, whiteboard, wish);
    }
    line.append(whiteboard == AIR ? drawn : laid(drawn, whiteboard), stage.components);
    points += drawn.count();
    return null;
  }

  private Line begin(Body body, int whiteboard, Intent.Draw wish) {
    boolean staff = whiteboard != AIR && stage.template.whiteboards().get(whiteboard).staff();
    Line line =
        new Line(
            ++lastNumber,
            body.participant().id(),
            staff ? Scope.STAFF : Scope.ROOM,
            whiteboard,
            wish.colour(),
            wish.widthMillimetres());
    lines.add(line);
    body.stroke = line.number;
    return line;
  }

  private int whiteboardAt(Polyline drawn) {
    List<Whiteboard> boards = stage.template.whiteboards();
    for (int i = 0; i < boards.size(); i++) {
      if (boards.get(i).holds(drawn.metres(0, 0), drawn.metres(0, 1), drawn.metres(0, 2), SNAP)) {
        return i;
      }
    }
    return AIR;
  }

  private @Nullable Refused mayBegin(Body body, int whiteboard) {
    Rights right = whiteboard == AIR ? Rights.DRAW_IN_AIR : Rights.DRAW_ON_WHITEBOARD;
    boolean others =
        whiteboard != AIR
            && stage.template.whiteboards().get(whiteboard).staff()
            && !body.isStaff();
    return others || !right.granted(body, stage.template.kind()) ? Refused.NOT_ALLOWED : null;
  }

  private boolean inReach(Body body, Polyline drawn) {
    Hand head = new Hand(body.pose(), body.pose().head);
    double floor = stage.template.floorY();
    for (int i = 0; i < drawn.count(); i++) {
      double x = drawn.metres(i, 0);
      double y = drawn.metres(i, 1);
      double z = drawn.metres(i, 2);
      if (head.squareTo(x, y, z) > AIR_REACH * AIR_REACH
          || y < floor
          || !stage.floor.contains(x, z)
          || stage.solids.wallBetween(body.pose().rootX, body.pose().rootZ, x, z)) {
        return false;
      }
    }
    return true;
  }

  private boolean onBoard(Body body, int whiteboard, Polyline drawn) {
    Whiteboard board = stage.template.whiteboards().get(whiteboard);
    double rootX = body.pose().rootX;
    double rootZ = body.pose().rootZ;
    if (board.before(rootX, rootZ) <= 0
        || body.squareTo(board.x(), board.z()) > WHITEBOARD_REACH * WHITEBOARD_REACH
        || stage.solids.wallBetween(rootX, rootZ, board.x(), board.z())) {
      return false;
    }
    for (int i = 0; i < drawn.count(); i++) {
      if (!board.holds(drawn.metres(i, 0), drawn.metres(i, 1), drawn.metres(i, 2), STRAY)) {
        return false;
      }
    }
    return true;
  }

  /** The points on the surface next to what was drawn. */
  private Polyline laid(Polyline drawn, int whiteboard) {
    Whiteboard board = stage.template.whiteboards().get(whiteboard);
    int halfWidth = (int) (board.width() * 500);
    int halfHeight = (int) (board.height() * 500);
    int[] flat = new int[2 * drawn.count()];
    for (int i = 0; i < drawn.count(); i++) {
      double across = board.across(drawn.metres(i, 0), drawn.metres(i, 2));
      double up = drawn.metres(i, 1) - board.y();
      flat[2 * i] = (int) Math.clamp(Math.rint(across * 1_000), -halfWidth, halfWidth);
      flat[2 * i + 1] = (int) Math.clamp(Math.rint(up * 1_000), -halfHeight, halfHeight);
    }
    return new Polyline(2, flat);
  }

  /** Has older lines go until so many points more fit; false when none of them may go. */
  private boolean makeRoom(Body body, @Nullable Line line, int more) {
    long author = body.participant().id();
    int added = line == null ? 1 : 0;
    while (count(author) + added > Limits.STROKES_PER_PERSON
        || points(author) + more > Limits.STROKE_POINTS_PER_PERSON) {
      if (!remove(oldest(author, line))) {
        return false;
      }
    }
    while (lines.size() + added > Limits.STROKES_PER_ROOM
        || points + more > Limits.STROKE_POINTS_PER_ROOM) {
      if (!remove(oldestOfGone()) && !remove(oldest(author, line))) {
        return false;
      }
    }
    return true;
  }

  private int count(long author) {
    int count = 0;
    for (int i = 0; i < lines.size(); i++) {
      count += lines.get(i).author == author ? 1 : 0;
    }
    return count;
  }

  private int points(long author) {
    int sum = 0;
    for (int i = 0; i < lines.size(); i++) {
      sum += lines.get(i).author == author ? lines.get(i).count() : 0;
    }
    return sum;
  }

  private @Nullable Line oldest(long author, @Nullable Line but) {
    for (Line line : lines) {
      if (line.author == author && line != but) {
        return line;
      }
    }
    return null;
  }

  private @Nullable Line oldestOfGone() {
    for (Line line : lines) {
      if (stage.bodies.of(line.author) == null) {
        return line;
      }
    }
    return null;
  }

  private @Nullable Line own(Body body, int number) {
    Line line = line(number);
    return line != null && line.author == body.participant().id() ? line : null;
  }

  private @Nullable Line line(int number) {
    for (Line line : lines) {
      if (line.number == number) {
        return line;
      }
    }
    return null;
  }

  private boolean remove(@Nullable Line line) {
    if (line == null || !lines.remove(line)) {
      return false;
    }
    points -= line.count();
    line.remove(stage.components);
    return true;
  }

  void erase(Body body, Intent.Erase wish) {
    Refused refused =
        switch (wish.what()) {
          case LAST -> eraseLast(body);
          case STROKE -> eraseOne(body, wish.stroke());
          case ALL -> eraseAll(body);
        };
    if (refused != null) {
      stage.refuse(body, wish.sequence(), refused);
    }
  }

  private @Nullable Refused eraseLast(Body body) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (lines.get(i).author == body.participant().id()) {
        remove(lines.get(i));
        return null;
      }
    }
    return Refused.NO_SUCH_THING;
  }

  private @Nullable Refused eraseOne(Body body, int number) {
    Line line = line(number);
    if (line == null || (line.scope.equals(Scope.STAFF) && !body.isStaff())) {
      return Refused.NO_SUCH_THING;
    }
    if (line.author != body.participant().id() && !mayClear(body)) {
      return Refused.NOT_ALLOWED;
    }
    remove(line);
    return null;
  }

  private @Nullable Refused eraseAll(Body body) {
    if (!mayClear(body)) {
      return Refused.NOT_ALLOWED;
    }
    for (Line line : List.copyOf(lines)) {
      remove(line);
    }
    return null;
  }

  private boolean mayClear(Body body) {
    return Rights.CLEAR.granted(body, stage.template.kind());
  }

  /** Called when a body has left. */
  void left() {
    if (stage.bodies.count() == 0) {
      for (Line line : List.copyOf(lines)) {
        remove(line);
      }
    }
  }

  long hash(long hash) {
    long h = Hash.mix(hash, lastNumber);
    for (Line line : lines) {
      h = line.hash(h);
    }
    return h;
  }
}
