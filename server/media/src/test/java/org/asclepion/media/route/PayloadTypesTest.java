package org.asclepion.media.route;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PayloadTypesTest {
  /** What repairs a picture waits with it; what nobody knows does not wait to be counted. */
  @Test
  void picturesAndTheirRepairsAreToldFromTheRest() {
    PayloadTypes types =
        new PayloadTypes(Map.of(Codec.VP8, 96, Codec.OPUS, 111), Map.of(97, 96, 112, 111));
    assertTrue(types.isPicture(96));
    assertTrue(types.isPicture(97));
    assertFalse(types.isPicture(111));
    assertFalse(types.isPicture(112));
    assertFalse(types.isPicture(127));
  }
}
