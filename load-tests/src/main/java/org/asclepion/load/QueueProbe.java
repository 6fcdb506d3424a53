package org.asclepion.load;

import java.util.concurrent.locks.LockSupport;
import org.asclepion.sdk.ClientLoop;

/**
 * Puts a task in the bots' queue again and again, to see how long they keep it waiting. Has a
 * thread of its own until closed; what it finds is the meter's, on the loop.
 */
final class QueueProbe implements AutoCloseable {
  private static final long EVERY_NANOS = 5_000_000;

  private final Thread thread;

  QueueProbe(ClientLoop loop, Meter meter) {
    thread =
        Thread.ofPlatform()
            .daemon()
            .name("bots-probe")
            .start(
                () -> {
                  while (!Thread.currentThread().isInterrupted()) {
                    long asked = System.nanoTime();
                    loop.execute(() -> meter.queueMicros.add((System.nanoTime() - asked) / 1_000));
                    LockSupport.parkNanos(EVERY_NANOS);
                  }
                });
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
