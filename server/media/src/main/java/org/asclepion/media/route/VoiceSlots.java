package org.asclepion.media.route;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which voices a receiver hears: as many as it has slots, the loudest when more would speak. Owned
 * by the receiver's loop.
 *
 * <p>Who has a slot keeps it, silent or not, while nobody else needs one; so in a small group
 * nobody's first word is cut. When all are taken, a talker displaces whoever has been silent
 * longest, else whoever counts clearly softer and has had the slot for a while. A voice that counts
 * as softer by distance and priority stays softer whatever its sender's microphone says.
 */
final class VoiceSlots {
  /** Who has spoken within this time is in a conversation. */
  static final long HANG_OVER_NANOS = 1_500_000_000L;

  /** So long a slot is not taken from somebody who talks. */
  static final long MIN_HOLD_NANOS = 600_000_000L;

  /** So much louder must a voice count to displace another that talks. */
  static final float HYSTERESIS_DECIBELS = 6;

  /** What a score falls at most with a packet, so that a breath between words costs no slot. */
  static final float FALL_DECIBELS = 0.2f;

  private final Slot[] slots;
  private final float[] scores;
  private final long[] talkedNanos;
  private final long[] sinceNanos;
  private final long[] lastHolders;

  /** How many slots are in use, from the first on. */
  private int most;

  VoiceSlots(List<Slot> slots) {
    this.slots = slots.toArray(Slot[]::new);
    scores = new float[this.slots.length];
    talkedNanos = new long[this.slots.length];
    sinceNanos = new long[this.slots.length];
    lastHolders = new long[this.slots.length];
    Arrays.fill(lastHolders, RouteListener.NOBODY);
    most = this.slots.length;
  }

  /** Uses so many of the slots; those beyond are freed. */
  void limit(int voices) {
    most = Math.clamp(voices, 0, slots.length);
    for (int i = most; i < slots.length; i++) {
      slots[i].free();
    }
  }

  Slot[] all() {
    return slots;
  }

  /** The slot for a packet of a sender, or null when others are louder. */
  @Nullable Slot take(Peer sender, float score, boolean talking, boolean silent, long nowNanos) {
    int at = held(sender);
    if (at < 0) {
      if (silent) {
        return null;
      }
      at = free(sender.id());
      if (at < 0 && talking) {
        at = displaced(score, nowNanos);
      }
      if (at < 0) {
        return null;
      }
      slots[at].hold(sender, Source.VOICE);
      lastHolders[at] = sender.id();
      sinceNanos[at] = nowNanos;
      talkedNanos[at] = nowNanos;
      scores[at] = score;
    }
    scores[at] = Math.max(score, scores[at] - FALL_DECIBELS);
    if (talking) {
      talkedNanos[at] = nowNanos;
    }
    return slots[at];
  }

  private int held(Peer sender) {
    for (int i = 0; i < slots.length; i++) {
      if (slots[i].holder() == sender) {
        return i;
      }
    }
    return -1;
  }

  /** The free slot it had before, else one that was nobody's, else any. */
  private int free(long sender) {
    int found = -1;
    for (int i = 0; i < most; i++) {
      if (slots[i].holder() == null) {
        if (lastHolders[i] == sender) {
          return i;
        }
        if (found < 0
            || (lastHolders[found] != RouteListener.NOBODY
                && lastHolders[i] == RouteListener.NOBODY)) {
          found = i;
        }
      }
    }
    return found;
  }

  private int displaced(float score, long nowNanos) {
    int silentest = -1;
    int softest = -1;
    for (int i = 0; i < most; i++) {
      if (nowNanos - talkedNanos[i] > HANG_OVER_NANOS) {
        if (silentest < 0 || talkedNanos[i] < talkedNanos[silentest]) {
          silentest = i;
        }
      } else if (nowNanos - sinceNanos[i] >= MIN_HOLD_NANOS
          && (softest < 0 || scores[i] < scores[softest])) {
        softest = i;
      }
    }
    if (silentest >= 0) {
      return silentest;
    }
    return softest >= 0 && score > scores[softest] + HYSTERESIS_DECIBELS ? softest : -1;
  }
}
