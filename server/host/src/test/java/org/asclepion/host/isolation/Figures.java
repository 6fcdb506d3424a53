package org.asclepion.host.isolation;

import java.util.HashMap;
import java.util.Map;
import org.asclepion.host.isolation.Violation.Kind;
import org.asclepion.protocol.v1.Figure;
import org.jspecify.annotations.Nullable;

/**
 * Whether anonymous figures stay anonymous: every stay has a number of its own that tells nothing,
 * and what the figure does tells no more than roughly where somebody is. Belongs to the oracle's
 * thread.
 */
final class Figures {
  private static final double GRID = 0.25;
  private static final double TURN = Math.PI / 4;
  private static final double ROUNDING = 1e-4;

  /** Slots are at most this many; a figure's number within them could be one. */
  private static final int SLOTS = 500;

  private static final class Known {
    /** Number of the stream it is in, or -1 when only its owner was told of it yet. */
    int stream;

    int newest;
    int removed = Integer.MAX_VALUE;
    @Nullable Stay owner;

    Known(int stream) {
      this.stream = stream;
    }
  }

  private final Truth truth;
  private final Findings findings;
  private final Map<Integer, Known> known = new HashMap<>();

  Figures(Truth truth, Findings findings) {
    this.truth = truth;
    this.findings = findings;
  }

  void present(Stream stream, Figure figure, int seq) {
    int id = figure.getId();
    Known it = known.get(id);
    if (it == null || it.stream < 0) {
      it = known.computeIfAbsent(id, _ -> new Known(stream.number));
      it.stream = stream.number;
      findings.saw("figures");
      if (id < SLOTS || truth.participantIds().contains((long) id)) {
        findings.add(Kind.FIGURE, "a figure numbered like a person: " + id + " in " + stream);
      }
    } else if (it.stream != stream.number) {
      findings.add(Kind.FIGURE, "the same figure again, in " + stream);
    }
    it.newest = Math.max(it.newest, seq);
    if (it.newest >= it.removed) {
      findings.add(Kind.FIGURE, "a figure after its end in " + stream);
    }
    if (!snapped(figure)) {
      findings.add(Kind.FIGURE, "a figure off the grid in " + stream);
    }
  }

  void removed(Stream stream, int id, int seq) {
    Known it = known.get(id);
    if (it == null) {
      return;
    }
    it.removed = Math.min(it.removed, seq);
    if (it.newest >= it.removed) {
      findings.add(Kind.FIGURE, "a figure after its end in " + stream);
    }
  }

  /** Somebody was told which figure stands for them. */
  void own(int id, Stay stay) {
    Known it = known.computeIfAbsent(id, _ -> new Known(-1));
    if (it.owner != null && it.owner != stay) {
      findings.add(Kind.FIGURE, "one figure for two stays: " + it.owner + " and " + stay);
    }
    it.owner = stay;
  }

  private static boolean snapped(Figure figure) {
    return multiple(figure.getFromX(), GRID)
        && multiple(figure.getFromZ(), GRID)
        && multiple(figure.getToX(), GRID)
        && multiple(figure.getToZ(), GRID)
        && multiple(figure.getYaw(), TURN);
  }

  private static boolean multiple(double value, double of) {
    return Math.abs(value - Math.rint(value / of) * of) < ROUNDING;
  }
}
