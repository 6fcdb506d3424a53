package org.asclepion.media.route;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.asclepion.media.rtp.Allocation;
import org.jspecify.annotations.Nullable;

/**
 * What receivers need to know of one source of one sender. The sender's loop writes, the receivers'
 * loops read.
 */
final class Feed {
  /** A source from which nothing came for so long is off. */
  static final long OFF_NANOS = 5_000_000_000L;

  /** What a still picture is reckoned at: it may send nothing for seconds. */
  static final long STILL_BPS = 10_000;

  /**
   * The moment a sender's timestamp stands for.
   *
   * @param nanos on the server's clock
   */
  record Moment(long nanos, int timestamp) {}

  private final AtomicLongArray bitsPerSecond = new AtomicLongArray(Allocation.MAX_LAYERS);
  private final AtomicIntegerArray heights = new AtomicIntegerArray(Allocation.MAX_LAYERS);
  private final AtomicReferenceArray<@Nullable Moment> moments =
      new AtomicReferenceArray<>(Allocation.MAX_LAYERS);
  private volatile long cameNanos;
  private volatile boolean ever;

  void came(long nowNanos) {
    cameNanos = nowNanos;
    ever = true;
  }

  boolean live(long nowNanos) {
    return ever && nowNanos - cameNanos < OFF_NANOS;
  }

  void measured(int layer, long bps, int height) {
    bitsPerSecond.setOpaque(layer, bps);
    heights.setOpaque(layer, height);
  }

  void reported(int layer, Moment moment) {
    moments.set(layer, moment);
  }

  @Nullable Moment moment(int layer) {
    return moments.get(layer);
  }

  /** What a layer needs; 0 while nothing comes of it, unless nothing comes of any. */
  long bitsPerSecond(int layer, long nowNanos) {
    long measured = bitsPerSecond.getOpaque(layer);
    return measured == 0 && layer == 0 && still() && live(nowNanos) ? STILL_BPS : measured;
  }

  private boolean still() {
    for (int layer = 0; layer < Allocation.MAX_LAYERS; layer++) {
      if (bitsPerSecond.getOpaque(layer) > 0) {
        return false;
      }
    }
    return true;
  }

  /** The lowest layer as high as wanted; the highest when none is, or heights are not known. */
  int layerFor(int wantedHeight) {
    for (int layer = 0; layer < Allocation.MAX_LAYERS - 1; layer++) {
      if (wantedHeight > 0 && heights.getOpaque(layer) >= wantedHeight) {
        return layer;
      }
    }
    return Allocation.MAX_LAYERS - 1;
  }
}
