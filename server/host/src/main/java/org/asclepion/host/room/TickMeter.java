package org.asclepion.host.room;

/** Takes in how long ticks took. Called by every loop thread; must be safe for that and cheap. */
public interface TickMeter {
  /** One room's tick took this long. */
  void ticked(long nanos);

  /** One room's tick began this long after it was due; 0 when it was early or in time. */
  void late(long nanos);
}
