package org.asclepion.host.room;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;

/**
 * How much CPU time a thread has had, in nanoseconds from any beginning. What a server takes from
 * its machine is told by this; by the wall's clock whoever else is busy there would count too.
 */
public final class WorkClock {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private WorkClock() {}

  /** The clock of whichever thread asks. */
  static LongSupplier ofAsker() {
    return THREADS.isCurrentThreadCpuTimeSupported()
        ? THREADS::getCurrentThreadCpuTime
        : System::nanoTime;
  }

  /** The clock of a thread, which any may ask; stands still when there is no telling. */
  public static LongSupplier of(long threadId) {
    return () -> THREADS.isThreadCpuTimeSupported() ? THREADS.getThreadCpuTime(threadId) : 0;
  }
}
