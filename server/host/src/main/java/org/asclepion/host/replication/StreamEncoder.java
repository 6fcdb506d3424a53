package org.asclepion.host.replication;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.asclepion.host.room.Replicator.Clock;
import org.asclepion.protocol.pose.PoseEncoder;
import org.asclepion.protocol.v1.Removal;
import org.asclepion.world.room.Component;
import org.asclepion.world.room.Components;
import org.asclepion.world.room.Components.Change;
import org.asclepion.world.room.Room;
import org.asclepion.world.room.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Encodes what one stream sends in one tick: a delta from the frame sent last, and a keyframe if
 * somebody needs one. Holds the frames of one stream at a time, until they are released. Belongs to
 * the room's thread.
 *
 * <p>The frame sent last is the base of the next delta, one base for all members: whoever needs a
 * keyframe gets that frame's state. So bases are renewed with every frame, and each delta names its
 * own.
 */
final class StreamEncoder {
  private final Room room;
  private final Clock clock;
  private final ByteBufAllocator allocator;
  private final PoseEncoder poses = new PoseEncoder();
  private final List<org.asclepion.protocol.v1.Component> components = new ArrayList<>();
  private final List<Removal> removals = new ArrayList<>();
  private @Nullable ByteBuf keyframe;
  private @Nullable ByteBuf delta;

  StreamEncoder(Room room, Clock clock, ByteBufAllocator allocator) {
    this.room = room;
    this.clock = clock;
    this.allocator = allocator;
  }

  /**
   * Encodes; the frames are there until {@link #release}.
   *
   * @param changes of this tick, of this stream's scope, oldest first
   * @param wantsKeyframe whether to encode a keyframe as well
   */
  void encode(ScopeStream stream, List<Change> changes, boolean wantsKeyframe) {
    int tick = room.tick();
    boolean posesChanged = stream.poses.update(room, stream.scope());
    boolean begun = stream.lastTick >= 0;
    if (begun) {
      delta = delta(stream, lastOfEachKey(changes), tick, posesChanged);
      if (delta != null) {
        stream.lastTick = tick;
      }
    }
    if (wantsKeyframe) {
      if (!begun) {
        stream.poses.begin();
        stream.lastTick = tick;
      }
      // It stands for the frame sent last, so that the next delta has one base for all.
      keyframe = keyframe(stream, stream.lastTick);
    }
  }

  /** The state as of the frame sent last, or null when it was not wanted. */
  @Nullable ByteBuf keyframe() {
    return keyframe;
  }

  /** What changed in this tick, or null when nothing did. */
  @Nullable ByteBuf delta() {
    return delta;
  }

  /** Releases the frames; whoever took them has references of their own. */
  void release() {
    if (keyframe != null) {
      keyframe.release();
      keyframe = null;
    }
    if (delta != null) {
      delta.release();
      delta = null;
    }
  }

  private @Nullable ByteBuf delta(
      ScopeStream stream, List<Change> changes, int tick, boolean posesChanged) {
    if (!posesChanged && changes.isEmpty()) {
      return null;
    }
    int poseBytes = 0;
    if (posesChanged) {
      stream.poses.delta(poses, stream.lastTick);
      poseBytes = poses.length();
    }
    for (int i = 0; i < changes.size(); i++) {
      Change change = changes.get(i);
      Component now = change.now();
      if (now == null) {
        removals.add(ComponentMessages.removal(change.type(), change.id()));
      } else {
        components.add(ComponentMessages.message(now));
      }
    }
    ByteBuf frame =
        FrameWriter.delta(
            allocator,
            stream.number(),
            tick,
            stream.lastTick,
            poses.buffer(),
            poseBytes,
            components,
            removals);
    components.clear();
    removals.clear();
    return frame;
  }

  private ByteBuf keyframe(ScopeStream stream, int seq) {
    int poseBytes = 0;
    if (room.carriesPoses(stream.scope())) {
      stream.poses.keyframe(poses);
      poseBytes = poses.length();
    }
    for (Component component : room.components().in(stream.scope())) {
      components.add(ComponentMessages.message(component));
    }
    ByteBuf frame =
        FrameWriter.keyframe(
            allocator, stream.number(), seq, clock, poses.buffer(), poseBytes, components);
    components.clear();
    return frame;
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

  /** The changes of one scope, of {@link #byScope}. */
  static List<Change> of(Map<Scope, List<Change>> changes, Scope scope) {
    // Mostly nothing changed, and then not even a hash is needed.
    return changes.isEmpty() ? List.of() : changes.getOrDefault(scope, List.of());
  }
}
