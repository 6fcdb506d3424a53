package org.asclepion.host;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayDeque;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A model checker that sees nothing passes everything: here is what it must see. */
@Tag("model")
class ModelCheckTest {
  /** What a mailbox would be without its lock. */
  public static class Unlocked {
    private final ArrayDeque<Integer> queue = new ArrayDeque<>();
    private int added;

    @Operation
    public void add() {
      queue.add(++added);
    }

    @Operation(nonParallelGroup = "owner")
    public @Nullable Integer poll() {
      return queue.poll();
    }
  }

  @Test
  void aQueueWithoutItsLockIsFound() {
    assertThrows(LincheckAssertionError.class, () -> ModelCheck.check(Unlocked.class, 2, 10, 500));
  }
}
