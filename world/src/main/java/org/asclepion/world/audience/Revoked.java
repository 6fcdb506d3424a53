package org.asclepion.world.audience;

import java.util.ArrayList;
import java.util.List;

/** What one audience of a room allowed and the next does not. Immutable. */
public record Revoked(List<Edge> edges) {
  public static final Revoked NOTHING = new Revoked(List.of());

  /** One permission that ended. */
  public sealed interface Edge {
    /** The listener no longer hears the speaker. */
    record Hears(long listener, long speaker) implements Edge {}

    /** The viewer no longer sees the subject's camera or screen. */
    record Sees(long viewer, long subject) implements Edge {}

    /** Nobody beyond the aperture hears the speaker any more. */
    record Out(int aperture, long speaker) implements Edge {}
  }

  public Revoked {
    edges = List.copyOf(edges);
  }

  public static Revoked between(Audience before, Audience after) {
    List<Edge> edges = new ArrayList<>();
    for (int n = 0; n < before.size(); n++) {
      long who = before.participant(n);
      lost(who, before.row(n), after.rowOf(who), edges);
    }
    for (Overheard out : before.out()) {
      Overheard now = after.through(out.aperture());
      if (!out.equals(now)) {
        for (Voice voice : out.voices()) {
          if (now == null || !now.has(voice.participant())) {
            edges.add(new Edge.Out(out.aperture(), voice.participant()));
          }
        }
      }
    }
    return edges.isEmpty() ? NOTHING : new Revoked(edges);
  }

  @SuppressWarnings("ReferenceEquality") // rows that did not change are handed on
  private static void lost(long who, Row before, Row after, List<Edge> edges) {
    if (before == after) {
      return;
    }
    for (int i = 0; i < before.heardCount(); i++) {
      int place = after.findHeard(before.heard(i));
      // Heard another way is another edge: the way that ended was perhaps the closed door.
      if (place < 0 || after.heardThrough(place) != before.heardThrough(i)) {
        edges.add(new Edge.Hears(who, before.heard(i)));
      }
    }
    for (int i = 0; i < before.seenCount(); i++) {
      if (after.findSeen(before.seen(i)) < 0) {
        edges.add(new Edge.Sees(who, before.seen(i)));
      }
    }
  }
}
