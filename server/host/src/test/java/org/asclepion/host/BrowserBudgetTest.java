package org.asclepion.host;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What pictures of the demo hospital cost a real browser, with six people in view. */
class BrowserBudgetTest {
  @Test
  @Timeout(300)
  void theMdtRoomKeepsToItsBudget() throws Exception {
    BrowserScript.run("budget.mjs", UnaryOperator.identity(), "mdt");
  }
}
