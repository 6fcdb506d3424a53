package org.asclepion.host.replication;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.asclepion.host.room.Mailbox;
import org.asclepion.host.room.Neighbours;
import org.asclepion.host.room.Outbox;
import org.asclepion.host.room.RoomMessage;
import org.asclepion.world.room.Room;
import org.asclepion.world.room.Scope;
import org.asclepion.world.space.Opening;
import org.jspecify.annotations.Nullable;

/**
 * The apertures through which this room's members look into others. The room beyond encodes; this
 * one passes the buffers to whoever is here, on its own tick, and only while its own leaf is open.
 * Belongs to the room's owner thread.
 */
final class WindowsOut {
  private static final class View {
    final int aperture;
    @Nullable ScopeStream stream;
    boolean asked;

    View(int aperture) {
      this.aperture = aperture;
    }
  }

  private final Room room;
  private final Mailbox mailbox;
  private final Neighbours neighbours;
  private final Map<Long, Outbox> members = new LinkedHashMap<>();
  private final List<View> views = new ArrayList<>();

  WindowsOut(Room room, Mailbox mailbox, Neighbours neighbours) {
    this.room = room;
    this.mailbox = mailbox;
    this.neighbours = neighbours;
    for (Opening opening : room.template().openings()) {
      if (opening.sightOut()) {
        views.add(new View(opening.aperture()));
      }
    }
  }

  void join(long participant, Outbox outbox) {
    members.put(participant, outbox);
    for (View view : views) {
      if (view.stream != null) {
        view.stream.join(participant, outbox);
      }
    }
  }

  void leave(long participant) {
    members.remove(participant);
    for (View view : views) {
      if (view.stream != null) {
        view.stream.leave(participant);
      }
    }
  }

  /** The member needs a keyframe of this stream; -1: of all, on a new connection. */
  void restart(long participant, int scopeNumber) {
    for (View view : views) {
      if (view.stream != null && (scopeNumber < 0 || view.stream.number() == scopeNumber)) {
        view.stream.restart(participant, scopeNumber < 0);
      }
    }
  }

  void seen(RoomMessage.Seen seen) {
    for (View view : views) {
      if (view.aperture == seen.aperture() && view.asked && isLive(view)) {
        take(view, seen);
      }
    }
    seen.opened().release();
    release(seen.keyframe());
    release(seen.delta());
  }

  private void take(View view, RoomMessage.Seen seen) {
    ScopeStream stream = view.stream;
    if (stream == null || stream.number() != seen.scopeNumber()) {
      if (seen.keyframe() == null) {
        return;
      }
      forget(view);
      stream =
          new ScopeStream(
              new Scope.Window(view.aperture), seen.scopeNumber(), seen.opened().retain());
      view.stream = stream;
      for (Map.Entry<Long, Outbox> member : members.entrySet()) {
        stream.join(member.getKey(), member.getValue());
      }
    }
    stream.send(seen.keyframe(), seen.delta());
  }

  void publish() {
    for (int i = 0; i < views.size(); i++) {
      View view = views.get(i);
      if (!isLive(view)) {
        if (view.asked) {
          view.asked = false;
          forget(view);
          look(view, false);
        }
      } else if (!view.asked || (view.stream != null && view.stream.wantsKeyframe())) {
        view.asked = look(view, true);
      }
    }
  }

  /** The number of the stream that shows a member what is beyond an aperture, or -1. */
  int openTo(int aperture, long participant) {
    for (int i = 0; i < views.size(); i++) {
      ScopeStream stream = views.get(i).stream;
      if (views.get(i).aperture == aperture && stream != null && stream.isOpenTo(participant)) {
        return stream.number();
      }
    }
    return -1;
  }

  private boolean isLive(View view) {
    return !members.isEmpty() && room.isOpen(view.aperture);
  }

  private boolean look(View view, boolean wanted) {
    Mailbox beyond = neighbours.overlooked(view.aperture);
    if (beyond == null) {
      return false;
    }
    beyond.post(new RoomMessage.Look(view.aperture, wanted, mailbox));
    return true;
  }

  /** Ends the stream for everyone who is told of it. */
  private void forget(View view) {
    ScopeStream stream = view.stream;
    if (stream == null) {
      return;
    }
    ByteBuf closed = Frames.scopeClosed(stream.number());
    members.values().forEach(outbox -> outbox.offer(closed));
    closed.release();
    stream.close();
    view.stream = null;
  }

  private static void release(@Nullable ByteBuf frame) {
    if (frame != null) {
      frame.release();
    }
  }
}
