package org.asclepion.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.asclepion.protocol.v1.Appearance;
import org.asclepion.protocol.v1.Body;
import org.junit.jupiter.api.Test;

/**
 * Holds how somebody looks to {@code src/test/golden/appearance.txt}, which the web client is held
 * to as well: what was once sent is still understood.
 */
final class AppearanceGoldenTest {
  private static final Path FILE = Path.of("src/test/golden/appearance.txt");

  @Test
  void bodiesAreReadAndWrittenAsTheyEverWere() throws IOException {
    try (Stream<String> lines = Files.lines(FILE)) {
      lines.filter(line -> !line.startsWith("#")).forEach(AppearanceGoldenTest::check);
    }
  }

  private static void check(String line) {
    String[] words = line.split(" ", -1);
    byte[] bytes = HexFormat.of().parseHex(words[1]);
    Body body;
    try {
      body = Body.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(line, e);
    }
    Appearance it = body.getAppearance();
    String read =
        "%s %s %d %d %d %d %d %d %d %d %d %d %d %d %d %d"
            .formatted(
                words[0],
                words[1],
                body.getSlot(),
                body.getRoleValue(),
                body.getSeatPlusOne(),
                it.getColour(),
                it.getVariant(),
                it.getSkin(),
                it.getHair(),
                it.getHairColour(),
                it.getGlassesValue(),
                it.getHeadCoverValue(),
                it.getBeardValue(),
                it.getBuildValue(),
                it.getHeightValue(),
                it.getWheelchair() ? 1 : 0);
    assertEquals(line, read);
    assertEquals(words[1], HexFormat.of().formatHex(body.toByteArray()));
  }
}
