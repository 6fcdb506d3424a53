package org.asclepion.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CoresTest {
  @Test
  void aThirdOwnsRoomsAndTheRestServesSockets() {
    assertEquals(new Cores(1, 1), Cores.of(1, null));
    assertEquals(new Cores(1, 1), Cores.of(2, null));
    assertEquals(new Cores(1, 3), Cores.of(4, null));
    assertEquals(new Cores(5, 11), Cores.of(16, null));
  }

  @Test
  void whateverIsAskedForAnEventLoopIsLeft() {
    assertEquals(new Cores(3, 13), Cores.of(16, 3));
    for (int owners = 1; owners <= Cores.MOST; owners++) {
      assertTrue(Cores.of(2, owners).loops() >= 1);
    }
    assertEquals(Cores.MOST, Cores.of(1_000, null).owners());
  }
}
