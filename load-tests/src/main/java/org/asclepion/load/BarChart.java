package org.asclepion.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/**
 * One figure of several runs as horizontal bars: the server's, below it the floor's, and a line
 * where the target is. Static; gives inline SVG that takes its colours from the page.
 */
final class BarChart {
  /**
   * What a chart shows.
   *
   * @param at where the figure is in the server's and in the floor's part of a line
   * @param target NaN without one
   */
  record Figure(String title, String unit, String at, double target) {}

  private static final int WIDTH = 420;
  private static final int LABEL = 92;
  private static final int NUMBER = 64;
  private static final int BAR = 14;
  private static final int GAP = 12;
  private static final int TOP = 6;

  /** The empty string when no run tells the figure. */
  static String of(Figure figure, List<JsonNode> runs) {
    double most = Double.isNaN(figure.target()) ? 0 : figure.target();
    boolean any = false;
    for (JsonNode run : runs) {
      for (String part : new String[] {"/server", "/floor"}) {
        double value = value(run, part, figure);
        any |= !Double.isNaN(value);
        most = Double.isNaN(value) ? most : Math.max(most, value);
      }
    }
    if (!any) {
      return "";
    }
    double perUnit = (WIDTH - LABEL - NUMBER) / Math.max(1e-9, most);
    StringBuilder bars = new StringBuilder();
    int y = TOP;
    for (JsonNode run : runs) {
      String name = "run " + run.path("run").asInt();
      y = bar(bars, y, name + " server", value(run, "/server", figure), perUnit, "server");
      y = bar(bars, y, "floor", value(run, "/floor", figure), perUnit, "floor");
      y += GAP;
    }
    if (!Double.isNaN(figure.target())) {
      double x = LABEL + figure.target() * perUnit;
      bars.append(
          String.format(
              Locale.ROOT,
              "<line class='target' x1='%.1f' x2='%.1f' y1='0' y2='%d'/>",
              x,
              x,
              y - GAP + 4));
    }
    String caption =
        Double.isNaN(figure.target())
            ? figure.unit()
            : figure.unit() + " · target " + number(figure.target());
    return String.format(
        Locale.ROOT,
        "<figure><figcaption><b>%s</b> <span>%s</span></figcaption>"
            + "<svg viewBox='0 0 %d %d' role='img' aria-label='%s'>%s</svg></figure>%n",
        Page.escaped(figure.title()),
        Page.escaped(caption),
        WIDTH,
        y,
        Page.escaped(figure.title()),
        bars);
  }

  private static int bar(
      StringBuilder into, int y, String label, double value, double perUnit, String kind) {
    if (Double.isNaN(value)) {
      return y;
    }
    double width = Math.max(1, value * perUnit);
    into.append(
        String.format(
            Locale.ROOT,
            "<text class='label' x='%d' y='%d'>%s</text>"
                + "<rect class='%s' x='%d' y='%d' width='%.1f' height='%d' rx='2'/>"
                + "<text class='number' x='%d' y='%d'>%s</text>",
            LABEL - 8,
            y + BAR - 3,
            label,
            kind,
            LABEL,
            y,
            width,
            BAR,
            WIDTH,
            y + BAR - 3,
            number(value)));
    return y + BAR + 3;
  }

  private static double value(JsonNode run, String part, Figure figure) {
    return run.at(part + figure.at()).asDouble(Double.NaN);
  }

  /** Three digits that mean something. */
  static String number(double value) {
    double size = Math.abs(value);
    return String.format(
        Locale.ROOT,
        size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f",
        value);
  }

  private BarChart() {}
}
