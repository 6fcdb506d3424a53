package org.asclepion.host;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The page is for everyone: nothing on it is out of reach of keys, of a screen reader or of weak
 * eyes, and one goes on with another device by six digits. What is looked at stands in {@code
 * clients/web/e2e/everyone.mjs}.
 */
class BrowserEveryoneTest {
  @Test
  void inThroughAndOutForEveryone() throws Exception {
    BrowserScript.run("everyone.mjs", UnaryOperator.identity());
  }
}
