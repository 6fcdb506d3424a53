package org.asclepion.host.replication;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.asclepion.host.room.Replicator.Clock;
import org.asclepion.protocol.v1.Delta;
import org.asclepion.protocol.v1.Keyframe;
import org.asclepion.protocol.v1.ServerFrame;
import org.asclepion.world.room.Component;
import org.asclepion.world.room.Components;
import org.asclepion.world.room.Components.Change;
import org.asclepion.world.room.Room;
import org.asclepion.world.room.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Encodes what one stream sends in one tick: a delta from the frame sent last, and a keyframe if
 * somebody needs one. Belongs to the room's thread.
 */
final class StreamEncoder {
  private final Room room;
  private final Clock clock;

  StreamEncoder(Room room, Clock clock) {
    this.room = room;
    this.clock = clock;
  }

  /** The frames of one stream in one tick; the taker releases them. */
  record Encoded(@Nullable ByteBuf keyframe, @Nullable ByteBuf delta) {
    void release() {
      if (keyframe != null) {
        keyframe.release();
      }
      if (delta != null) {
        delta.release();
      }
    }
  }

  /**
   * @param changes of this tick, of this stream's scope, oldest first
   * @param wantsKeyframe whether to encode a keyframe as well
   */
  Encoded encode(ScopeStream stream, List<Change> changes, boolean wantsKeyframe) {
    int tick = room.tick();
    List<Change> last = lastOfEachKey(changes);
    boolean posesChanged = stream.poses.update(room, stream.scope());
    boolean begun = stream.lastTick >= 0;
    ByteBuf delta = null;
    if (begun && (posesChanged || !last.isEmpty())) {
      delta = delta(stream, last, tick, posesChanged);
      stream.lastTick = tick;
    }
    ByteBuf keyframe = null;
    if (wantsKeyframe) {
      // A keyframe stands for the frame sent last, so that the next delta has one base for all.
      stream.lastTick = begun ? stream.lastTick : tick;
      keyframe = keyframe(stream, stream.lastTick);
    }
    return new Encoded(keyframe, delta);
  }

  private ByteBuf delta(ScopeStream stream, List<Change> changes, int tick, boolean poses) {
    Delta.Builder delta =
        Delta.newBuilder().setScope(stream.number()).setSeq(tick).setBaseSeq(stream.lastTick);
    if (poses) {
      delta.setPoses(stream.poses.delta(stream.lastTick));
    }
    for (Change change : changes) {
      Component now = change.now();
      if (now == null) {
        delta.addRemovals(ComponentMessages.removal(change.type(), change.id()));
      } else {
        delta.addComponents(ComponentMessages.message(now));
      }
    }
    return Frames.encode(ServerFrame.newBuilder().setDelta(delta));
  }

  private ByteBuf keyframe(ScopeStream stream, int seq) {
    Keyframe.Builder keyframe =
        Keyframe.newBuilder()
            .setScope(stream.number())
            .setSeq(seq)
            .setEpochNanos(clock.epochNanos())
            .setPeriodNanos(clock.periodNanos())
            .setPoses(stream.poses.keyframe());
    for (Component component : room.components().in(stream.scope())) {
      keyframe.addComponents(ComponentMessages.message(component));
    }
    return Frames.encode(ServerFrame.newBuilder().setKeyframe(keyframe));
  }

  private record Key(Class<? extends Component> type, int id) {}

  /** The net changes: what came and went within the step is not told. */
  private static List<Change> lastOfEachKey(List<Change> changes) {
    if (changes.size() < 2) {
      return changes;
    }
    Map<Key, Change> first = new HashMap<>();
    Map<Key, Change> last = new LinkedHashMap<>();
    for (Change change : changes) {
      Key key = new Key(change.type(), change.id());
      first.putIfAbsent(key, change);
      last.put(key, change);
    }
    last.entrySet()
        .removeIf(
            entry ->
                entry.getValue().now() == null
                    && Objects.requireNonNull(first.get(entry.getKey())).isNew());
    return List.copyOf(last.values());
  }

  /** This tick's changes by scope; empty when nothing changed. */
  static Map<Scope, List<Change>> byScope(Components components) {
    if (components.changes().isEmpty()) {
      return Map.of();
    }
    Map<Scope, List<Change>> byScope = new LinkedHashMap<>();
    for (Change change : components.changes()) {
      byScope.computeIfAbsent(change.scope(), s -> new ArrayList<>()).add(change);
    }
    return byScope;
  }
}
