package org.asclepion.call;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a call early: when the process is told to end, by Ctrl-C or SIGTERM, the call is asked to,
 * and the process waits until it is {@linkplain #close over} and has reported. Any thread.
 */
final class HangUp implements AutoCloseable {
  private static final int REPORT_SECONDS = 30;

  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook = Thread.ofPlatform().name("hang-up").unstarted(this::ask);
  private volatile boolean asked;

  HangUp() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void ask() {
    asked = true;
    try {
      if (!over.await(REPORT_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("asclepion: the call does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the call is to end now. */
  boolean asked() {
    return asked;
  }

  @Override
  public void close() {
    over.countDown();
    if (!asked) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // It was asked at this very moment, and has been answered.
      }
    }
  }
}
