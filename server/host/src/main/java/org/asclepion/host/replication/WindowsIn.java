package org.asclepion.host.replication;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.asclepion.host.room.Mailbox;
import org.asclepion.host.room.RoomMessage;
import org.asclepion.world.room.Components.Change;
import org.asclepion.world.room.Room;
import org.asclepion.world.room.Scope;
import org.asclepion.world.space.Opening;

/**
 * The apertures through which other rooms look into this one. What may be seen is encoded once here
 * and passed on as it is; the other room decides, on its own tick, which of its members it reaches.
 * Belongs to the room's owner thread.
 */
final class WindowsIn {
  private static final class Watch {
    /** Rooms that look in: one, or for a window of visits' rooms one for each visit. */
    final Set<Mailbox> viewers = new LinkedHashSet<>();

    final ScopeStream stream;
    boolean wantsKeyframe;

    Watch(ScopeStream stream) {
      this.stream = stream;
    }
  }

  private final Room room;
  private final StreamEncoder encoder;
  private final AtomicInteger scopeNumbers;
  private final Map<Integer, Watch> watches = new LinkedHashMap<>();

  WindowsIn(Room room, StreamEncoder encoder, AtomicInteger scopeNumbers) {
    this.room = room;
    this.encoder = encoder;
    this.scopeNumbers = scopeNumbers;
  }

  boolean isWatched() {
    return !watches.isEmpty();
  }

  void look(RoomMessage.Look look) {
    Opening opening = Leaves.opening(room, look.aperture());
    if (opening == null || !opening.sightIn()) {
      return;
    }
    if (look.wanted()) {
      Watch watch = watches.computeIfAbsent(look.aperture(), this::open);
      watch.viewers.add(look.viewer());
      watch.wantsKeyframe = true;
    } else {
      Watch watch = watches.get(look.aperture());
      if (watch != null && watch.viewers.remove(look.viewer()) && watch.viewers.isEmpty()) {
        watches.remove(look.aperture());
        watch.stream.close();
      }
    }
  }

  private Watch open(int aperture) {
    Scope scope = new Scope.Window(aperture);
    int number = scopeNumbers.incrementAndGet();
    return new Watch(
        new ScopeStream(scope, number, Frames.scopeOpened(number, scope, room.template().index())));
  }

  void publish(Map<Scope, List<Change>> changes) {
    for (Map.Entry<Integer, Watch> entry : watches.entrySet()) {
      int aperture = entry.getKey();
      Watch watch = entry.getValue();
      // A leaf that closes on this side empties the window's scope but for the leaf itself, and
      // that
      // must be told: the viewer's own leaf may stay open, and would show what was there for ever.
      StreamEncoder.Encoded frames =
          encoder.encode(
              watch.stream,
              changes.getOrDefault(watch.stream.scope(), List.of()),
              watch.wantsKeyframe);
      watch.wantsKeyframe = false;
      if (frames.keyframe() != null || frames.delta() != null) {
        for (Mailbox viewer : watch.viewers) {
          viewer.post(seen(aperture, watch.stream, frames));
        }
      }
      frames.release();
    }
  }

  /** A message with references of its own, which the viewer releases. */
  private static RoomMessage.Seen seen(
      int aperture, ScopeStream stream, StreamEncoder.Encoded frames) {
    return new RoomMessage.Seen(
        aperture,
        stream.number(),
        stream.opened().retain(),
        frames.keyframe() == null ? null : frames.keyframe().retain(),
        frames.delta() == null ? null : frames.delta().retain());
  }
}
