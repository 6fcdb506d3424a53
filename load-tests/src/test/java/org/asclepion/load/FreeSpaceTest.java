package org.asclepion.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.asclepion.protocol.v1.Box;
import org.asclepion.protocol.v1.PlanPoint;
import org.asclepion.protocol.v1.Room;
import org.junit.jupiter.api.Test;

final class FreeSpaceTest {
  private final FreeSpace space =
      new FreeSpace(
          Room.newBuilder()
              .addOutline(corner(0, 0))
              .addOutline(corner(0, 10))
              .addOutline(corner(10, 10))
              .addOutline(corner(10, 0))
              .addObstacles(
                  Box.newBuilder()
                      .setX(5)
                      .setZ(5)
                      .setHalfX(2)
                      .setHalfY(1)
                      .setHalfZ(0.5f)
                      .setYaw((float) (Math.PI / 2)))
              .build());

  @Test
  void wallsAndFurnitureBound() {
    assertEquals(1 - FreeSpace.BODY, space.around(1, 5), 1e-6);
    // Turned by a quarter, the box is long along z.
    assertEquals(0.5 - FreeSpace.BODY, space.around(4, 5), 1e-6);
    assertEquals(1 - FreeSpace.BODY, space.around(5, 2), 1e-6);
  }

  @Test
  void outsideAndInsideFurnitureThereIsNone() {
    assertTrue(space.around(-3, 5) < 0);
    assertTrue(space.around(5, 5) < 0);
  }

  private static PlanPoint corner(float x, float z) {
    return PlanPoint.newBuilder().setX(x).setZ(z).build();
  }
}
