package org.asclepion.host.replication;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.asclepion.host.room.Mailbox;
import org.asclepion.host.room.Replicator.Clock;
import org.asclepion.host.room.RoomMessage;
import org.asclepion.world.room.Components.Change;
import org.asclepion.world.room.Room;
import org.asclepion.world.room.Scope;
import org.asclepion.world.space.Opening;
import org.jspecify.annotations.Nullable;

/**
 * The apertures through which other rooms look into this one. What may be seen is encoded once here
 * and passed on as it is; the other room decides, on its own tick, which of its members it reaches.
 * Belongs to the room's owner thread.
 */
final class WindowsIn {
  private static final class Watch {
    final int aperture;

    /** Rooms that look in: one, or for a window of visits' rooms one for each visit. */
    final Set<Mailbox> viewers = new LinkedHashSet<>();

    final ScopeStream stream;
    boolean wantsKeyframe;

    Watch(int aperture, ScopeStream stream) {
      this.aperture = aperture;
      this.stream = stream;
    }
  }

  /**
   * Not pooled: what lies in another room's mailbox is forgotten with that room, and then nobody is
   * left to release it.
   */
  private static final ByteBufAllocator ON_HEAP = new UnpooledByteBufAllocator(false);

  private final Room room;
  private final StreamEncoder encoder;
  private final AtomicInteger scopeNumbers;
  private final List<Watch> watches = new ArrayList<>();

  WindowsIn(Room room, Clock clock, AtomicInteger scopeNumbers) {
    this.room = room;
    this.encoder = new StreamEncoder(room, clock, ON_HEAP);
    this.scopeNumbers = scopeNumbers;
  }

  boolean isWatched() {
    return !watches.isEmpty();
  }

  void look(RoomMessage.Look look) {
    Watch watch = watch(look.aperture());
    if (look.wanted() && showsThrough(look.aperture())) {
      if (watch == null) {
        watch = open(look.aperture());
        watches.add(watch);
      }
      watch.viewers.add(look.viewer());
      watch.wantsKeyframe = true;
    } else if (!look.wanted() && watch != null) {
      if (watch.viewers.remove(look.viewer()) && watch.viewers.isEmpty()) {
        watches.remove(watch);
        watch.stream.close();
      }
    }
  }

  private @Nullable Watch watch(int aperture) {
    for (Watch watch : watches) {
      if (watch.aperture == aperture) {
        return watch;
      }
    }
    return null;
  }

  private boolean showsThrough(int aperture) {
    for (Opening opening : room.template().openings()) {
      if (opening.aperture() == aperture) {
        return opening.sightIn();
      }
    }
    return false;
  }

  private Watch open(int aperture) {
    Scope scope = new Scope.Window(aperture);
    int number = scopeNumbers.incrementAndGet();
    return new Watch(
        aperture,
        new ScopeStream(
            scope, number, Frames.scopeOpened(number, scope, room.template().index(), 0)));
  }

  void publish(Map<Scope, List<Change>> changes) {
    for (int i = 0; i < watches.size(); i++) {
      Watch watch = watches.get(i);
      List<Change> news = StreamEncoder.of(changes, watch.stream.scope());
      if (news.isEmpty() && !watch.wantsKeyframe && !posesAreDue()) {
        continue;
      }
      // A leaf that closes on this side empties the window's scope but for the leaf itself, and
      // that must be told: the viewer's own leaf may stay open, and would show what was there for
      // ever.
      encoder.encode(watch.stream, news, watch.wantsKeyframe);
      watch.wantsKeyframe = false;
      if (encoder.keyframe() != null || encoder.delta() != null) {
        for (Mailbox viewer : watch.viewers) {
          viewer.post(seen(watch));
        }
      }
      encoder.release();
    }
  }

  /**
   * Whether those outside are told where people are: every tick in an ordinary room, less often in
   * a hall. Whoever comes or goes is news, and told at once.
   */
  private boolean posesAreDue() {
    int crowds = 1 + (room.avatars().size() - 1) / Hall.ORDINARY_CAPACITY;
    return room.tick() % crowds == 0;
  }

  /** A message with references of its own, which the viewer releases. */
  private RoomMessage.Seen seen(Watch watch) {
    ByteBuf keyframe = encoder.keyframe();
    ByteBuf delta = encoder.delta();
    return new RoomMessage.Seen(
        watch.aperture,
        watch.stream.number(),
        watch.stream.opened().retain(),
        keyframe == null ? null : keyframe.retain(),
        delta == null ? null : delta.retain());
  }
}
