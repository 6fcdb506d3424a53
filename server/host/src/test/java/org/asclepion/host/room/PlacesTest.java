package org.asclepion.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.asclepion.host.room.Places.Taken;
import org.junit.jupiter.api.Test;

class PlacesTest {
  @Test
  void noMoreAreTakenThanThereAre() throws Exception {
    Places places = new Places(10);
    AtomicInteger got = new AtomicInteger();
    CountDownLatch go = new CountDownLatch(1);
    Thread[] threads = new Thread[8];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          Thread.ofPlatform()
              .start(
                  () -> {
                    await(go);
                    for (int n = 0; n < 100; n++) {
                      if (places.take() == Taken.TAKEN) {
                        got.incrementAndGet();
                      }
                    }
                  });
    }
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(10, got.get());
    assertEquals(Taken.FULL, places.take());
    places.release();
    assertEquals(Taken.TAKEN, places.take());
  }

  @Test
  void aRoomRetiresOnlyWhileNobodyHoldsAPlace() {
    Places places = new Places(2);
    assertEquals(Taken.TAKEN, places.take());
    assertFalse(places.retire());
    places.release();
    assertTrue(places.retire());
    assertEquals(Taken.RETIRED, places.take());
    assertEquals(0, places.taken());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
