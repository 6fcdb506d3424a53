package org.asclepion.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class FloorTest {
  @TempDir private Path folder = Path.of("");

  @Test
  @Timeout(60)
  void relaysWhatItsClientsSendAndEnds() throws IOException, InterruptedException {
    Path sizes =
        Files.writeString(
            folder.resolve("sizes.json"),
            "{\"framesPerClientPerSecond\":20,\"frameBytes\":[5,60,60,200,70000]}");
    long before = ProcessHandle.current().children().count();
    ObjectNode report = new FloorRun(6, 3, 1, 20, sizes).run();
    assertEquals(6, report.path("connected").asInt(), report.toString());
    assertEquals(0, report.path("errors").asInt(), report.toString());
    assertTrue(report.path("deliveredPercent").asDouble() > 0, report.toString());
    assertTrue(report.path("bytesPerClientPerSecond").asDouble() > 1_000, report.toString());
    assertTrue(report.path("poseLatencyMs").path("p50").asDouble() > 0, report.toString());
    assertEquals(before, ProcessHandle.current().children().count(), "no process is left");
  }

  @Test
  void saysWhatItCannotDo() throws IOException {
    assertThrows(UsageException.class, () -> new FloorRun(5, 2, 1, 20, null).check());
    assertThrows(UsageException.class, () -> new FloorRun(4, 0, 1, 20, null).check());
    assertThrows(UsageException.class, () -> new FloorRun(4_000, 2, 1, 20, null).check());
    Path empty = Files.writeString(folder.resolve("empty.json"), "{}");
    assertThrows(UsageException.class, () -> new FloorRun(4, 2, 1, 20, empty).check());
  }

  @Test
  void aFrameTellsOfAsManyAsFit() {
    assertEquals(1, RelayFrame.entries(0, 20));
    assertEquals(1, RelayFrame.entries(17, 20));
    assertEquals(2, RelayFrame.entries(18, 20));
    assertEquals(20, RelayFrame.entries(2_000, 20));
  }
}
