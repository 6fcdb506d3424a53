package org.asclepion.host.isolation;

import com.google.protobuf.ByteString;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.asclepion.protocol.pose.HallDecoder;
import org.asclepion.protocol.pose.PoseColumns;
import org.asclepion.protocol.pose.PoseDecoder;
import org.asclepion.protocol.pose.PoseFormatException;
import org.asclepion.protocol.v1.Component;
import org.asclepion.protocol.v1.Delta;
import org.asclepion.protocol.v1.Keyframe;
import org.asclepion.protocol.v1.Removal;
import org.asclepion.protocol.v1.ScopeKind;
import org.jspecify.annotations.Nullable;

/**
 * One scope stream of the server, as all its receivers together see it. Belongs to the oracle's
 * thread.
 *
 * <p>Receivers mostly hold the same states and get the same bytes, so a step from one state to the
 * next is taken and checked once; whoever holds another state, or gets other bytes, takes steps of
 * their own, which are checked as well.
 */
final class Stream {
  private static final int REMEMBERED = 96;
  private static final int TICKS_REMEMBERED = 40;

  final int number;
  final ScopeKind kind;
  final int subject;
  final Instance instance;
  private final StateCheck check;
  private final Findings findings;
  private final Deque<Step> steps = new ArrayDeque<>();
  private @Nullable Long epochNanos;

  /** How a state came about. */
  private static final class Step {
    private final @Nullable State from;
    private final byte[] raw;
    final State to;

    Step(@Nullable State from, byte[] raw, State to) {
      this.from = from;
      this.raw = raw;
      this.to = to;
    }

    /** States are shared, so the very same one is meant. */
    @SuppressWarnings("ReferenceEquality")
    boolean leads(@Nullable State start, byte[] by) {
      return from == start && Arrays.equals(raw, by);
    }
  }

  Stream(
      int number,
      ScopeKind kind,
      int subject,
      Instance instance,
      StateCheck check,
      Findings findings) {
    this.number = number;
    this.kind = kind;
    this.subject = subject;
    this.instance = instance;
    this.check = check;
    this.findings = findings;
  }

  /** The state a keyframe gives, or null when it is faulty. */
  @Nullable State keyframe(byte[] raw, Keyframe keyframe) {
    State known = known(null, raw);
    if (known != null) {
      return known;
    }
    if (epochNanos != null && epochNanos != keyframe.getEpochNanos()) {
      findings.add(Violation.Kind.WRONG_INSTANCE, "another room's clock in " + this);
    }
    epochNanos = keyframe.getEpochNanos();
    PoseColumns poses = new PoseColumns(8);
    try {
      if (!keyframe.getPoses().isEmpty()) {
        PoseDecoder.keyframe(keyframe.getPoses().toByteArray(), poses);
      }
    } catch (PoseFormatException e) {
      findings.add(Violation.Kind.GARBLED, "poses of a keyframe of " + this + ": " + e);
      return null;
    }
    Map<State.Key, Component> components = new LinkedHashMap<>();
    for (Component component : keyframe.getComponentsList()) {
      if (components.put(State.key(component), component) != null) {
        findings.add(Violation.Kind.PROTOCOL, "a component twice in a keyframe of " + this);
      }
    }
    return take(null, raw, State.of(keyframe.getSeq(), poses, components), List.of());
  }

  /** The state a delta makes of {@code from}, or null when it does not apply. */
  @Nullable State delta(State from, byte[] raw, Delta delta) {
    State known = known(from, raw);
    if (known != null) {
      return known;
    }
    if (delta.getBaseSeq() != from.seq() || delta.getSeq() <= from.seq()) {
      findings.add(
          Violation.Kind.PROTOCOL,
          this
              + ": a delta from "
              + delta.getBaseSeq()
              + " to "
              + delta.getSeq()
              + " for a state of "
              + from.seq());
      return null;
    }
    PoseColumns poses = poses(from, delta.getPoses(), delta.getBaseSeq());
    if (poses == null) {
      return null;
    }
    Map<State.Key, Component> components = from.components();
    if (delta.getComponentsCount() + delta.getRemovalsCount() > 0) {
      components = new HashMap<>(components);
      for (Removal removal : delta.getRemovalsList()) {
        // What came and went within one tick is not there; that it is removed all the same harms
        // nobody.
        components.remove(new State.Key(removal.getType(), removal.getId()));
      }
      for (Component component : delta.getComponentsList()) {
        components.put(State.key(component), component);
      }
    }
    return take(from, raw, State.of(delta.getSeq(), poses, components), delta.getRemovalsList());
  }

  // Halls: receivers follow different lanes, but of one lane all have the same.

  /** What a lane said at a tick. */
  private record Piece(int seq, int slot, boolean far) {}

  private final Map<Piece, Integer> pieces = new LinkedHashMap<>();

  /** A receiver's poses as of a tick. */
  void hall(int seq, HallDecoder hall) {
    check.poses(this, State.of(seq, hall.poses(), Map.of()));
    pieces.keySet().removeIf(piece -> piece.seq() < seq - TICKS_REMEMBERED);
    for (int i = 0; i < hall.changes(); i++) {
      int slot = hall.changedSlot(i);
      int row = hall.poses().rowOf(slot);
      int hash = 1;
      for (int column = 0; column < PoseColumns.COLUMNS && row >= 0; column++) {
        hash = 31 * hash + hall.poses().get(row, column);
      }
      Integer told = pieces.putIfAbsent(new Piece(seq, slot, row >= 0 && hall.isFar(slot)), hash);
      if (told != null && told != hash) {
        findings.add(Violation.Kind.DIVERGED, this + ": two poses of slot " + slot + " at " + seq);
      }
    }
    findings.saw("hall poses", hall.changes());
  }

  private @Nullable PoseColumns poses(State from, ByteString payload, int baseSeq) {
    if (payload.isEmpty()) {
      return from.poses();
    }
    PoseColumns poses = new PoseColumns(Math.max(4, from.poses().size()));
    try {
      PoseDecoder.delta(payload.toByteArray(), from.poses(), baseSeq, poses);
      return poses;
    } catch (PoseFormatException e) {
      findings.add(Violation.Kind.GARBLED, "poses of a delta of " + this + ": " + e);
      return null;
    }
  }

  private @Nullable State known(@Nullable State from, byte[] raw) {
    for (Step step : steps) {
      if (step.leads(from, raw)) {
        return step.to;
      }
    }
    return null;
  }

  private State take(@Nullable State from, byte[] raw, State to, List<Removal> removals) {
    State state = to;
    boolean isNew = true;
    for (Step step : steps) {
      if (step.to.seq() == to.seq()) {
        if (step.to.sameAs(to)) {
          state = step.to;
          isNew = false;
          break;
        }
        findings.add(
            Violation.Kind.DIVERGED,
            this + ": two states as of " + to.seq() + difference(step, to));
      }
    }
    steps.addFirst(new Step(from, raw, state));
    if (steps.size() > REMEMBERED) {
      steps.removeLast();
    }
    if (isNew) {
      check.check(this, state);
    }
    check.removed(this, state.seq(), removals);
    return state;
  }

  private static String difference(Step step, State other) {
    return step.to.components().equals(other.components())
        ? " (poses)"
        : " (" + step.to.components().keySet() + " / " + other.components().keySet() + ")";
  }

  @Override
  public String toString() {
    return kind + (subject > 0 ? " " + subject : "") + " #" + number + " of " + instance.key();
  }
}
