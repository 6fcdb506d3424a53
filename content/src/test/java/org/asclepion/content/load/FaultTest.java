package org.asclepion.content.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of fault, each with the one line an author gets to read. */
class FaultTest {
  private static final String HALL = "rooms/hall.yaml";
  private static final String WAITING = "rooms/waiting.yaml";
  private static final String GARDEN = "rooms/garden.yaml";
  private static final String APERTURES = "apertures.yaml";

  @TempDir Path directory;

  private void only(Sketch sketch, String line) {
    assertEquals(line, String.join("\n", sketch.lines(directory)));
  }

  private static Sketch change(String file, String from, String to) {
    return new Sketch().with(file, from, to);
  }

  @Test
  void theSketchItselfIsSound() {
    Loaded loaded = new Sketch().load(directory);
    assertEquals(List.of(), Check.lines(loaded));
    assertNotNull(loaded.hospital());
  }

  @Test
  void unknownKey() {
    only(
        change(WAITING, "capacity:", "captaincy:"),
        "rooms/waiting.yaml:6:1: unknown key \"captaincy\"; did you mean \"capacity\"?");
  }

  @Test
  void unknownKeyDeepDown() {
    only(
        change(HALL, "height: 2.5}", "height: 2.5, color: \"#FFFFFF\"}"),
        "rooms/hall.yaml:17:33: unknown key \"color\"; did you mean \"colour\"?");
  }

  @Test
  void keyTwice() {
    only(
        change(GARDEN, "outdoors: true", "outdoors: true\noutdoors: false"),
        "rooms/garden.yaml:9:1: the key \"outdoors\" is there twice; remove one of them");
  }

  @Test
  void missingKey() {
    only(
        change(HALL, "kind: lobby\n", ""),
        "rooms/hall.yaml:1:1: the key \"kind\" is missing; add it: What the room is for.");
  }

  @Test
  void wrongTypes() {
    only(
        change(HALL, "height: 3\n", "height: high\n"),
        "rooms/hall.yaml:5:9: \"height\" must be a number; write one from 2 to 50");
    only(
        change(HALL, "capacity: 20", "capacity: 2.5"),
        "rooms/hall.yaml:6:11: \"capacity\" must be a whole number; write one from 1 to 500");
    only(
        change(GARDEN, "outdoors: true", "outdoors: yes"),
        "rooms/garden.yaml:8:11: \"outdoors\" must be true or false; write true or false");
    only(
        change(HALL, "at: [3, 3]", "at: 3"),
        "rooms/hall.yaml:15:10: \"at\" must be a point of the plan; write [x, z] in metres: x grows"
            + " to the east, z to the south");
    only(
        change(HALL, "turn: south", "turn: southish"),
        "rooms/hall.yaml:9:37: \"turn\" must be a direction; write north, east, south, west or"
            + " degrees (0 north, 90 west)");
    only(
        change(HALL, "height: 2.5}", "height: 2.5, colour: red}"),
        "rooms/hall.yaml:17:41: \"colour\" must be a colour; write it as \"#RRGGBB\", in quotes");
    only(
        change(HALL, "windows:\n  - {at: [1.5, 5], width: 2}", "windows: none"),
        "rooms/hall.yaml:18:10: \"windows\" must be a list; write \"- …\" lines or [ … ]");
  }

  @Test
  void outOfRange() {
    only(
        change(HALL, "capacity: 20", "capacity: 900"),
        "rooms/hall.yaml:6:11: \"capacity\" is 900, out of range; write a number from 1 to 500");
  }

  @Test
  void unknownWord() {
    only(
        change(WAITING, "[patient, doctor]", "[patient, docter]"),
        "rooms/waiting.yaml:7:19: \"docter\" is no possible \"admits\"; did you mean \"doctor\"?");
  }

  @Test
  void danglingIds() {
    assertEquals(
        "apertures.yaml:2:52: there is no room \"waitin\"; did you mean \"waiting\"?",
        change(APERTURES, "[hall, waiting], at", "[hall, waitin], at").lines(directory).getFirst());
    only(
        change("hospital.yaml", "entrance: hall", "entrance: hal"),
        "hospital.yaml:4:11: there is no room \"hal\"; did you mean \"hall\"?");
    only(
        change(WAITING, "model: chair", "model: chiar"),
        "rooms/waiting.yaml:10:13: there is no furniture \"chiar\" in the catalogue; did you mean"
            + " \"chair\"?");
    only(
        change(HALL, "model: cup", "model: desk"),
        "rooms/hall.yaml:13:13: there is no item \"desk\" in the catalogue; put it under"
            + " \"furniture\"");
    only(
        change(APERTURES, "sight: waiting", "sight: wating"),
        "apertures.yaml:4:97: \"wating\" is neither both, none nor one of its rooms; did you mean"
            + " \"waiting\"?");
    only(
        change(APERTURES, "signs: [hall, waiting]", "signs: [hall, garden]"),
        "apertures.yaml:2:90: \"garden\" is not one of its rooms; use one of hall, waiting");
  }

  @Test
  void duplicateIds() {
    assertTrue(
        change(GARDEN, "id: garden", "id: hall")
            .lines(directory)
            .contains(
                "rooms/hall.yaml:1:5: the id \"hall\" is taken by rooms/garden.yaml:1; choose"
                    + " another id"));
    only(
        change(APERTURES, "id: hall-garden", "id: hall-waiting"),
        "apertures.yaml:3:10: the id \"hall-waiting\" is taken by line 2; choose another id");
  }

  @Test
  void doorsToNowhere() {
    only(
        change(APERTURES, "at: [4.5, 0]", "at: [4.5, 2]"),
        "apertures.yaml:3:64: a door to nowhere: the wall that \"hall\" and \"garden\" share is not"
            + " at [4.5, 2]; move it to [4.5, 0]");
    only(
        change(APERTURES, "at: [4.5, 0]", "at: [5.8, 0]"),
        "apertures.yaml:3:64: the door runs past the end of the wall that \"hall\" and \"garden\""
            + " share; move it to [5.52, 0]");
    only(
        change(GARDEN, "[12, 0], [12, -6], [0, -6]", "[12, 0], [12, -6], [0, -6]")
            .with(GARDEN, "[[0, 0], [12, 0]", "[[0, -1], [12, -1]"),
        """
        apertures.yaml:3:44: a door to nowhere: "hall" and "garden" share no wall; join rooms that \
        touch, or move their outlines together
        apertures.yaml:4:49: a window to nowhere: "waiting" and "garden" share no wall; join rooms \
        that touch, or move their outlines together\
        """);
  }

  @Test
  void openingsThatDoNotFit() {
    only(
        change(APERTURES, "at: [6, 2.5],", "at: [6, 2.5], width: 5.5,"),
        "apertures.yaml:2:83: the arch is wider than the wall that \"hall\" and \"waiting\" share;"
            + " make it at most 5 m wide");
    only(
        change(APERTURES, "at: [4.5, 0]", "at: [4.5, 0], height: 3.5"),
        "apertures.yaml:3:82: the door reaches through the ceiling of \"hall\"; make it 50 cm"
            + " lower");
    only(
        change(APERTURES, "at: [4.5, 0]", "at: [4.5, 0], width: 0.4"),
        "apertures.yaml:3:81: nobody fits through the door; make it at least 0.6 m wide and 1.9 m"
            + " high");
    only(
        change(APERTURES, "at: [4.5, 0]", "at: [4.5, 0], sill: 0.5"),
        "apertures.yaml:3:80: nobody can walk through a door with a sill; set \"sill: 0\" or"
            + " \"passes: {walk: false}\", or make it a door");
    only(
        change(
            APERTURES,
            "  - {id: hall-garden",
            "  - {id: other, kind: door, between: [hall, garden], at: [4, 0]}\n"
                + "  - {id: hall-garden"),
        "apertures.yaml:4:64: \"hall-garden\" overlaps \"other\"; move it at least 0.95 m from [4,"
            + " 0]");
    only(
        change(WAITING, "height: 3\n", "height: 3\nfloor: 0.5\n"),
        """
        apertures.yaml:2:45: the floors of "hall" and "waiting" differ in height; give both rooms \
        the same "floor\"\
        """);
  }

  @Test
  void windowsOntoARoom() {
    only(
        change(HALL, "at: [1.5, 5]", "at: [1.5, 0]"),
        "rooms/hall.yaml:19:10: behind the window at [1.5, 0] lies \"garden\"; declare it in"
            + " apertures.yaml as a window between the two rooms");
  }

  @Test
  void roomsThatOverlap() {
    only(
        change(WAITING, "[6, 5]]", "[5.5, 5]]"),
        """
        apertures.yaml:2:45: an arch to nowhere: "hall" and "waiting" share no wall; join rooms that \
        touch, or move their outlines together
        rooms/waiting.yaml:4:10: the rooms "waiting" and "hall" overlap; move one of the outlines \
        so that they touch at most\
        """);
  }

  @Test
  void outlinesThatAreNone() {
    only(
        change(WAITING, "[[6, 0], [12, 0], [12, 5], [6, 5]]", "[[6, 0], [12, 5], [12, 0], [6, 5]]"),
        "rooms/waiting.yaml:4:10: the outline crosses or touches itself; list the corners in order"
            + " around the room, each once");
    only(
        change(WAITING, "[[6, 0], [12, 0], [12, 5], [6, 5]]", "[[6, 0], [7, 1]]"),
        "rooms/waiting.yaml:4:10: the room has only 1 m²; make it at least 2 m²");
    only(
        change(WAITING, "[6, 5]]", "[6, 5], [6, 4.9]]"),
        "rooms/waiting.yaml:4:10: a side of the outline is only 10 cm; make every side at least 0.2"
            + " m long");
  }

  @Test
  void seatsInWrongPlaces() {
    only(
        change(WAITING, "at: [11, 1]", "at: [11.9, 1]"),
        "rooms/waiting.yaml:12:10: the seat at [11.9, 1] is in a wall; move it 5 cm into the room");
    only(
        change(WAITING, "at: [11, 1]", "at: [13, 1]"),
        "rooms/waiting.yaml:12:10: the seat at [13, 1] lies outside the room; move it inside the"
            + " outline");
    only(
        change(HALL, "items:", "seats:\n  - {at: [5, 4.7]}\nitems:"),
        "rooms/hall.yaml:13:10: the seat at [5, 4.7] is inside a cabinet; move it or the cabinet at"
            + " [5, 4.7] away");
  }

  @Test
  void furnitureInWrongPlaces() {
    only(
        change(WAITING, "at: [8, 4], turn: north, row: {count: 3, step: [1, 0]}", "at: [8, 4.9]"),
        "rooms/waiting.yaml:10:24: the chair at [8, 4.9] stands in a wall; move it 23 cm away from"
            + " the wall");
    only(
        change(HALL, "model: cabinet, at: [5, 4.7]", "model: cabinet, at: [5, 7]"),
        "rooms/hall.yaml:10:26: the cabinet at [5, 7] stands outside the room; move it inside the"
            + " outline");
    only(
        change(HALL, "model: clock, at: [3, 0]", "model: clock, at: [3, 2]"),
        "rooms/hall.yaml:11:24: the clock hangs on a wall, but there is none at [3, 2]; move it to"
            + " [3, 0]");
    only(
        change(HALL, "model: cabinet, at: [5, 4.7]", "model: cabinet, at: [2.3, 1]"),
        "rooms/hall.yaml:10:5: the cabinet at [2.3, 1] is inside a desk; move it or the desk at [2,"
            + " 1] away");
    only(
        change(HALL, "turn: south}", "turn: south, on: furniture}"),
        "rooms/hall.yaml:9:23: no furniture stands below the desk at [2, 1]; move it over a piece"
            + " of furniture or remove \"on\"");
  }

  @Test
  void itemsSpawnsSignsAndLightsInWrongPlaces() {
    only(
        change(HALL, "model: cup, at: [2, 1]", "model: cup, at: [2, 1], height: 0.7"),
        "rooms/hall.yaml:13:22: the cup at [2, 1] is inside a desk; move it or the desk at [2, 1]"
            + " away");
    only(
        change(HALL, "at: [3, 3], turn", "at: [2, 1.2], turn"),
        "rooms/hall.yaml:15:10: the spawn at [2, 1.2] is inside a desk; move it or the desk at [2,"
            + " 1] away");
    only(
        change(HALL, "at: [3, 3], turn", "at: [0.1, 3], turn"),
        "rooms/hall.yaml:15:10: the spawn at [0.1, 3] is in a wall; move it 20 cm into the room");
    only(
        change(WAITING, "at: [8, 0]}", "at: [8, 2]}"),
        "rooms/waiting.yaml:14:42: the sign at [8, 2] is not near a wall; move it to a wall or say"
            + " with \"turn\" where it faces");
    only(
        change(HALL, "height: 2.5}", "height: 3.5}"),
        "rooms/hall.yaml:17:28: the light reaches through the ceiling; keep it below the room's"
            + " height of 3 m");
  }

  @Test
  void acousticsThatCannotBe() {
    only(
        change(HALL, "admits: everyone", "admits: everyone\nacoustics: {hearing: 90}"),
        "rooms/hall.yaml:8:22: \"hearing\" is 90, out of range; write a number from 1 to 60");
    only(
        change(HALL, "admits: everyone", "admits: everyone\nacoustics: {voices: 0}"),
        "rooms/hall.yaml:8:21: \"voices\" is 0, out of range; write a number from 1 to 12");
    only(
        change(HALL, "admits: everyone", "admits: everyone\nacoustics: {presenter: {at: [7, 2]}}"),
        "rooms/hall.yaml:8:29: the presenter's place at [7, 2] lies outside the room; move it"
            + " inside the outline");
    only(
        change(
            WAITING,
            "visitors: anonymous",
            "visitors: anonymous\nacoustics: {presenter: {at: [8, 2]}}"),
        "rooms/waiting.yaml:9:24: the room has a presenter's place and anonymous visitors; remove"
            + " it: nobody is shown to all who wait there");
  }

  @Test
  void unreachableRoom() {
    only(
        change(
            APERTURES,
            "kind: door, between: [hall, garden]",
            "kind: window, between: [hall, garden]"),
        "rooms/garden.yaml:1:5: the room \"garden\" cannot be reached from the entrance; join it to"
            + " a room that can be reached with a door or an arch in apertures.yaml");
  }

  @Test
  void furnitureInTheWay() {
    only(
        change(HALL, "model: cabinet, at: [5, 4.7]", "model: cabinet, at: [4.5, 0.3]"),
        "apertures.yaml:3:64: the way through \"hall-garden\" is blocked in \"hall\"; move the"
            + " cabinet at [4.5, 0.3] out of the way");
    List<String> lines =
        change(
                HALL,
                "items:",
                "  - {model: hedge, at: [1.09, 3.1]}\n  - {model: planter, at: [3, 3.1]}\n"
                    + "  - {model: hedge, at: [4.91, 3.1]}\nseats:\n  - {at: [1, 4.5]}\nitems:")
            .with(HALL, "at: [3, 3], turn", "at: [3, 2], turn")
            .lines(directory);
    assertEquals(1, lines.size(), lines.toString());
    assertTrue(lines.getFirst().startsWith("rooms/hall.yaml:16:10: nobody can get to the seat"));
  }

  @Test
  void rolesThatCannotGetThere() {
    only(
        change(HALL, "admits: everyone", "admits: [doctor, nurse]")
            .with(GARDEN, "everyone", "[nurse]"),
        "rooms/waiting.yaml:7:9: the role patient is admitted to \"waiting\" but every way there"
            + " leads through a room that refuses it; admit it on the way from \"hall\" or not"
            + " here");
  }

  @Test
  void translations() {
    only(
        change(HALL, "{en: Hall, zh-Hans: 大厅}", "{en: Hall}"),
        "rooms/hall.yaml:2:7: \"name\" has no zh-Hans translation; add \"zh-Hans: …\" to it");
    only(
        change(HALL, "{en: Hall, zh-Hans: 大厅}", "{en: Hall, zh-hans: 大厅}"),
        """
        rooms/hall.yaml:2:7: "name" has no zh-Hans translation; add "zh-Hans: …" to it
        rooms/hall.yaml:2:18: "zh-hans" is not one of the hospital's languages; did you mean \
        "zh-Hans"?\
        """);
    only(
        change(HALL, "en: Hall", "en: ''"),
        "rooms/hall.yaml:2:12: the en text is empty; write 1 to 40 characters");
    List<String> lines = change("hospital.yaml", "[en, zh-Hans]", "[en, fr]").lines(directory);
    assertTrue(
        lines.contains(
            "hospital.yaml:3:12: \"languages\" lacks zh-Hans; add it: every hospital speaks en and"
                + " zh-Hans"),
        lines.toString());
    assertTrue(
        lines.contains("rooms/hall.yaml:2:7: \"name\" has no fr translation; add \"fr: …\" to it"),
        lines.toString());
  }

  @Test
  void nobodyAdmittedAndTooMany() {
    only(
        change(WAITING, "admits: [patient, doctor]", "admits: []"),
        "rooms/waiting.yaml:7:9: \"admits\" has 0 entries; give it at least 1 and at most 20");
    only(
        change(HALL, "capacity: 20", "capacity: 80"),
        "rooms/hall.yaml:6:11: 80 people do not fit into 30 m²; allow at most 60 or make the room"
            + " larger");
    only(
        change(WAITING, "capacity: 12", "capacity: 3"),
        "rooms/waiting.yaml:6:11: there are 4 seats for a capacity of 3; raise the capacity or"
            + " remove seats");
    only(
        change(HALL, "admits: everyone", "admits: everyone\ninstances: per-visit"),
        "rooms/hall.yaml:8:12: the entrance cannot be a room of one visit; set \"instances:"
            + " single\" or choose another entrance in hospital.yaml");
  }

  @Test
  void brokenYaml() {
    assertTrue(
        change(GARDEN, "capacity: 30", "capacity: [30").lines(directory).stream()
            .anyMatch(it -> it.startsWith("rooms/garden.yaml:7:7: is not YAML here: ")));
    assertTrue(
        change(GARDEN, "kind: garden", "kind: gar\u0007den")
            .lines(directory)
            .contains(
                "rooms/garden.yaml:3:10: holds the character U+0007, which YAML does not allow;"
                    + " remove it"));
    assertTrue(
        change(GARDEN, "outdoors: true", "outdoors: true\n---\nid: second")
            .lines(directory)
            .contains(
                "rooms/garden.yaml:9:1: a second YAML document begins here; write one document a"
                    + " file"));
  }

  @Test
  void bombs() throws Exception {
    assertTrue(
        change(HALL, "admits: everyone", "admits: &a everyone")
            .lines(directory)
            .contains(
                "rooms/hall.yaml:7:9: YAML anchors (&name) are not allowed; remove the anchor"));
    assertTrue(
        change(HALL, "admits: everyone", "admits: !!set everyone")
            .lines(directory)
            .contains("rooms/hall.yaml:7:9: YAML tags (!name) are not allowed; remove the tag"));
    assertTrue(
        new Sketch()
            .file(GARDEN, "a: ".concat("[".repeat(100_000)))
            .lines(directory)
            .getFirst()
            .startsWith("apertures.yaml"));
    Files.delete(directory.resolve(GARDEN));
    String large = "# ".concat("x".repeat(1 << 20));
    assertTrue(
        new Sketch()
            .file(GARDEN, large)
            .lines(directory)
            .contains(
                "rooms/garden.yaml:1:1: is larger than 1 MiB; split it or remove what is not"
                    + " needed"));
  }

  @Test
  void missingFiles() {
    only(
        new Sketch().without(APERTURES).without(GARDEN).without(WAITING),
        "apertures.yaml:1:1: the file is missing; create it");
    assertEquals(
        List.of("nowhere:1:1: is not a directory; name a directory with a hospital.yaml"),
        Check.lines(Check.run(Path.of("nowhere"))));
  }

  @Test
  void allFaultsAreNamedAtOnce() {
    List<String> lines =
        change(HALL, "model: cup", "model: cupp")
            .with(WAITING, "at: [11, 1]", "at: [13, 1]")
            .with(APERTURES, "at: [4.5, 0]", "at: [4.5, 2]")
            .with(GARDEN, "kind: garden", "kind: gardn")
            .lines(directory);
    assertEquals(4, lines.size(), lines.toString());
  }
}
