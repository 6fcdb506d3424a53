package org.asclepion.content.load;

import static org.asclepion.content.load.ShapeReader.plain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.asclepion.content.model.Aperture;
import org.asclepion.content.model.Catalogue;
import org.asclepion.content.model.Hospital;
import org.asclepion.content.model.ItemModel;
import org.asclepion.content.model.LocalizedText;
import org.asclepion.content.model.Room;
import org.asclepion.world.space.Opening;
import org.asclepion.world.space.Point;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads a declared hospital and finds all that is wrong with it. Confined to the calling thread.
 *
 * <p>It works in steps that each see only what the steps before found sound: the files' shapes, the
 * rooms' outlines and the ids between them, what stands in each room, the apertures' walls, and at
 * last whether people can walk where they should. A part with a fault is left out of later steps,
 * so that one mistake is named once.
 */
public final class HospitalLoader {
  private static final double SMALLEST_ROOM = 2;
  private static final double SHORTEST_SIDE = 0.2;
  private static final double LONGEST_ROOM = 200;
  private static final double AREA_PER_BODY = 0.5;
  private static final String HOSPITAL_FILE = "hospital.yaml";
  private static final String APERTURES_FILE = "apertures.yaml";

  private final Path directory;
  private final Catalogue catalogue;
  private final Faults faults = new Faults();
  private final Set<String> languages = new LinkedHashSet<>(Format.LANGUAGES);
  private final List<RoomDraft> rooms = new ArrayList<>();
  private final Map<String, RoomDraft> roomsById = new LinkedHashMap<>();
  private final List<ApertureDraft> apertures = new ArrayList<>();

  /** Whether every aperture could be read: if not, nobody can say which rooms are cut off. */
  private boolean complete = true;

  private HospitalLoader(Path directory, Catalogue catalogue) {
    this.directory = directory;
    this.catalogue = catalogue;
  }

  public static Loaded load(Path directory, Catalogue catalogue) {
    return new HospitalLoader(directory, catalogue).load();
  }

  private Loaded load() {
    if (!Files.isDirectory(directory)) {
      faults.add(
          new Place(directory.toString(), 1, 1),
          "is not a directory",
          "name a directory with a " + HOSPITAL_FILE);
      return new Loaded(null, faults.sorted());
    }
    Table languagesOnly =
        read(directory.resolve(HOSPITAL_FILE), HOSPITAL_FILE, Format.HOSPITAL, new Faults());
    if (languagesOnly != null) {
      readLanguages(languagesOnly);
    }
    // Once more, now that it is known which languages its own name must be in.
    Table hospital = read(directory.resolve(HOSPITAL_FILE), HOSPITAL_FILE, Format.HOSPITAL, faults);
    readRooms();
    RoomDraft entrance = hospital == null ? null : entrance(hospital);
    readApertures();
    checkOverlaps();
    List<ItemModel> itemModels = List.copyOf(catalogue.allItems());
    Furnisher furnisher = new Furnisher(catalogue, itemModels, faults);
    for (RoomDraft room : rooms) {
      if (room.outline != null) {
        furnisher.furnish(room, room.outline);
        checkCapacity(room, room.outline);
        AcousticsReader.check(room, room.outline, faults);
      }
    }
    joinRooms();
    Reach reach = new Reach(faults);
    if (entrance != null && complete) {
      reach.checkGraph(rooms, apertures, entrance);
    }
    for (RoomDraft room : rooms) {
      if (room.outline != null) {
        reach.checkFloor(room, room.outline, apertures);
      }
    }
    if (hospital == null || entrance == null || !faults.isEmpty()) {
      return new Loaded(null, faults.sorted());
    }
    return new Loaded(build(hospital, entrance, itemModels), List.of());
  }

  private @Nullable Table read(Path path, String name, Shape.Keys shape, Faults into) {
    if (!Files.exists(path)) {
      into.add(new Place(name, 1, 1), "the file is missing", "create it");
      return null;
    }
    Node root = YamlFile.read(path, name, into);
    return root == null ? null : new ShapeReader(name, into, languages).file(root, shape);
  }

  private void readLanguages(Table hospital) {
    Set<String> declared = new LinkedHashSet<>();
    for (Table.Cell cell : hospital.list("languages")) {
      if (!declared.add((String) cell.value())) {
        faults.add(cell.place(), "\"" + cell.value() + "\" is there twice", "remove one of them");
      }
    }
    for (String language : Format.LANGUAGES) {
      if (hospital.has("languages") && !declared.contains(language)) {
        faults.add(
            hospital.place("languages"),
            "\"languages\" lacks " + language,
            "add it: every hospital speaks " + String.join(" and ", Format.LANGUAGES));
      }
    }
    languages.addAll(declared);
  }

  private void readRooms() {
    List<Path> files = new ArrayList<>();
    Path folder = directory.resolve("rooms");
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        for (Path entry : entries) {
          files.add(entry);
        }
      } catch (IOException | DirectoryIteratorException | UncheckedIOException e) {
        faults.add(new Place("rooms", 1, 1), "cannot be listed: " + e, "make it readable");
      }
    }
    files.sort(
        (a, b) -> String.valueOf(a.getFileName()).compareTo(String.valueOf(b.getFileName())));
    int most = Format.MOST_ROOMS;
    for (Path file : files) {
      String name = "rooms/" + String.valueOf(file.getFileName()).replace('\\', '/');
      if (name.endsWith(".yml")) {
        faults.add(new Place(name, 1, 1), "ends in .yml", "rename it to end in .yaml");
      } else if (name.endsWith(".yaml")) {
        if (most-- == 0) {
          faults.add(
              new Place(name, 1, 1),
              "there are more than " + Format.MOST_ROOMS + " rooms",
              "split the hospital in two");
          return;
        }
        Table table = read(file, name, Format.ROOM, faults);
        if (table != null) {
          readRoom(table);
        }
      }
    }
    if (files.isEmpty()) {
      faults.add(
          new Place("rooms", 1, 1), "there are no rooms", "add at least one file rooms/NAME.yaml");
    }
  }

  private void readRoom(Table table) {
    if (!table.has("id")) {
      return;
    }
    String id = table.text("id");
    RoomDraft other = roomsById.get(id);
    if (id.equals("both") || id.equals("none")) {
      faults.add(table.place("id"), "\"" + id + "\" means something else", "choose another id");
    }
    if (other != null) {
      Place there = other.table.place("id");
      faults.add(
          table.place("id"),
          "the id \"" + id + "\" is taken by " + there.file() + ":" + there.line(),
          "choose another id");
      return;
    }
    RoomDraft room = new RoomDraft(rooms.size(), table, id, outline(table));
    rooms.add(room);
    roomsById.put(id, room);
  }

  private @Nullable Polygon outline(Table table) {
    if (!table.has("outline")) {
      return null;
    }
    Place place = table.place("outline");
    List<Point> written = table.list("outline").stream().map(c -> (Point) c.value()).toList();
    Polygon outline = Polygon.of(written);
    if (outline.shortestSide() < SHORTEST_SIDE) {
      faults.add(
          place,
          "a side of the outline is only " + Furnisher.centimetres(outline.shortestSide()),
          "make every side at least " + SHORTEST_SIDE + " m long");
      return null;
    }
    if (!outline.isSimple()) {
      faults.add(
          place,
          "the outline crosses or touches itself",
          "list the corners in order around the room, each once");
      return null;
    }
    if (outline.area() < SMALLEST_ROOM) {
      faults.add(
          place,
          "the room has only " + plain(outline.area()) + " m²",
          "make it at least " + plain(SMALLEST_ROOM) + " m²");
      return null;
    }
    if (outline.maxX() - outline.minX() > LONGEST_ROOM
        || outline.maxZ() - outline.minZ() > LONGEST_ROOM) {
      faults.add(
          place,
          "the room is longer than " + plain(LONGEST_ROOM) + " m",
          "split it into rooms joined by arches");
      return null;
    }
    return table.has("height") ? outline : null;
  }

  private @Nullable RoomDraft entrance(Table hospital) {
    if (!hospital.has("entrance") || rooms.isEmpty()) {
      return null;
    }
    String id = hospital.text("entrance");
    RoomDraft entrance = roomsById.get(id);
    if (entrance == null) {
      dangling(hospital.place("entrance"), id);
      return null;
    }
    if (entrance.isPerVisit()) {
      faults.add(
          entrance.table.place("instances"),
          "the entrance cannot be a room of one visit",
          "set \"instances: single\" or choose another entrance in " + HOSPITAL_FILE);
    }
    return entrance;
  }

  private void dangling(Place place, String id) {
    faults.add(place, "there is no room \"" + id + "\"", Nearest.fix(id, roomsById.keySet()));
  }

  private void readApertures() {
    Table file = read(directory.resolve(APERTURES_FILE), APERTURES_FILE, Format.APERTURES, faults);
    if (file == null || !file.has("apertures")) {
      complete = false;
      return;
    }
    Map<String, Place> taken = new LinkedHashMap<>();
    for (Table.Cell cell : file.list("apertures")) {
      Table table = (Table) cell.value();
      if (table.has("id")) {
        Place there = taken.putIfAbsent(table.text("id"), table.place("id"));
        if (there != null) {
          faults.add(
              table.place("id"),
              "the id \"" + table.text("id") + "\" is taken by line " + there.line(),
              "choose another id");
        }
      }
      if (table.isWhole()) {
        readAperture(table);
      } else {
        complete = false;
      }
    }
  }

  private void readAperture(Table table) {
    List<RoomDraft> between = new ArrayList<>();
    for (Table.Cell cell : table.list("between")) {
      RoomDraft room = roomsById.get((String) cell.value());
      if (room == null) {
        dangling(cell.place(), (String) cell.value());
      } else {
        between.add(room);
      }
    }
    if (between.size() < 2) {
      complete = false;
      return;
    }
    RoomDraft a = between.get(0);
    RoomDraft b = between.get(1);
    if (a == b) {
      faults.add(table.place("between"), "it joins \"" + a.id + "\" to itself", "name two rooms");
      return;
    }
    List<String> both = List.of(a.id, b.id);
    Table passes = table.table("passes");
    if (passes != null && passes.has("sight")) {
      String sight = passes.text("sight");
      if (!sight.equals("both") && !sight.equals("none") && !both.contains(sight)) {
        faults.add(
            passes.place("sight"),
            "\"" + sight + "\" is neither both, none nor one of its rooms",
            Nearest.fix(sight, List.of("both", "none", a.id, b.id)));
      }
    }
    for (Table.Cell cell : table.list("signs")) {
      if (!both.contains((String) cell.value())) {
        faults.add(
            cell.place(),
            "\"" + cell.value() + "\" is not one of its rooms",
            Nearest.fix((String) cell.value(), both));
      }
    }
    Aperture.Kind kind = Aperture.Kind.valueOf(table.text("kind").toUpperCase(Locale.ROOT));
    apertures.add(new ApertureDraft(apertures.size(), table, table.text("id"), kind, a, b));
  }

  private void checkOverlaps() {
    for (RoomDraft room : rooms) {
      for (RoomDraft other : rooms.subList(0, room.index)) {
        if (room.outline != null
            && other.outline != null
            && room.isLevelWith(other)
            && room.outline.overlaps(other.outline)) {
          faults.add(
              room.table.place("outline"),
              "the rooms \"" + room.id + "\" and \"" + other.id + "\" overlap",
              "move one of the outlines so that they touch at most");
        }
      }
    }
  }

  private void checkCapacity(RoomDraft room, Polygon outline) {
    if (!room.table.has("capacity")) {
      return;
    }
    int capacity = room.table.whole("capacity");
    int most = (int) (outline.area() / AREA_PER_BODY);
    if (capacity > most) {
      faults.add(
          room.table.place("capacity"),
          capacity + " people do not fit into " + plain(outline.area()) + " m²",
          "allow at most " + most + " or make the room larger");
    }
    int seats =
        room.seats.size()
            + room.furniture.stream().mapToInt(piece -> piece.it().seats().size()).sum();
    if (seats > capacity) {
      faults.add(
          room.table.place("capacity"),
          "there are " + seats + " seats for a capacity of " + capacity,
          "raise the capacity or remove seats");
    }
  }

  private void joinRooms() {
    Joiner joiner = new Joiner(faults);
    for (ApertureDraft aperture : apertures) {
      Polygon a = aperture.a.outline;
      Polygon b = aperture.b.outline;
      if (a != null && b != null) {
        joiner.join(aperture, a, b);
      }
      if (aperture.at != null) {
        joiner.hangSigns(aperture, aperture.at);
      }
    }
    joiner.checkCrowding(apertures, rooms);
  }

  private Hospital build(Table table, RoomDraft entrance, List<ItemModel> itemModels) {
    List<Aperture> built = new ArrayList<>();
    Map<RoomDraft, List<Opening>> openings = new LinkedHashMap<>();
    for (ApertureDraft aperture : apertures) {
      Point at = aperture.at;
      if (at == null) {
        throw new IllegalStateException(aperture.id + " has no wall and no fault");
      }
      built.add(aperture.aperture(at));
      for (RoomDraft room : List.of(aperture.a, aperture.b)) {
        openings.computeIfAbsent(room, r -> new ArrayList<>()).add(aperture.opening(room, at));
      }
    }
    List<Room> builtRooms = new ArrayList<>();
    for (RoomDraft room : rooms) {
      Polygon outline = room.outline;
      if (outline == null) {
        throw new IllegalStateException(room.id + " has no outline and no fault");
      }
      builtRooms.add(room.room(room.template(outline, openings.getOrDefault(room, List.of()))));
    }
    return new Hospital(
        table.text("id"),
        new LocalizedText(table.translations("name")),
        builtRooms,
        built,
        itemModels,
        entrance.index);
  }
}
