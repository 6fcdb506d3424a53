package org.asclepion.sdk;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.asclepion.protocol.pose.PoseColumns;
import org.jspecify.annotations.Nullable;

/**
 * Shows a stream's bodies a little late, so that they move evenly although frames do not come
 * evenly: by two ticks and by what nearly all frames are late. The delay slides, up faster than
 * down. Jitter is waited for; stalls are not, but caught up with, see {@link ShownBody}. Owned by
 * the client's loop.
 */
public final class Playout {
  private static final int WINDOW = 128;
  private static final double PERCENTILE = 0.95;
  private static final double TICKS = 2;
  private static final double SLEW_UP = 0.1;
  private static final double SLEW_DOWN = 0.02;
  private static final long MAX_DELAY_NANOS = 400_000_000;

  /** Frames closer than this part of a period were on the line together. */
  private static final double TOGETHER = 0.2;

  private final ScopeStream stream;
  private final Map<Integer, ShownBody> bodies = new HashMap<>();
  private final long[] lateness = new long[WINDOW];
  private int frames;
  private long arrivedNanos;
  private double delayNanos;
  private double targetNanos;
  private long slidTo;

  Playout(ScopeStream stream) {
    this.stream = stream;
  }

  /** How far behind the server's time bodies are shown. */
  public long delayNanos() {
    return (long) delayNanos;
  }

  /**
   * Where a body is to be drawn.
   *
   * @param serverNanos the server's time now, by {@link ClockSync}
   * @return false when there is no such body
   */
  public boolean pose(int slot, long serverNanos, BodyPose into) {
    @Nullable ShownBody body = bodies.get(slot);
    if (body == null) {
      return false;
    }
    slide(serverNanos);
    body.show(serverNanos - (long) delayNanos, into);
    return true;
  }

  /** The stream has a newer state; it is {@code serverNanos} by the server's clock. */
  void changed(long serverNanos) {
    // What a stall held back comes all at once and counts once.
    if (frames == 0 || serverNanos - arrivedNanos >= TOGETHER * stream.periodNanos()) {
      lateness[frames++ % WINDOW] = serverNanos - stream.serverNanos();
      target();
    }
    arrivedNanos = serverNanos;
    if (slidTo == 0) {
      delayNanos = targetNanos;
      slidTo = serverNanos;
    }
    bodies.keySet().removeIf(slot -> stream.rowOf(slot) < 0);
    for (int i = 0; i < stream.changes(); i++) {
      int slot = stream.changedSlot(i);
      int row = stream.rowOf(slot);
      if (row >= 0) {
        PoseColumns poses = stream.posesOf(slot);
        bodies
            .computeIfAbsent(slot, _ -> new ShownBody())
            .add(stream.serverNanos(), stream.periodNanos(), stream.ticksBetween(slot), poses, row);
      }
    }
  }

  private void target() {
    long[] sorted = Arrays.copyOf(lateness, Math.min(frames, WINDOW));
    Arrays.sort(sorted);
    long late = sorted[(int) (PERCENTILE * (sorted.length - 1))];
    double wanted = Math.max(0, late) + TICKS * stream.periodNanos();
    targetNanos = Math.min(MAX_DELAY_NANOS, wanted);
  }

  private void slide(long now) {
    long passed = now - slidTo;
    if (passed > 0) {
      slidTo = now;
      double off = targetNanos - delayNanos;
      delayNanos += Math.max(-passed * SLEW_DOWN, Math.min(passed * SLEW_UP, off));
    }
  }
}
