package org.asclepion.host.room;

import java.util.Arrays;

/**
 * Knows whether everybody who sends samples has sent one for the coming tick. Belongs to the room's
 * owner thread.
 *
 * <p>A complete room has nothing to wait for and may tick early. Whoever has been silent for {@link
 * #PATIENCE} ticks is not waited for. A room with more than {@link #MOST} senders is never
 * complete: somebody is always late, and looking would cost more than it brings.
 */
final class Attendance {
  static final int PATIENCE = 8;
  static final int MOST = 32;

  /**
   * A sample that comes longer before a tick than this was meant for the tick before and missed it.
   * Not much less than a period, since senders who were late give themselves up to half of one more
   * than the {@link SendLead}.
   */
  static long earliestNanos(int periodNanos) {
    return periodNanos * 5L / 6;
  }

  private long[] senders = new long[2];
  private int[] heardFor = new int[2];
  private int count;

  /** A sample of this sender has come for the coming tick. */
  void heard(long sender, int tick) {
    for (int i = 0; i < count; i++) {
      if (senders[i] == sender) {
        heardFor[i] = tick;
        return;
      }
    }
    if (count > MOST) {
      return;
    }
    if (count == senders.length) {
      senders = Arrays.copyOf(senders, 2 * count);
      heardFor = Arrays.copyOf(heardFor, 2 * count);
    }
    senders[count] = sender;
    heardFor[count++] = tick;
  }

  /** Whether nobody's sample for the coming tick is missing. */
  boolean isComplete(int tick) {
    boolean missing = false;
    for (int i = count - 1; i >= 0; i--) {
      if (tick - heardFor[i] > PATIENCE) {
        count--;
        senders[i] = senders[count];
        heardFor[i] = heardFor[count];
      } else {
        missing |= heardFor[i] < tick;
      }
    }
    return !missing && count > 0 && count <= MOST;
  }
}
