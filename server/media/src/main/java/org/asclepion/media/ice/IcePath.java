package org.asclepion.media.ice;

import org.jspecify.annotations.Nullable;

/**
 * One address of a peer that passed a signed check, and what we know about it. Owned by the peer's
 * loop.
 *
 * <p>That a request was signed says who sent it, not that they are at the address it came from:
 * until something that we sent there has come back, the path is not {@linkplain #isProven proven}
 * and gets at most three times what came from it.
 */
public final class IcePath {
  /**
   * Bytes sent to an unproven address per byte received from it (RFC 9000 section 8 has the same).
   */
  public static final int MAX_AMPLIFICATION = 3;

  /** Answers to as many of our latest checks are recognised. */
  private static final int PENDING = 4;

  private final Lane lane;
  private final int[] pendingHigh = new int[PENDING];
  private final long[] pendingLow = new long[PENDING];
  private int checks;
  private boolean proven;
  private long receivedBytes;
  private long sentBytes;
  private @Nullable Generation generation;
  long heardNanos;
  long nextCheckNanos;

  IcePath(Lane lane, long nowNanos) {
    this.lane = lane;
    heardNanos = nowNanos;
    nextCheckNanos = nowNanos;
  }

  public Lane lane() {
    return lane;
  }

  /** Whether whoever is at the address has shown that our packets arrive there. */
  public boolean isProven() {
    return proven;
  }

  void prove() {
    proven = true;
  }

  /** Counts what came from the address. */
  public void received(int bytes) {
    receivedBytes += bytes;
  }

  /**
   * Asks for leave to send, and counts what it is given for.
   *
   * @return false when the address is not proven and has had its share
   */
  public boolean maySend(int bytes) {
    if (proven) {
      return true;
    }
    if (sentBytes + bytes > MAX_AMPLIFICATION * receivedBytes) {
      return false;
    }
    sentBytes += bytes;
    return true;
  }

  @Nullable Generation generation() {
    return generation;
  }

  void belongsTo(Generation latest) {
    generation = latest;
  }

  /** Remembers a check that was sent; the oldest is forgotten. */
  void asked(int high, long low) {
    int slot = checks++ % PENDING;
    pendingHigh[slot] = high;
    pendingLow[slot] = low;
  }

  /** Whether a transaction is one of our latest checks; each is answered once. */
  boolean isAnswer(int high, long low) {
    for (int i = 0; i < Math.min(checks, PENDING); i++) {
      if (pendingHigh[i] == high && pendingLow[i] == low) {
        pendingLow[i] = ~low;
        return true;
      }
    }
    return false;
  }
}
