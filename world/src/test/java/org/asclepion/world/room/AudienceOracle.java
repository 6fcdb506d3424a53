package org.asclepion.world.room;

import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.asclepion.world.audience.AudienceMaker;
import org.asclepion.world.audience.Ears;
import org.asclepion.world.audience.Overheard;
import org.asclepion.world.space.Acoustics;
import org.asclepion.world.space.Angles;
import org.asclepion.world.space.Opening;
import org.asclepion.world.space.Point;
import org.asclepion.world.space.RoomTemplate;

/**
 * The rules of hearing and seeing once more, by asking every pair. It knows side-talks from what
 * the room announces, and shares nothing with the product but where people were taken to stand.
 */
final class AudienceOracle {
  private record Candidate(double score, long id) {}

  private final RoomTemplate template;
  private final Map<Long, NavigableSet<Integer>> talks = new HashMap<>();
  private final Map<Long, Integer> voice = new HashMap<>();

  AudienceOracle(RoomTemplate template) {
    this.template = template;
  }

  void follow(List<Outcome> outcomes) {
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.ScopeJoined(long who, Scope.Side(int talk))) {
        talksOf(who).add(talk);
        voice.put(who, talk);
      } else if (outcome instanceof Outcome.ScopeLeft(long who, Scope.Side(int talk))) {
        talksOf(who).remove(talk);
        if (voiceOf(who) == talk) {
          voice.put(who, talksOf(who).isEmpty() ? 0 : talksOf(who).last());
        }
      }
    }
  }

  private NavigableSet<Integer> talksOf(long who) {
    return talks.computeIfAbsent(who, _ -> new TreeSet<>());
  }

  private int voiceOf(long who) {
    return voice.getOrDefault(who, 0);
  }

  boolean inTalk(Body body) {
    return voiceOf(body.participant().id()) != 0;
  }

  /** Whether some rule lets {@code from} reach {@code to}, wherever they stand. */
  boolean mayReach(Body to, Body from) {
    int talk = voiceOf(from.participant().id());
    if (to == from || (isHidden(to) && !from.isStaff())) {
      return false;
    }
    return talk != 0 ? talksOf(to.participant().id()).contains(talk) : !isHidden(from);
  }

  boolean isHidden(Body body) {
    return template.anonymousVisitors() && !body.participant().role().isStaff();
  }

  /** Whom each may hear, or see. */
  Map<Long, NavigableSet<Long>> edges(Room room, boolean sight) {
    List<Long> presenters = presenters(room);
    Map<Long, NavigableSet<Long>> edges = new TreeMap<>();
    for (Avatar avatar : room.avatars()) {
      Body to = (Body) avatar;
      List<Candidate> candidates = new ArrayList<>();
      for (Avatar other : room.avatars()) {
        Body from = (Body) other;
        if (mayReach(to, from)) {
          double score = score(to, from, sight, presenters);
          if (!Double.isNaN(score)) {
            candidates.add(new Candidate(score, from.participant().id()));
          }
        }
      }
      int most = sight ? AudienceMaker.MOST_SEEN : AudienceMaker.MOST_HEARD;
      edges.put(to.participant().id(), best(candidates, most));
    }
    return edges;
  }

  private double score(Body to, Body from, boolean sight, List<Long> presenters) {
    if (inTalk(from)) {
      return -2;
    }
    if (presenters.contains(from.participant().id())) {
      return -1;
    }
    double reach = sight ? AudienceMaker.SIGHT_METRES : template.acoustics().hearingMetres();
    double metres = Math.hypot(x(to) - x(from), z(to) - z(from));
    boolean apart = wallBetween(x(to), z(to), x(from), z(from));
    return metres <= reach && !apart ? metres * metres : Double.NaN;
  }

  List<Long> presenters(Room room) {
    Acoustics.Stand stand = template.acoustics().presenter();
    List<Candidate> candidates = new ArrayList<>();
    for (Avatar avatar : room.avatars()) {
      Body body = (Body) avatar;
      if (stand != null && body.isStaff()) {
        double metres = Math.hypot(x(body) - stand.x(), z(body) - stand.z());
        if (metres <= stand.radius()) {
          candidates.add(new Candidate(metres, body.participant().id()));
        }
      }
    }
    return List.copyOf(best(candidates, AudienceMaker.MOST_PRESENTERS));
  }

  /** Who can be heard through each aperture. */
  Map<Integer, NavigableSet<Long>> out(Room room) {
    Map<Integer, NavigableSet<Long>> out = new TreeMap<>();
    for (Opening opening : template.openings()) {
      double ax = opening.x() - Angles.forwardX(opening.yaw()) * 0.1;
      double az = opening.z() - Angles.forwardZ(opening.yaw()) * 0.1;
      List<Candidate> candidates = new ArrayList<>();
      for (Avatar avatar : room.avatars()) {
        Body from = (Body) avatar;
        double metres = Math.hypot(x(from) - ax, z(from) - az);
        if (opening.sound()
            && room.isOpen(opening.aperture())
            && !isHidden(from)
            && !inTalk(from)
            && metres <= template.acoustics().hearingMetres()
            && !wallBetween(x(from), z(from), ax, az)) {
          candidates.add(new Candidate(metres * metres, from.participant().id()));
        }
      }
      if (!candidates.isEmpty()) {
        out.put(opening.aperture(), best(candidates, Overheard.MOST));
      }
    }
    return out;
  }

  private static NavigableSet<Long> best(List<Candidate> candidates, int most) {
    candidates.sort(Comparator.comparingDouble(Candidate::score).thenComparingLong(Candidate::id));
    NavigableSet<Long> best = new TreeSet<>();
    candidates.stream().limit(most).forEach(it -> best.add(it.id()));
    return best;
  }

  private boolean wallBetween(double ax, double az, double bx, double bz) {
    List<Point> corners = template.outline();
    for (int i = 0; i < corners.size(); i++) {
      Point a = corners.get(i);
      Point b = corners.get((i + 1) % corners.size());
      if (Line2D.linesIntersect(ax, az, bx, bz, a.x(), a.z(), b.x(), b.z())) {
        return true;
      }
    }
    return false;
  }

  private static double x(Body body) {
    return Ears.x(body.attendee);
  }

  private static double z(Body body) {
    return Ears.z(body.attendee);
  }
}
