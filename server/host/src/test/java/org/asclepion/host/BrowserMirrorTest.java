package org.asclepion.host;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one chooses at the mirror, by keyboard, is what others see. */
class BrowserMirrorTest {
  @Test
  @Timeout(300)
  void othersSeeOneAsOneChoseToLook() throws Exception {
    BrowserScript.run("mirror.mjs", UnaryOperator.identity());
  }
}
