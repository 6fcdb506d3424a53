package org.asclepion.host.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.asclepion.host.transport.Connection.Offer;
import org.junit.jupiter.api.Test;

/** An outbox holds its bounds, keeps its order, and leaks nothing. */
class OutboxTest {
  private static ByteBuf frame(int size) {
    return Unpooled.wrappedBuffer(new byte[size]);
  }

  private final Outbox outbox = new Outbox(8, 1000);

  private void takeOne() {
    ByteBuf frame = outbox.poll();
    assertNotNull(frame);
    frame.release();
  }

  @Test
  void framesAreBounded() {
    for (int i = 0; i < 8; i++) {
      assertEquals(Offer.ACCEPTED, outbox.offer(frame(1)));
    }
    assertTrue(outbox.isWritable());
    assertEquals(Offer.BACK_PRESSURED, outbox.offer(frame(1)));
    assertFalse(outbox.isWritable());
  }

  @Test
  void bytesAreBounded() {
    assertEquals(Offer.ACCEPTED, outbox.offer(frame(600)));
    assertEquals(Offer.ACCEPTED, outbox.offer(frame(400)));
    assertEquals(Offer.BACK_PRESSURED, outbox.offer(frame(1)));
  }

  @Test
  void aFrameLargerThanTheBoundPassesAlone() {
    assertEquals(Offer.ACCEPTED, outbox.offer(frame(5000)));
    assertEquals(Offer.BACK_PRESSURED, outbox.offer(frame(1)));
    takeOne();
    assertEquals(Offer.ACCEPTED, outbox.offer(frame(1)));
    assertEquals(Offer.BACK_PRESSURED, outbox.offer(frame(5000)));
  }

  @Test
  void reliefComesOnceBelowAQuarter() {
    for (int i = 0; i < 9; i++) {
      outbox.offer(frame(1));
    }
    for (int i = 0; i < 5; i++) {
      takeOne();
      assertFalse(outbox.relieved());
      assertFalse(outbox.isWritable());
    }
    takeOne();
    assertTrue(outbox.relieved());
    assertFalse(outbox.relieved());
    assertTrue(outbox.isWritable());
  }

  @Test
  void withoutBackPressureThereIsNoRelief() {
    outbox.offer(frame(1));
    takeOne();
    assertFalse(outbox.relieved());
  }

  @Test
  void theLastFrameAlwaysFitsAndIsTheLast() {
    for (int i = 0; i < 8; i++) {
      outbox.offer(frame(1));
    }
    assertTrue(outbox.close(frame(2)));
    assertFalse(outbox.close(frame(3)));
    assertEquals(Offer.CLOSED, outbox.offer(frame(1)));
    for (int i = 0; i < 8; i++) {
      takeOne();
    }
    ByteBuf last = outbox.poll();
    assertNotNull(last);
    assertEquals(2, last.readableBytes());
    assertNull(outbox.poll());
    assertFalse(outbox.relieved());
  }

  @Test
  void acceptingRetainsAndEverythingElseDoesNot() {
    ByteBuf shared = frame(200);
    for (int i = 0; i < 6; i++) {
      outbox.offer(shared);
    }
    assertEquals(6, shared.refCnt(), "one of the owner's, five accepted");
    takeOne();
    assertEquals(5, shared.refCnt());
    outbox.discard();
    assertEquals(1, shared.refCnt());
    assertEquals(Offer.CLOSED, outbox.offer(shared));
    assertEquals(1, shared.refCnt());
  }

  @Test
  void eachProducersFramesStayInOrderAndNoneIsLostOrDoubled() throws Exception {
    int producers = 4;
    int each = 50_000;
    Outbox ring = new Outbox(Limits.OUTBOX_FRAMES, Limits.OUTBOX_BYTES);
    AtomicInteger running = new AtomicInteger(producers);
    AtomicIntegerArray accepted = new AtomicIntegerArray(producers);
    for (int p = 0; p < producers; p++) {
      int producer = p;
      Thread.ofPlatform()
          .daemon()
          .start(
              () -> {
                for (int i = 0; i < each; i++) {
                  ByteBuf frame = Unpooled.buffer(8).writeInt(producer).writeInt(i);
                  if (ring.offer(frame) == Offer.ACCEPTED) {
                    accepted.incrementAndGet(producer);
                  }
                  frame.release();
                }
                running.decrementAndGet();
              });
    }
    int[] last = {-1, -1, -1, -1};
    int[] taken = new int[producers];
    List<ByteBuf> frames = new ArrayList<>();
    while (true) {
      boolean done = running.get() == 0;
      ByteBuf frame = ring.poll();
      if (frame != null) {
        int producer = frame.readInt();
        int number = frame.readInt();
        assertTrue(number > last[producer]);
        last[producer] = number;
        taken[producer]++;
        frame.release();
        frames.add(frame);
      } else if (done) {
        break;
      }
    }
    for (int p = 0; p < producers; p++) {
      assertEquals(accepted.get(p), taken[p]);
    }
    // Only now have the producers let go of theirs.
    assertTrue(frames.stream().allMatch(frame -> frame.refCnt() == 0));
  }
}
