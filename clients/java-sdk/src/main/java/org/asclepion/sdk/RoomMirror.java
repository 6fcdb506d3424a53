package org.asclepion.sdk;

import java.util.Collection;
import java.util.Collections;
import java.util.TreeMap;
import org.asclepion.protocol.pose.LaneReader;
import org.asclepion.protocol.v1.RoomEntered;
import org.asclepion.protocol.v1.ScopeKind;
import org.asclepion.protocol.v1.ScopeOpened;
import org.jspecify.annotations.Nullable;

/**
 * What a client knows of the room its body is in: the streams open to it. Owned by the client's
 * loop.
 */
public final class RoomMirror {
  static final int MAX_STREAMS = 1_024;

  private final TreeMap<Integer, ScopeStream> streams = new TreeMap<>();

  /** The stream asked for last: nearly always the one asked for next. */
  private @Nullable ScopeStream latest;

  private int template = -1;
  private int ownSlot = -1;
  private int tickHz;

  RoomMirror() {}

  /** Index of the room in the hospital; -1 before the first. */
  public int template() {
    return template;
  }

  /** One's own slot in this room; -1 before the first. */
  public int ownSlot() {
    return ownSlot;
  }

  public int tickHz() {
    return tickHz;
  }

  /** All open streams, by number. */
  public Collection<ScopeStream> streams() {
    return Collections.unmodifiableCollection(streams.values());
  }

  public @Nullable ScopeStream stream(int number) {
    ScopeStream latest = this.latest;
    if (latest == null || latest.scope().getNumber() != number) {
      latest = streams.get(number);
      this.latest = latest;
    }
    return latest;
  }

  /** The first stream of a kind. */
  public @Nullable ScopeStream stream(ScopeKind kind) {
    for (ScopeStream stream : streams.values()) {
      if (stream.scope().getKind() == kind) {
        return stream;
      }
    }
    return null;
  }

  /** Whether a stream's slots are those of this room's bodies; a window's are not. */
  static boolean isOwnRoom(ScopeStream stream) {
    return stream.scope().getKind() != ScopeKind.SCOPE_KIND_WINDOW;
  }

  void forget() {
    streams.clear();
    latest = null;
    template = -1;
    ownSlot = -1;
  }

  void entered(RoomEntered room) {
    template = room.getTemplate();
    ownSlot = room.getSlot();
    tickHz = room.getTickHz();
  }

  /** Null when there are too many. */
  @Nullable ScopeStream opened(ScopeOpened opened, LaneReader lanes) {
    if (streams.size() >= MAX_STREAMS) {
      return null;
    }
    ScopeStream stream = new ScopeStream(opened, lanes);
    latest = null;
    streams.put(opened.getScope().getNumber(), stream);
    return stream;
  }

  @Nullable ScopeStream closed(int number) {
    latest = null;
    return streams.remove(number);
  }
}
