package org.asclepion.host.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.atomic.AtomicInteger;
import org.asclepion.host.ModelCheck;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * However a tick thread's offers and an event loop's turns interleave, a frame that was flushed is
 * written when the loop has no turn left to run: no wake-up is lost.
 */
@Tag("model")
class WriteTurnModelTest {
  /** Two connections and the turns of their loop. */
  public static class Operations {
    private final AtomicInteger turnsToRun = new AtomicInteger();
    private final WriteTurn turn = new WriteTurn(_ -> turnsToRun.incrementAndGet());
    private final Peer one = new Peer();
    private final Peer other = new Peer();

    @Operation
    public void toOne() {
      one.tell();
      turn.mark(one);
    }

    @Operation
    public void toOther() {
      other.tell();
      turn.mark(other);
    }

    @Operation(nonParallelGroup = "loop")
    public void turn() {
      if (turnsToRun.get() > 0) {
        turnsToRun.decrementAndGet();
        turn.run();
      }
    }

    @Validate
    public void everythingIsWrittenInTheTurnsThatWereAskedFor() {
      while (turnsToRun.get() > 0) {
        turn();
      }
      assertTrue(one.outbox.isEmpty(), "left for one");
      assertTrue(other.outbox.isEmpty(), "left for the other");
    }
  }

  /** Writes what is in its outbox to nowhere. */
  private static final class Peer extends WriteTurn.Writer {
    private final Outbox outbox = new Outbox(64, 1_000);

    void tell() {
      ByteBuf frame = Unpooled.wrappedBuffer(new byte[1]);
      assertEquals(Connection.Offer.ACCEPTED, outbox.offer(frame));
      frame.release();
    }

    @Override
    void write() {
      for (ByteBuf frame = outbox.poll(); frame != null; frame = outbox.poll()) {
        frame.release();
      }
    }
  }

  @Test
  void whatWasFlushedIsWritten() {
    ModelCheck.check(Operations.class, 3, 10, 150);
  }
}
