package org.asclepion.host;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Two real browsers in the real hospital. What they do and expect stands in {@code
 * clients/web/e2e/walk.mjs}.
 */
class BrowserWalkTest {
  @Test
  void aDoctorAndAPatientMeetInTwoBrowsers() throws Exception {
    BrowserScript.run("walk.mjs", UnaryOperator.identity());
  }
}
