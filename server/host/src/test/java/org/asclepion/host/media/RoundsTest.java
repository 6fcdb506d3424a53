package org.asclepion.host.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing waits in the thread's queue while there is no reason to go round. */
@Timeout(30)
class RoundsTest {
  private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1);
  private final AtomicBoolean wanted = new AtomicBoolean();
  private final AtomicInteger rounds = new AtomicInteger();

  @AfterEach
  void end() {
    thread.shutdownNow();
  }

  @Test
  void sleepsUntilItIsWokenAndAgainWhenTheReasonIsGone() throws Exception {
    Rounds it = new Rounds(thread, 1, wanted::get, rounds::incrementAndGet);
    assertTrue(thread.getQueue().isEmpty());
    for (int i = 0; i < 3; i++) {
      wanted.set(true);
      it.wake();
      int before = rounds.get();
      await(() -> rounds.get() > before + 2);
      wanted.set(false);
      await(() -> thread.getQueue().isEmpty() && thread.getActiveCount() == 0);
    }
  }

  @Test
  void goesOnAfterAFault() throws Exception {
    wanted.set(true);
    CountDownLatch three = new CountDownLatch(3);
    Rounds it =
        new Rounds(
            thread,
            1,
            wanted::get,
            () -> {
              three.countDown();
              throw new IllegalStateException("meant");
            });
    it.wake();
    assertTrue(three.await(20, TimeUnit.SECONDS));
  }

  @Test
  void wokenTwiceItGoesRoundOnce() {
    ScheduledThreadPoolExecutor still = new ScheduledThreadPoolExecutor(1);
    Rounds it = new Rounds(still, 1_000_000, wanted::get, rounds::incrementAndGet);
    it.wake();
    it.wake();
    assertEquals(1, still.getQueue().size());
    still.shutdownNow();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(1);
    }
  }
}
