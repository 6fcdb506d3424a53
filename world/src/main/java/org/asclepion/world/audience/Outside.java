package org.asclepion.world.audience;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds who of a room can be heard through its openings. Belongs to the thread that steps the room.
 */
final class Outside {
  private final Ground ground;
  private final Nearest out = new Nearest(Overheard.MOST);
  private List<Attendee> people = List.of();

  Outside(Ground ground) {
    this.ground = ground;
  }

  /** Who can be heard outside; the same list as before when that says so too. */
  List<Overheard> through(List<Attendee> everyone, boolean[] open, List<Overheard> before) {
    people = everyone;
    int same = 0;
    int count = 0;
    for (int i = 0; i < open.length; i++) {
      if (gatherAt(i, open[i])) {
        count++;
        same += same < before.size() && says(before.get(same), i) ? 1 : 0;
      }
    }
    if (same == count && same == before.size()) {
      return before;
    }
    List<Overheard> all = new ArrayList<>();
    for (int i = 0; i < open.length; i++) {
      if (gatherAt(i, open[i])) {
        all.add(overheard(i));
      }
    }
    return all;
  }

  /** Finds who can be heard at an opening from outside; answers whether anybody. */
  private boolean gatherAt(int opening, boolean isOpen) {
    out.clear();
    if (isOpen && ground.openings.get(opening).sound()) {
      double hearing = ground.acoustics.hearingMetres();
      for (int i = 0; i < people.size(); i++) {
        Attendee who = people.get(i);
        double square = ground.squareToMouth(opening, who);
        if (square <= hearing * hearing
            && Rules.carriesOut(who)
            && !ground.wallBetween(who.x, who.z, ground.mouthX[opening], ground.mouthZ[opening])) {
          out.offer(square, who.id, i);
        }
      }
    }
    out.sortById();
    return out.count() > 0;
  }

  private boolean says(Overheard before, int opening) {
    boolean same =
        before.aperture() == ground.openings.get(opening).aperture()
            && before.voices().size() == out.count();
    for (int n = 0; n < out.count() && same; n++) {
      Voice voice = before.voices().get(n);
      same = voice.participant() == out.id(n) && voice.metres() == metres(opening, n);
    }
    return same;
  }

  private Overheard overheard(int opening) {
    List<Voice> voices = new ArrayList<>();
    for (int n = 0; n < out.count(); n++) {
      voices.add(new Voice(out.id(n), people.get(out.how(n)).staff, metres(opening, n)));
    }
    return new Overheard(ground.openings.get(opening).aperture(), voices);
  }

  private double metres(int opening, int n) {
    double metres = Math.sqrt(ground.squareToMouth(opening, people.get(out.how(n))));
    return Math.ceil(metres / Voice.GRID) * Voice.GRID;
  }
}
