package org.asclepion.host.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.SelectStrategy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pauses here are of an hour: what waits for one to pass never comes to its end. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class PaceTest {
  private static final int READY = 3;

  private final Pace pace = new Pace(Duration.ofHours(1).toNanos());

  @Test
  void aLoopWithTasksPollsWithoutAPause() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertEquals(READY, pace.calculateStrategy(() -> READY, true));
    }
  }

  @Test
  void theFirstPollIsAtOnce() throws Exception {
    poll();
  }

  @Test
  void aRouseEndsThePauseUnderWay() throws Exception {
    poll();
    Thread loop = Thread.ofPlatform().daemon().start(this::poll);
    while (loop.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    pace.rouse();
    loop.join();
  }

  @Test
  void aRouseBeforeThePauseLeavesItOut() throws Exception {
    poll();
    pace.rouse();
    poll();
  }

  private void poll() {
    try {
      assertEquals(SelectStrategy.SELECT, pace.calculateStrategy(() -> READY, false));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
