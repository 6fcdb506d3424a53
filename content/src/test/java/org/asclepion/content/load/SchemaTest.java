package org.asclepion.content.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The published schema says what the loader accepts, and another validator reads it so too. */
class SchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** On failure: look at the difference, then copy target/schema over content/schema. */
  @Test
  void thePublishedSchemaIsWhatTheLoaderAccepts() throws IOException {
    Path fresh = Files.createDirectories(Path.of("target", "schema"));
    for (Map.Entry<String, String> file : SchemaWriter.files().entrySet()) {
      Files.writeString(fresh.resolve(file.getKey()), file.getValue());
    }
    for (Map.Entry<String, String> file : SchemaWriter.files().entrySet()) {
      Path published = Path.of("schema", file.getKey());
      assertEquals(
          file.getValue(),
          Files.exists(published) ? Files.readString(published) : "missing",
          "content/schema/" + file.getKey() + " is stale");
    }
  }

  @Test
  void anotherValidatorAcceptsTheDemo() throws IOException {
    Path demo = DemoHospital.directory();
    assertEquals(List.of(), faults("hospital", Files.readString(demo.resolve("hospital.yaml"))));
    assertEquals(List.of(), faults("apertures", Files.readString(demo.resolve("apertures.yaml"))));
    int rooms = 0;
    try (var files = Files.list(demo.resolve("rooms"))) {
      for (Path room : files.toList()) {
        assertEquals(List.of(), faults("room", Files.readString(room)), room.toString());
        rooms++;
      }
    }
    assertTrue(rooms >= 15);
  }

  @Test
  void anotherValidatorRefusesWhatTheLoaderRefuses() throws IOException {
    String room = Files.readString(DemoHospital.directory().resolve("rooms/waiting.yaml"));
    for (List<String> change :
        List.of(
            List.of("capacity:", "captaincy:"),
            List.of("capacity: 40", "capacity: 0"),
            List.of("kind: waiting", "kind: wating"),
            List.of("admits: everyone", "admits: []"),
            List.of(", zh-Hans: 候诊区", ""),
            List.of("turn: north", "turn: up"),
            List.of("[[22, 25], [33, 34]]", "[[22, 25]]"))) {
      assertTrue(room.contains(change.getFirst()), change.toString());
      String changed = room.replace(change.get(0), change.get(1));
      assertFalse(faults("room", changed).isEmpty(), change.toString());
    }
  }

  private static List<String> faults(String schema, String yaml) throws IOException {
    JsonSchema validator =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(Path.of("schema", schema + ".schema.json")));
    Object value =
        Objects.requireNonNull(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    JsonNode node = JSON.valueToTree(value);
    return validator.validate(node).stream().map(Object::toString).toList();
  }
}
