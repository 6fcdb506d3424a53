package org.asclepion.content.load;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.asclepion.content.load.Shape.Colour;
import org.asclepion.content.load.Shape.Flag;
import org.asclepion.content.load.Shape.Keys;
import org.asclepion.content.load.Shape.ListOf;
import org.asclepion.content.load.Shape.Numeric;
import org.asclepion.content.load.Shape.PointShape;
import org.asclepion.content.load.Shape.Translations;
import org.asclepion.content.load.Shape.Turn;
import org.asclepion.content.load.Shape.Whole;
import org.asclepion.content.load.Shape.WordOrList;
import org.asclepion.content.model.Aperture;
import org.asclepion.world.avatar.Role;
import org.asclepion.world.space.Acoustics;
import org.asclepion.world.space.RoomKind;

/** The declared format: every key of every file, with its type, its range and its meaning. */
final class Format {
  static final int MOST_ROOMS = 500;
  static final int MOST_APERTURES = 4_000;

  /** The languages no hospital may lack. */
  static final List<String> LANGUAGES = List.of("en", "zh-Hans");

  static final String EVERYONE = "everyone";

  static final Keys HOSPITAL =
      keys(
          "hospital.yaml",
          must("id", new Shape.Id(), "Name of the hospital in links and files."),
          must("name", new Translations(80), "What the hospital is called."),
          must(
              "languages",
              new ListOf(new Shape.Language(), 2, 20),
              "The languages every text is written in; en and zh-Hans are always among them."),
          must("entrance", new Shape.Id(), "The room where a newcomer starts."));

  private static final Keys ROW =
      keys(
          "Row",
          must("count", new Whole(2, 100), "How many, the first included."),
          must("step", new PointShape(), "From one to the next, metres."));

  private static final Keys FURNITURE =
      keys(
          "Furniture",
          must("model", new Shape.Id(), "What it is: a model of the catalogue."),
          must("at", new PointShape(), "Its middle on the plan, or its place on a wall."),
          may("turn", new Turn(), "Which way it faces (default north; on a wall: into the room)."),
          may(
              "on",
              new Shape.Choice(List.of("floor", "furniture", "wall")),
              "What carries it: the floor (default), the furniture below it, or a wall."),
          may(
              "height",
              new Numeric(0, 50),
              "Metres above the floor, where \"on\" does not say it."),
          may("row", ROW, "The same piece several times in a row."));

  private static final Keys SEAT =
      keys(
          "Seat",
          must("at", new PointShape(), "Where one sits."),
          may("turn", new Turn(), "Which way one faces (default north)."),
          may("height", new Numeric(0.1, 2), "Height of the seat above the floor (default 0.45)."));

  private static final Keys ITEM =
      keys(
          "Item",
          must("model", new Shape.Id(), "What it is: an item of the catalogue."),
          must("at", new PointShape(), "Its middle on the plan."),
          may("turn", new Turn(), "Which way it faces (default north)."),
          may(
              "height",
              new Numeric(0, 50),
              "Height of its underside above the floor (default: on whatever stands below it)."));

  private static final Keys SPAWN =
      keys(
          "Spawn",
          must("at", new PointShape(), "Where a newcomer appears."),
          may("turn", new Turn(), "Which way a newcomer faces (default north)."));

  private static final Keys SIGN =
      keys(
          "Sign",
          must("text", new Translations(120), "What it says."),
          must("at", new PointShape(), "Its middle on the plan; near a wall it hangs on the wall."),
          may("turn", new Turn(), "Which way its face looks (default: away from its wall)."),
          may("height", new Numeric(0.2, 50), "Of its middle above the floor (default 1.6)."),
          may("size", new Numeric(0.05, 3), "Height of its panel (default 0.3)."));

  private static final Keys LIGHT =
      keys(
          "Light",
          must("at", new PointShape(), "Its place on the plan."),
          must("height", new Numeric(0.05, 50), "Metres above the floor."),
          may("colour", new Colour(), "Default #FFE9CC, a warm white."),
          may("intensity", new Numeric(0.1, 10_000), "Candela (default 60)."),
          may("range", new Numeric(0.5, 100), "How far it shines, metres (default 8)."));

  private static final Keys WINDOW =
      keys(
          "Window",
          must("at", new PointShape(), "Its middle, on an outer wall."),
          may("width", new Numeric(0.3, 30), "Metres (default 1.8)."),
          may("height", new Numeric(0.3, 20), "Of the glass (default 1.5)."),
          may("sill", new Numeric(0, 20), "Height of the sill above the floor (default 0.9)."));

  private static final Keys PRESENTER =
      keys(
          "Presenter",
          must("at", new PointShape(), "Where one stands to be heard and seen by everybody."),
          may("radius", new Numeric(0.3, 5), "Metres around it (default 0.8)."));

  private static final Keys ACOUSTICS =
      keys(
          "Acoustics",
          may(
              "hearing",
              new Numeric(Acoustics.MIN_HEARING, Acoustics.MAX_HEARING),
              "How far a voice carries, metres (default 12)."),
          may(
              "voices",
              new Whole(1, Acoustics.MAX_VOICES),
              "How many voices one hears at once, the loudest (default 6)."),
          may(
              "reverb",
              new Numeric(0, Acoustics.MAX_REVERB),
              "Seconds a sound takes to die away (default 0.5)."),
          may("presenter", PRESENTER, "A place from which staff are heard by the whole room."));

  static final Keys ROOM =
      keys(
          "rooms/*.yaml",
          must("id", new Shape.Id(), "Unique name of the room."),
          must("name", new Translations(40), "What people call it; door signs say it."),
          must("kind", new Shape.Choice(words(RoomKind.values())), "What the room is for."),
          must(
              "outline",
              new ListOf(new PointShape(), 2, 64),
              "The floor: its corners in order, or two opposite corners of a rectangle."),
          must("height", new Numeric(2, 50), "Floor to ceiling, metres."),
          may("floor", new Numeric(-100, 100), "Height of the floor (default 0)."),
          must("capacity", new Whole(1, 500), "How many people at once."),
          may("tickRate", new Whole(10, 90), "Simulation steps a second (default 30)."),
          must(
              "admits",
              new WordOrList(
                  new Shape.Choice(List.of(EVERYONE)),
                  new ListOf(new Shape.Choice(words(Role.values())), 1, 20)),
              "Who may enter: roles, or \"everyone\". Nobody else may."),
          may(
              "instances",
              new Shape.Choice(List.of("single", "per-visit")),
              "One room for all (default single), or one of its own for each visit."),
          may(
              "visitors",
              new Shape.Choice(List.of("named", "anonymous")),
              "How visitors appear to each other (default named)."),
          may("outdoors", new Flag(), "Open to the sky (default false)."),
          may("acoustics", ACOUSTICS, "How it carries sound."),
          may("furniture", new ListOf(FURNITURE, 0, 500), "What stands and hangs in it."),
          may("seats", new ListOf(SEAT, 0, 500), "Places to sit besides the furniture's own."),
          may("items", new ListOf(ITEM, 0, 200), "Things one can pick up."),
          may("spawns", new ListOf(SPAWN, 0, 100), "Where newcomers appear (default: at a door)."),
          may("signs", new ListOf(SIGN, 0, 100), "Signs besides those of the doors."),
          may("lights", new ListOf(LIGHT, 0, 64), "Lamps."),
          may("windows", new ListOf(WINDOW, 0, 100), "Glass in outer walls, to look outside."));

  private static final Keys PASSES =
      keys(
          "Passes",
          may("walk", new Flag(), "Whether one can walk through (not through a window)."),
          may(
              "sight",
              new Shape.Id(),
              "\"both\", \"none\", or the one room whose people see into the other."),
          may("sound", new Flag(), "Whether sound passes."));

  static final Keys APERTURE =
      keys(
          "Aperture",
          must("id", new Shape.Id(), "Unique name."),
          must(
              "kind",
              new Shape.Choice(words(Aperture.Kind.values())),
              "A door, an arch or a window."),
          must("between", new ListOf(new Shape.Id(), 2, 2), "The two rooms it joins."),
          must("at", new PointShape(), "Its middle, on the wall the two rooms share."),
          may("width", new Numeric(0.3, 30), "Metres (door 0.95, arch 2, window 1.8)."),
          may("height", new Numeric(0.3, 20), "Metres (door 2.1, arch 2.4, window 1.5)."),
          may("sill", new Numeric(0, 20), "Above the floor (default 0, window 0.9)."),
          may("passes", PASSES, "What passes (door: walkers; arch: all; window: sight)."),
          may(
              "signs",
              new ListOf(new Shape.Id(), 0, 2),
              "The rooms in which a sign hangs beside it that names the other room."));

  static final Keys APERTURES =
      keys(
          "apertures.yaml",
          must("apertures", new ListOf(APERTURE, 0, MOST_APERTURES), "Doors, arches, windows."));

  private Format() {}

  private static Keys keys(String title, Shape.Key... keys) {
    return new Shape.Keys(title, List.of(keys));
  }

  private static Shape.Key must(String name, Shape shape, String about) {
    return new Shape.Key(name, shape, true, about);
  }

  private static Shape.Key may(String name, Shape shape, String about) {
    return new Shape.Key(name, shape, false, about);
  }

  private static List<String> words(Enum<?>[] values) {
    Stream<Enum<?>> all = Arrays.stream(values);
    return all.map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
  }
}
