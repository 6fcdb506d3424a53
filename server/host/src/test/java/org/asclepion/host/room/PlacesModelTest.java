package org.asclepion.host.room;

import org.asclepion.host.ModelCheck;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * However threads interleave, no more people have a place than there are places, and a room that
 * was given up has nobody in it.
 */
@Tag("model")
class PlacesModelTest {
  /** A room for two, with one in it who may leave. */
  public static class Operations {
    private final Places places = new Places(2);

    public Operations() {
      places.take();
    }

    @Operation
    public Places.Taken take() {
      return places.take();
    }

    @Operation(runOnce = true)
    public void leave() {
      places.release();
    }

    @Operation(nonParallelGroup = "owner")
    public boolean retire() {
      return places.retire();
    }

    @Operation
    public int taken() {
      return places.taken();
    }
  }

  @Test
  void aPlaceIsTakenOnceAndNeverInARoomThatIsGone() {
    ModelCheck.check(Operations.class, 3, 8, 100);
  }
}
