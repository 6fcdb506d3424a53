package org.asclepion.media.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SerialTest {
  /** RFC 1982, section 5.1, with 16 bits in place of 8. */
  @Test
  void comparesAsTheStandardDoes() {
    assertTrue(Serial.newer16(1, 0));
    assertTrue(Serial.newer16(44, 0));
    assertTrue(Serial.newer16(0x7FFF, 0));
    assertTrue(Serial.newer16(0, 0xFFFF));
    assertTrue(Serial.newer16(44, 0xFFF0));
    assertFalse(Serial.newer16(7, 7));
    assertFalse(Serial.newer16(0x8000, 0), "undefined, so not newer");
    assertFalse(Serial.newer16(0, 0x8000), "undefined, so not newer");
  }

  @Test
  void extendsToTheNearestNumber() {
    assertEquals(0x1FFFFL, Serial.extend16(0x20001L, 0xFFFF));
    assertEquals(0x20000L, Serial.extend16(0x1FFFFL, 0));
    assertEquals(130, Serial.extend(127, 2, 7));
    assertEquals(126, Serial.extend(129, 126, 7));
    assertEquals(0x8000L, Serial.extend(0x7FFFL, 0, 15));
  }

  @Test
  void timestampsWrapToo() {
    assertEquals(960, Serial.distance32(0xFFFFFFFF - 959, 0));
  }
}
