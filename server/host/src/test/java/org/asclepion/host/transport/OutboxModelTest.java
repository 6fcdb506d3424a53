package org.asclepion.host.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.asclepion.host.ModelCheck;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * However threads interleave, an outbox gives out what it accepted, once and in order, keeps to its
 * bound, takes nothing after its last frame, and in the end holds no frame of anybody's.
 */
@Tag("model")
class OutboxModelTest {
  /** What all operations are about: whoever offers and the event loop share an outbox. */
  @Param(name = "size", gen = IntGen.class, conf = "1:3")
  public abstract static class Shared {
    final Outbox outbox;
    final ByteBuf last = frame(9);
    private final List<ByteBuf> frames = List.of(frame(1), frame(2), frame(3));

    Shared(int maxFrames) {
      outbox = new Outbox(maxFrames, 100);
    }

    private static ByteBuf frame(int size) {
      return Unpooled.wrappedBuffer(new byte[size]);
    }

    @Operation
    public Connection.Offer offer(@Param(name = "size") int size) {
      return outbox.offer(frames.get(size - 1));
    }

    @Operation(nonParallelGroup = "loop")
    public int poll() {
      ByteBuf frame = outbox.poll();
      int size = frame == null ? 0 : frame.readableBytes();
      if (frame != null) {
        frame.release();
      }
      return size;
    }

    @Validate
    public void everyFrameIsGivenBack() {
      outbox.discard();
      for (ByteBuf frame : frames) {
        assertEquals(1, frame.refCnt());
      }
      assertEquals(1, last.refCnt());
    }
  }

  /** An outbox for one frame whose reader has just caught up. */
  public static class Traffic extends Shared {
    public Traffic() {
      super(1);
      offer(1);
      offer(1);
      poll();
    }

    @Operation
    public boolean isWritable() {
      return outbox.isWritable();
    }

    @Operation(nonParallelGroup = "loop")
    public boolean relieved() {
      return outbox.relieved();
    }
  }

  /** An outbox for two frames whose connection ends. */
  public static class Ending extends Shared {
    public Ending() {
      super(2);
    }

    @Operation
    public boolean close() {
      last.retain();
      boolean closed = outbox.close(last);
      if (!closed) {
        last.release();
      }
      return closed;
    }

    @Operation(nonParallelGroup = "loop", runOnce = true)
    public void discard() {
      outbox.discard();
    }
  }

  @Test
  void framesPassOnceAndInOrderWithinTheBound() {
    ModelCheck.check(Traffic.class, 2, 20, 100);
  }

  @Test
  void nothingFollowsTheLastFrameAndNoneIsKept() {
    ModelCheck.check(Ending.class, 3, 10, 100);
  }
}
