package org.asclepion.media.route;

import java.util.ArrayList;
import java.util.List;

/**
 * An audience with the denials that stand against it: the one reference a loop reads to know what
 * it may forward. Immutable; another object for every change, so that whoever has computed
 * something from one sees by identity whether it still holds.
 */
final class Ruling {
  /** More revocations between two audiences than this deny everything until the next one. */
  static final int MAX_DENIALS = 1_024;

  static final Ruling EMPTY = new Ruling(Audience.NOBODY, List.of());

  private final Audience audience;
  private final List<Denial> denials;

  Ruling(Audience audience, List<Denial> denials) {
    this.audience = audience;
    this.denials = denials;
  }

  Audience audience() {
    return audience;
  }

  List<Denial> denials() {
    return denials;
  }

  /** This ruling with a newer audience, which lifts the denials older than itself. */
  Ruling with(Audience newer) {
    return new Ruling(
        newer, denials.stream().filter(denial -> denial.asOfVersion() >= newer.version()).toList());
  }

  /** This ruling with one denial more; itself when its audience already knew of it. */
  Ruling with(Denial denial) {
    if (denial.asOfVersion() < audience.version() || denials.contains(denial)) {
      return this;
    }
    List<Denial> more = new ArrayList<>(denials);
    if (more.size() == MAX_DENIALS) {
      long newest = denial.asOfVersion();
      for (Denial held : more) {
        newest = Math.max(newest, held.asOfVersion());
      }
      more.clear();
      more.add(new Denial(Denial.EVERYBODY, Denial.EVERYBODY, null, newest));
    } else {
      more.add(denial);
    }
    return new Ruling(audience, List.copyOf(more));
  }

  boolean denies(long sender, long receiver, Source source) {
    for (Denial denial : denials) {
      if (denial.covers(sender, receiver, source)) {
        return true;
      }
    }
    return false;
  }

  boolean permits(long sender, long receiver, Source source) {
    return !denies(sender, receiver, source) && audience.has(sender, receiver, source);
  }
}
