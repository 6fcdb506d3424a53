package org.asclepion.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/**
 * One figure over the time of long runs, a line for each run. Static; gives inline SVG that takes
 * its colours from the page.
 */
final class LineChart {
  /**
   * What a chart shows.
   *
   * @param key of the figure in the points of a series
   */
  record Figure(String title, String unit, String key) {}

  private static final int WIDTH = 420;
  private static final int HEIGHT = 150;
  private static final int LEFT = 48;
  private static final int RIGHT = 8;
  private static final int TOP = 8;
  private static final int BOTTOM = 20;
  private static final int STEPS_UP = 4;
  private static final int STEPS_ACROSS = 5;

  /** The empty string when no run tells the figure. */
  static String of(Figure figure, List<JsonNode> runs) {
    double most = 0;
    double longest = 0;
    boolean any = false;
    for (JsonNode run : runs) {
      for (JsonNode point : run.at("/server/series")) {
        longest = Math.max(longest, point.path("atSeconds").asDouble());
        if (point.path(figure.key()).isNumber()) {
          any = true;
          most = Math.max(most, point.path(figure.key()).asDouble());
        }
      }
    }
    if (!any) {
      return "";
    }
    double top = round(most);
    StringBuilder drawn = new StringBuilder();
    axes(drawn, top, longest);
    for (JsonNode run : runs) {
      line(drawn, figure, run, top, longest);
    }
    return String.format(
        Locale.ROOT,
        "<figure><figcaption><b>%s</b> <span>%s</span></figcaption>"
            + "<svg viewBox='0 0 %d %d' role='img' aria-label='%s'>%s</svg></figure>%n",
        Page.escaped(figure.title()),
        Page.escaped(figure.unit()),
        WIDTH,
        HEIGHT,
        Page.escaped(figure.title()),
        drawn);
  }

  private static void axes(StringBuilder into, double top, double longest) {
    for (int i = 0; i <= STEPS_UP; i++) {
      double value = top * i / STEPS_UP;
      double y = y(value, top);
      into.append(
          String.format(
              Locale.ROOT,
              "<line class='grid' x1='%d' x2='%d' y1='%.1f' y2='%.1f'/>"
                  + "<text class='label' x='%d' y='%.1f'>%s</text>",
              LEFT,
              WIDTH - RIGHT,
              y,
              y,
              LEFT - 6,
              y + 4,
              plain(value)));
    }
    double unit = longest >= 120 ? 60 : 1;
    double step = round(longest / unit / STEPS_ACROSS) * unit;
    for (double at = step; at <= longest * 1.001; at += step) {
      into.append(
          String.format(
              Locale.ROOT,
              "<text class='label' x='%.1f' y='%d'>%s %s</text>",
              x(at, longest),
              HEIGHT - 4,
              plain(at / unit),
              unit == 60 ? "min" : "s"));
    }
  }

  private static void line(
      StringBuilder into, Figure figure, JsonNode run, double top, double longest) {
    StringBuilder points = new StringBuilder();
    for (JsonNode point : run.at("/server/series")) {
      if (point.path(figure.key()).isNumber()) {
        points.append(
            String.format(
                Locale.ROOT,
                "%.1f,%.1f ",
                x(point.path("atSeconds").asDouble(), longest),
                y(point.path(figure.key()).asDouble(), top)));
      }
    }
    if (!points.isEmpty()) {
      into.append("<polyline class='course' points='" + points.toString().strip() + "'/>");
    }
  }

  private static double x(double seconds, double longest) {
    return LEFT + (WIDTH - LEFT - RIGHT) * seconds / Math.max(1e-9, longest);
  }

  private static double y(double value, double top) {
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top;
  }

  /** The next 1, 2, 4 or 6 times a power of ten: whole numbers at the axis's quarters. */
  static double round(double most) {
    if (most <= 0) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(most)));
    for (double times : new double[] {1, 2, 4, 6}) {
      if (most <= times * power * 1.000_001) {
        return times * power;
      }
    }
    return 10 * power;
  }

  /** As short as can be. */
  private static String plain(double value) {
    String text = String.format(Locale.ROOT, "%.3f", value);
    return text.replaceAll("\\.?0+$", "");
  }

  private LineChart() {}
}
