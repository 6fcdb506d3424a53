package org.asclepion.content.load;

import java.util.List;
import java.util.Locale;
import org.asclepion.content.model.Aperture;
import org.asclepion.content.model.Hospital;
import org.asclepion.content.model.Light;
import org.asclepion.content.model.Placement;
import org.asclepion.content.model.Room;
import org.asclepion.content.model.Sign;
import org.asclepion.content.model.WallWindow;
import org.asclepion.world.item.ItemSpec;
import org.asclepion.world.space.Box;
import org.asclepion.world.space.Point;
import org.asclepion.world.space.RoomKind;
import org.asclepion.world.space.RoomTemplate;
import org.asclepion.world.space.Seat;
import org.asclepion.world.space.Spawn;

/**
 * Draws a hospital's floor plan as SVG, north up, for its author to look at: {@code asclepion check
 * DIR --plan FILE}. Walls are dark, glass is blue (an arrow shows where a one-way window lets one
 * look), doors are drawn with their swing, seats with the way one faces, items red, newcomers
 * green.
 */
public final class PlanSvg {
  private static final double MARGIN = 1.5;

  private final StringBuilder svg = new StringBuilder();

  private PlanSvg() {}

  public static String draw(Hospital hospital) {
    return new PlanSvg().plan(hospital);
  }

  private String plan(Hospital hospital) {
    List<Point> corners =
        hospital.rooms().stream().flatMap(room -> room.template().outline().stream()).toList();
    double minX = corners.stream().mapToDouble(Point::x).min().orElse(0) - MARGIN;
    double minZ = corners.stream().mapToDouble(Point::z).min().orElse(0) - MARGIN;
    double width = corners.stream().mapToDouble(Point::x).max().orElse(0) + MARGIN - minX;
    double depth = corners.stream().mapToDouble(Point::z).max().orElse(0) + MARGIN - minZ;
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"%s %s %s %s\" width=\"%s\""
            + " height=\"%s\" font-family=\"Noto Sans, Noto Sans SC, Noto Sans CJK SC,"
            + " sans-serif\">",
        n(minX), n(minZ), n(width), n(depth), n(width * 40), n(depth * 40));
    add(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"#fff\"/>",
        n(minX), n(minZ), n(width), n(depth));
    grid(minX, minZ, width, depth);
    for (Room room : hospital.rooms()) {
      add(
          "<polygon points=\"%s\" fill=\"%s\" stroke=\"#22303A\" stroke-width=\"0.1\"/>",
          points(room.template().outline()), floor(room.template().kind()));
    }
    hospital.rooms().forEach(this::contents);
    hospital.apertures().forEach(this::aperture);
    hospital.rooms().forEach(this::name);
    add("</svg>");
    return svg.toString();
  }

  private void grid(double minX, double minZ, double width, double depth) {
    for (int x = (int) Math.ceil(minX); x < minX + width; x++) {
      if (Math.floorMod(x, 5) == 0) {
        line(x, minZ, x, minZ + depth, "#E4E4E4", 0.02);
        text(x, minZ + 0.5, 0.4, "#999", Integer.toString(x));
      }
    }
    for (int z = (int) Math.ceil(minZ); z < minZ + depth; z++) {
      if (Math.floorMod(z, 5) == 0) {
        line(minX, z, minX + width, z, "#E4E4E4", 0.02);
        text(minX + 0.6, z + 0.15, 0.4, "#999", Integer.toString(z));
      }
    }
  }

  private void contents(Room room) {
    RoomTemplate template = room.template();
    for (Placement piece : room.furniture()) {
      add(
          "<circle cx=\"%s\" cy=\"%s\" r=\"0.05\" fill=\"#B59B6A\"><title>%s</title></circle>",
          n(piece.x()), n(piece.z()), piece.model());
    }
    for (Box box : template.obstacles()) {
      add(
          "<polygon points=\"%s\" fill=\"#C9A97C\" fill-opacity=\"0.45\" stroke=\"#8A744F\""
              + " stroke-width=\"0.02\"/>",
          points(Turning.footprint(box)));
    }
    for (Seat seat : template.seats()) {
      arrow(seat.x(), seat.z(), seat.yaw(), 0.3, "#2C6488");
    }
    for (Spawn spawn : template.spawns()) {
      add(
          "<circle cx=\"%s\" cy=\"%s\" r=\"0.22\" fill=\"#3F6B4C\" fill-opacity=\"0.25\"/>",
          n(spawn.x()), n(spawn.z()));
      arrow(spawn.x(), spawn.z(), spawn.yaw(), 0.4, "#3F6B4C");
    }
    for (ItemSpec item : template.items()) {
      add("<circle cx=\"%s\" cy=\"%s\" r=\"0.09\" fill=\"#C8553D\"/>", n(item.x()), n(item.z()));
    }
    for (Light light : room.lights()) {
      add(
          "<circle cx=\"%s\" cy=\"%s\" r=\"0.12\" fill=\"#F2C879\" stroke=\"#B98F3E\""
              + " stroke-width=\"0.02\"/>",
          n(light.x()), n(light.z()));
    }
    for (WallWindow window : room.windows()) {
      across(window.x(), window.z(), window.yaw(), window.width(), "#5B93B5", 0.16);
    }
    for (Sign sign : room.signs()) {
      across(sign.x(), sign.z(), sign.yaw(), 0.6, "#A63A22", 0.06);
    }
  }

  private void aperture(Aperture opening) {
    across(opening.x(), opening.z(), opening.yaw(), opening.width(), "#fff", 0.14);
    switch (opening.kind()) {
      case DOOR -> {
        double rightX = Turning.cos(opening.yaw());
        double rightZ = -Turning.sin(opening.yaw());
        double hingeX = opening.x() - rightX * opening.width() / 2;
        double hingeZ = opening.z() - rightZ * opening.width() / 2;
        line(
            hingeX,
            hingeZ,
            hingeX - Turning.sin(opening.yaw()) * opening.width(),
            hingeZ - Turning.cos(opening.yaw()) * opening.width(),
            "#8A744F",
            0.06);
      }
      case ARCH ->
          across(opening.x(), opening.z(), opening.yaw(), opening.width(), "#E8DCC2", 0.05);
      case WINDOW -> {
        across(opening.x(), opening.z(), opening.yaw(), opening.width(), "#5B93B5", 0.14);
        if (opening.sightAToB() != opening.sightBToA()) {
          double yaw = opening.sightAToB() ? opening.yaw() : opening.yaw() + Math.PI;
          arrow(opening.x(), opening.z(), yaw, 0.6, "#2C6488");
        }
      }
    }
  }

  private void name(Room room) {
    RoomTemplate template = room.template();
    Polygon outline = new Polygon(template.outline());
    double x = (outline.minX() + outline.maxX()) / 2;
    double z = (outline.minZ() + outline.maxZ()) / 2;
    boolean upright = outline.maxZ() - outline.minZ() > 3 * (outline.maxX() - outline.minX());
    add("<g%s>", upright ? " transform=\"rotate(-90 %s %s)\"".formatted(n(x), n(z)) : "");
    text(x, z - 0.1, 0.5, "#22303A", room.name().byLanguage().getOrDefault("en", ""));
    text(x, z + 0.5, 0.5, "#22303A", room.name().byLanguage().getOrDefault("zh-Hans", ""));
    text(
        x,
        z + 0.9,
        0.28,
        "#666",
        "%s m² · %d%s"
            .formatted(
                ShapeReader.plain(Math.rint(outline.area())),
                template.capacity(),
                template.perVisit() ? " · per visit" : ""));
    add("</g>");
  }

  private void across(double x, double z, double yaw, double width, String colour, double stroke) {
    double rightX = Turning.cos(yaw) * width / 2;
    double rightZ = -Turning.sin(yaw) * width / 2;
    line(x - rightX, z - rightZ, x + rightX, z + rightZ, colour, stroke);
  }

  private void arrow(double x, double z, double yaw, double length, String colour) {
    double toX = x - Turning.sin(yaw) * length;
    double toZ = z - Turning.cos(yaw) * length;
    line(x, z, toX, toZ, colour, 0.05);
    add("<circle cx=\"%s\" cy=\"%s\" r=\"0.07\" fill=\"%s\"/>", n(toX), n(toZ), colour);
  }

  private void line(double x, double z, double toX, double toZ, String colour, double stroke) {
    add(
        "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\" stroke-width=\"%s\"/>",
        n(x), n(z), n(toX), n(toZ), colour, n(stroke));
  }

  private void text(double x, double z, double size, String colour, String words) {
    add(
        "<text x=\"%s\" y=\"%s\" font-size=\"%s\" fill=\"%s\" text-anchor=\"middle\">%s</text>",
        n(x), n(z), n(size), colour, escaped(words));
  }

  private static String points(List<Point> points) {
    StringBuilder joined = new StringBuilder();
    for (Point p : points) {
      joined.append(n(p.x())).append(',').append(n(p.z())).append(' ');
    }
    return joined.toString().strip();
  }

  private static String floor(RoomKind kind) {
    return switch (kind) {
      case LOBBY -> "#F6ECD9";
      case WAITING -> "#F1EBDD";
      case CONSULTATION -> "#E3EFE6";
      case CONFERENCE -> "#E4EBF3";
      case WARD -> "#E6F1F0";
      case IMAGING -> "#E9E6F2";
      case THEATRE -> "#DDEBEA";
      case OBSERVATION -> "#E8E8EC";
      case CLASSROOM -> "#F5EADF";
      case GARDEN -> "#DCE9CF";
      case CORRIDOR -> "#F4F1EA";
    };
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String n(double value) {
    return String.format(Locale.ROOT, "%.3f", value + 0.0);
  }

  @SuppressWarnings("AnnotateFormatMethod") // Error Prone's annotations are not on the class path
  private void add(String format, Object... arguments) {
    svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
