package org.asclepion.load.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.channel.epoll.Epoll;
import org.junit.jupiter.api.Test;

class MediaLoadTest {
  /** A small crowd, and what it says of a server that has nothing else to do. */
  @Test
  void whatIsSentArrivesAndIsCounted() throws Exception {
    assumeTrue(Epoll.isAvailable(), "needs Linux");
    try (MediaTarget target = new ForwardProcess(1)) {
      JsonNode report = new MediaLoad(2, 3, 50, 600, 5, 2, true, 1).run(target);
      for (String window : new String[] {"full", "half"}) {
        JsonNode part = report.path(window);
        assertTrue(part.path("sentPerSecond").asDouble() > 0, report::toString);
        assertTrue(part.path("opened").asLong() > 0, report::toString);
        assertEquals(0, part.path("forged").asLong(), report::toString);
        assertEquals(0, part.path("server").path("faults").asLong(), report::toString);
        assertTrue(part.path("delayMs").path("p50").asDouble() > 0, report::toString);
        assertTrue(part.path("voiceDelayMs").path("p50").asDouble() > 0, report::toString);
      }
    }
  }
}
