package org.asclepion.world.room;

import org.asclepion.world.drawing.Polyline;
import org.asclepion.world.intent.Limits;

/** One line that somebody drew, told in pieces. Belongs to the room's thread. */
final class Line {
  final int number;

  /** The participant who drew it, in the room or gone. */
  final long author;

  final Scope scope;

  /** Index of the whiteboard it is on, -1 in the air. */
  final int whiteboard;

  private final int colour;
  private final int widthMillimetres;
  private Polyline points;

  Line(int number, long author, Scope scope, int whiteboard, int colour, int widthMillimetres) {
    this.number = number;
    this.author = author;
    this.scope = scope;
    this.whiteboard = whiteboard;
    this.colour = Math.clamp(colour, 0, Limits.PENS - 1);
    this.widthMillimetres =
        Math.clamp(widthMillimetres, Limits.THINNEST_MILLIMETRES, Limits.THICKEST_MILLIMETRES);
    this.points = new Polyline(whiteboard < 0 ? 3 : 2, new int[0]);
  }

  int count() {
    return points.count();
  }

  /** Goes on; tells the pieces that changed. */
  void append(Polyline more, Components told) {
    int from = piece(Math.max(0, points.count() - 1));
    points = points.with(more);
    for (int piece = from; piece <= piece(points.count() - 1); piece++) {
      told.put(scope, component(piece));
    }
  }

  private static int piece(int point) {
    return point / Component.Stroke.PIECE_POINTS;
  }

  private Component.Stroke component(int piece) {
    int from = piece * Component.Stroke.PIECE_POINTS;
    int to = Math.min(from + Component.Stroke.PIECE_POINTS, points.count());
    Polyline part = points.part(Math.max(0, from - 1), to);
    return new Component.Stroke(number, piece, whiteboard, colour, widthMillimetres, part);
  }

  void remove(Components told) {
    for (int piece = 0; piece <= piece(Math.max(0, points.count() - 1)); piece++) {
      told.remove(scope, Component.Stroke.class, number * Component.Stroke.PIECES + piece);
    }
  }

  long hash(long hash) {
    long h = Hash.mix(Hash.mix(hash, number), author);
    h = Hash.mix(Hash.mix(h, whiteboard), ((long) colour << 32) | widthMillimetres);
    return Hash.mix(Hash.mix(h, points.count()), points.hashCode());
  }
}
