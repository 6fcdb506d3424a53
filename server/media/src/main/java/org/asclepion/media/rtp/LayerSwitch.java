package org.asclepion.media.rtp;

/**
 * Which simulcast layer of a picture a receiver gets; changes only where a key frame of the other
 * layer begins. Owned by the receiver's loop.
 */
public final class LayerSwitch {
  public static final int NONE = -1;

  private int current = NONE;
  private int target = NONE;

  /** Wants another layer, or {@link #NONE} at once. */
  public void want(int layer) {
    target = layer;
    if (layer == NONE) {
      current = NONE;
    }
  }

  /** The source is another: nothing of it has been sent yet. */
  public void restart() {
    current = NONE;
  }

  /** What is to be done with a packet. */
  public enum Verdict {
    DROP,
    SEND,
    /** Send it, as the first of this layer. */
    BEGIN
  }

  /**
   * Judges a packet.
   *
   * @param keyframe whether a key frame begins with it
   */
  public Verdict judge(int layer, boolean keyframe) {
    if (layer == current) {
      return Verdict.SEND;
    }
    if (layer != target || !keyframe) {
      return Verdict.DROP;
    }
    current = layer;
    return Verdict.BEGIN;
  }

  /** The layer sent, or {@link #NONE}. */
  public int current() {
    return current;
  }

  public int target() {
    return target;
  }

  /** Whether a key frame of the target is waited for. */
  public boolean waits() {
    return target != NONE && current != target;
  }
}
