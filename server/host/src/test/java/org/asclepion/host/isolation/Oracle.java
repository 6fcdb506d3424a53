package org.asclepion.host.isolation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.asclepion.host.isolation.Violation.Kind;
import org.asclepion.host.room.RoomKey;
import org.asclepion.protocol.v1.RoomEntered;
import org.asclepion.protocol.v1.ScopeKind;
import org.jspecify.annotations.Nullable;

/**
 * Holds everything that anybody receives against what they may perceive. Belongs to one thread, on
 * which all frames come in.
 *
 * <p>It knows three things: the rules (from the design, restated in {@link Line}, {@link
 * StateCheck}, {@link Knowledge} and {@link Plan}), the truth (from the journal: {@link Truth}; it
 * is written before the frames of the same tick are sent), and the test's own secrets ({@link
 * Tokens}, {@link Invitations}). From the product it takes the protocol's messages and the pose
 * decoder, which golden bytes hold to their description; nothing of scopes or replication.
 */
final class Oracle {
  private final Plan plan;
  private final Truth truth;
  private final Findings findings;
  private final StateCheck check;
  private final Parsed.Cache frames;
  private final Invitations invitations = new Invitations();
  private final Map<Integer, Stream> streams = new HashMap<>();
  private final List<Line> lines = new ArrayList<>();
  private final Map<Person, Integer> lastStay = new HashMap<>();
  private final Map<String, Integer> crossings = new HashMap<>();
  private final Set<RoomKey> visited = new HashSet<>();

  Oracle(Plan plan, Truth truth, Tokens tokens, Findings findings) {
    this.plan = plan;
    this.truth = truth;
    this.findings = findings;
    this.check = new StateCheck(plan, truth, findings);
    this.frames = new Parsed.Cache(tokens);
  }

  /** A connection of a person is about to open. */
  Line line(Person person, boolean resumes) {
    Line line = new Line(person, this, resumes);
    lines.removeIf(Line::isClosed);
    lines.add(line);
    return line;
  }

  Parsed received(Line line, byte[] raw) {
    Parsed parsed = frames.parse(raw);
    line.frame(parsed);
    return parsed;
  }

  void audit() {
    long now = System.nanoTime();
    for (Line line : lines) {
      line.audit(now);
    }
  }

  Plan plan() {
    return plan;
  }

  Truth truth() {
    return truth;
  }

  Findings findings() {
    return findings;
  }

  Drawings drawings() {
    return check.drawings();
  }

  Invitations invitations() {
    return invitations;
  }

  /** Which stream this number names; the first who is told of it says so. */
  Stream stream(int number, ScopeKind kind, int subject, RoomKey key) {
    return streams.computeIfAbsent(
        number, n -> new Stream(n, kind, subject, truth.instance(key), check, findings));
  }

  String name(int number) {
    Stream stream = streams.get(number);
    return stream == null ? "unknown stream " + number : stream.toString();
  }

  /**
   * Which of the person's stays a RoomEntered tells of, or -1 for none: the one after the last. On
   * a resumed connection the last may be told again, and the first to be told may be a later one,
   * since what was sent meanwhile is lost.
   */
  int nextStay(Person person, boolean resumed, boolean first, RoomEntered entered) {
    int last = lastStay.getOrDefault(person, -1);
    int found = -1;
    int from = resumed ? Math.max(last, 0) : last + 1;
    int newest = person.stays().size();
    int to = resumed && first ? newest : Math.min(last + 2, newest);
    for (int n = from; n < to; n++) {
      Stay stay = person.stays().get(n);
      if (stay.key.template() == entered.getTemplate() && stay.slot == entered.getSlot()) {
        found = n;
      }
    }
    if (found >= 0) {
      lastStay.put(person, found);
      admissible(person.stays().get(found));
    }
    return found;
  }

  private void admissible(Stay stay) {
    RoomKey expected = plan.instance(stay.key.template(), stay.person, stay.key.copy());
    if (!expected.equals(stay.key)) {
      findings.add(Kind.JOURNAL, stay.person + " belongs into " + expected + ", is in " + stay.key);
    }
    if (!plan.admits(stay.key.template(), stay.person.role())) {
      findings.add(Kind.JOURNAL, stay + " is not admitted");
    }
    visited.add(stay.key);
  }

  /** Somebody was told of their next room. */
  void crossed(Person person, @Nullable Stay from, Stay to) {
    if (from == null || from == to) {
      return;
    }
    int door = plan.door(from.key.template(), to.key.template());
    if (door < 0) {
      findings.add(Kind.JOURNAL, person + " went from " + from.key + " to " + to.key);
      return;
    }
    crossings.merge(crossing(door, from.key.template()), 1, Integer::sum);
    findings.saw("doors crossed");
  }

  /** How often a door was crossed from this room. */
  int crossings(int door, int fromTemplate) {
    return crossings.getOrDefault(crossing(door, fromTemplate), 0);
  }

  private String crossing(int door, int fromTemplate) {
    return plan.aperture(door).getId() + " from " + plan.room(fromTemplate).getId();
  }

  Map<String, Integer> crossings() {
    return Map.copyOf(crossings);
  }

  Set<RoomKey> visited() {
    return Set.copyOf(visited);
  }
}
