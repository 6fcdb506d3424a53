package org.asclepion.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * NOTICE names whoever's work we carry. What comes along behind a dependency is looked up by hand.
 */
class NoticeTest {
  /** Maven group, and how NOTICE calls what is in it. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("com.fasterxml.jackson.core", "Jackson"),
          Map.entry("com.github.ben-manes.caffeine", "Caffeine"),
          Map.entry("com.google.protobuf", "Protocol Buffers"),
          Map.entry("cz.advel.jbullet", "JBullet"),
          Map.entry("dev.onvoid.webrtc", "webrtc-java"),
          Map.entry("info.picocli", "picocli"),
          Map.entry("io.micrometer", "Micrometer"),
          Map.entry("io.netty", "Netty"),
          Map.entry("javax.vecmath", "vecmath"),
          Map.entry("org.apache.logging.log4j", "Apache Log4j"),
          Map.entry("org.bouncycastle", "Bouncy Castle"),
          Map.entry("org.joml", "JOML"),
          Map.entry("org.jspecify", "JSpecify"),
          Map.entry("org.openjdk.jmh", "JMH"),
          Map.entry("org.snakeyaml", "SnakeYAML Engine"));

  private final Path root = Reactor.root();

  @Test
  void noticeNamesEveryLibrary() throws Exception {
    String notice = Files.readString(root.resolve("NOTICE"));
    List<String> missing = new ArrayList<>();
    for (String group : new Reactor(root).foreignGroups()) {
      if (!notice.contains(
          NAMES.getOrDefault(group, "(not in this test's table: " + group + ")"))) {
        missing.add(group);
      }
    }
    assertEquals(List.of(), missing, "add them to NOTICE, with their licence, and to this test");
  }

  @Test
  void noticeNamesWhatThePageCarries() throws Exception {
    String notice = Files.readString(root.resolve("NOTICE"));
    Map<String, String> names =
        Map.of(
            "three", "three.js",
            "lucide", "Lucide icons",
            "qr", "qr by Paul Miller",
            "@bufbuild/protobuf", "@bufbuild/protobuf",
            "@fontsource/noto-sans", "Noto Sans",
            "@fontsource/noto-sans-sc", "Noto Sans SC");
    JsonNode manifest =
        new JsonMapper().readTree(root.resolve("clients/web/package.json").toFile());
    for (String dependency : (Iterable<String>) manifest.get("dependencies")::fieldNames) {
      String name = names.getOrDefault(dependency, "(unknown " + dependency + ")");
      assertTrue(notice.contains(name), dependency);
    }
  }

  @Test
  void theLicenceIsWhole() throws Exception {
    String licence = Files.readString(root.resolve("LICENSE"));
    assertTrue(licence.contains("Version 2.0, January 2004"));
    assertTrue(licence.contains("END OF TERMS AND CONDITIONS"));
  }
}
