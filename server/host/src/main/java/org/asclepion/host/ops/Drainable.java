package org.asclepion.host.ops;

import java.time.Duration;

/** What can finish what it is doing, and then be closed. */
public interface Drainable {
  /** Lets everybody go, with a word about when to come back; returns when done or out of time. */
  void drain(Duration time);
}
