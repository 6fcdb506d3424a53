package org.asclepion.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.asclepion.load.faults.PathFaults;
import org.junit.jupiter.api.Test;

class BadPathTest {
  private static final String ANSWER =
      """
      v=0\r
      m=audio 9 UDP/TLS/RTP/SAVPF 111\r
      a=candidate:0 1 udp 2130706431 127.0.0.1 4711 typ host\r
      a=candidate:1 1 tcp 2121974527 127.0.0.1 8080 typ host tcptype passive\r
      a=candidate:2 1 udp 2130706430 10.0.0.1 4711 typ host\r
      a=end-of-candidates\r
      """;

  @Test
  void theProxyIsTheOnlyWay() {
    try (BadPath path = new BadPath(new PathFaults(5, 0, 0, 1))) {
      String answer = path.through(ANSWER);
      List<String> candidates =
          answer.lines().filter(line -> line.startsWith("a=candidate:")).toList();
      assertEquals(1, candidates.size(), answer);
      assertTrue(
          candidates.getFirst().matches("a=candidate:1 1 udp \\d+ 127.0.0.1 \\d+ typ host"),
          answer);
      assertFalse(answer.contains(" 4711 "), answer);
      assertTrue(answer.startsWith("v=0\r\nm=audio") && answer.endsWith("a=end-of-candidates\r\n"));
      assertEquals(answer, path.through(ANSWER), "one proxy for all");
    }
  }

  @Test
  void aGoodPathIsTheServersOwn() {
    try (BadPath path = new BadPath(new PathFaults(0, 0, 0, 1))) {
      assertEquals(ANSWER, path.through(ANSWER));
    }
  }
}
