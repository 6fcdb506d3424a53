package org.asclepion.media.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private final List<String> handled = new ArrayList<>();
  private final List<ByteBuf> packets = new ArrayList<>();
  private long clockNanos;
  private long workNanos;

  private final Backlog<String> backlog =
      new Backlog<>(
          (packet, of, arrived) -> {
            handled.add(of + packet.getByte(0) + "@" + arrived);
            clockNanos += workNanos;
          },
          () -> clockNanos);

  @Test
  void handlesInOrderAndWithTheTimeOfArrival() {
    for (int i = 0; i < 3; i++) {
      add("a", i);
    }
    assertFalse(backlog.slice());
    assertEquals(List.of("a0@0", "a1@1", "a2@2"), handled);
    assertTrue(backlog.isEmpty());
    assertReleased();
  }

  @Test
  void stopsWhenItsTimeIsOver() {
    workNanos = Backlog.SLICE_NANOS / 2;
    for (int i = 0; i < 5; i++) {
      add("a", i);
    }
    assertTrue(backlog.slice());
    assertEquals(2, handled.size());
    workNanos = 10 * Backlog.SLICE_NANOS;
    assertTrue(backlog.slice());
    assertEquals(3, handled.size());
    assertTrue(backlog.slice());
    assertFalse(backlog.slice());
    assertReleased();
  }

  @Test
  void theOldestMakesRoom() {
    for (int i = 0; i < Backlog.MAX_PACKETS + 2; i++) {
      add("a", i % 100);
    }
    assertEquals(List.of("a0@0", "a1@1"), handled);
    backlog.clear();
    assertTrue(backlog.isEmpty());
    assertEquals(2, handled.size());
    assertReleased();
  }

  @Test
  void aFaultCostsOnePacket() {
    Backlog<String> faulty =
        new Backlog<>(
            (packet, of, arrived) -> {
              throw new IllegalStateException(of);
            },
            () -> 0);
    ByteBuf packet = Unpooled.buffer().writeByte(1);
    faulty.add(packet, "a", 0);
    assertThrows(IllegalStateException.class, faulty::slice);
    assertTrue(faulty.isEmpty());
    assertEquals(1, packet.refCnt());
  }

  private void add(String of, int number) {
    ByteBuf packet = Unpooled.buffer().writeByte(number);
    packets.add(packet);
    backlog.add(packet, of, number);
  }

  /** What is left is the reader's own reference. */
  private void assertReleased() {
    packets.forEach(packet -> assertEquals(1, packet.refCnt()));
  }
}
