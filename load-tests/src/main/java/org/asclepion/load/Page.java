package org.asclepion.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.asclepion.load.BarChart.Figure;

/**
 * The page of {@code asclepion report}: each workload's targets and charts. Static and pure; the
 * page needs no script and no other file, and follows the reader's choice of light or dark.
 */
final class Page {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Asclepion: load</title>
      <style>
      :root { color-scheme: light dark; --page: #fbfbf9; --card: #fff; --ink: #1c2421; --soft: #5d6a65;
        --line: #dfe4e1; --server: #13795b; --floor: #a9b8b1; --target: #b3541e; --bad: #b3261e; }
      @media (prefers-color-scheme: dark) {
        :root { --page: #14191a; --card: #1c2324; --ink: #e6ece9; --soft: #9aa8a2;
          --line: #303a39; --server: #4cc79c; --floor: #5c6b66; --target: #f0a068; --bad: #ff8a80; }
      }
      body { margin: 0 auto; max-width: 1000px; padding: 2rem 1.2rem 4rem; background: var(--page); color: var(--ink);
        font: 15px/1.5 system-ui, sans-serif; }
      h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.2rem; margin: 2.6rem 0 .6rem; } h3 { font-size: 1rem; margin: 1.6rem 0 .4rem; }
      p { color: var(--soft); margin: .3rem 0 1rem; max-width: 70ch; }
      table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
      th, td { text-align: right; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
      th:first-child, td:first-child { text-align: left; }
      th { color: var(--soft); font-weight: 500; }
      .met { color: var(--server); } .missed { color: var(--bad); font-weight: 600; }
      .charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 420px), 1fr)); gap: 1rem; margin-top: 1rem; }
      figure { margin: 0; padding: .8rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
      figcaption span { color: var(--soft); font-size: .85rem; }
      svg { display: block; width: 100%; margin-top: .5rem; } svg text { fill: var(--ink); font: 11px system-ui, sans-serif; }
      svg .label { fill: var(--soft); text-anchor: end; } svg .number { text-anchor: end; }
      .grid { stroke: var(--line); } .course { fill: none; stroke: var(--server); stroke-width: 1.5; stroke-linejoin: round; }
      .server { fill: var(--server); } .floor { fill: var(--floor); }
      .target { stroke: var(--target); stroke-width: 1.5; stroke-dasharray: 4 3; }
      .key { display: inline-block; width: .8em; height: .8em; border-radius: 2px; margin: 0 .3em 0 1em; }
      .key.s { background: var(--server); margin-left: 0; } .key.f { background: var(--floor); } .key.t { background: var(--target); }
      </style>
      </head>
      <body>
      <h1>Asclepion under load</h1>
      <p><i class="key s"></i>server <i class="key f"></i>floor: a bare relay with the same frames, right after
      <i class="key t"></i>target</p>
      """;

  private static final List<LineChart.Figure> COURSES =
      List.of(
          new LineChart.Figure("CPU of the server's process", "cores", "cpuCores"),
          new LineChart.Figure("Memory of the server's process", "MB", "rssMb"),
          new LineChart.Figure("Heap in use", "MB", "heapMb"),
          new LineChart.Figure("Old generation after its last collection", "MB", "oldMb"),
          new LineChart.Figure("Added by the server, p99", "ms", "serverAddedP99Ms"),
          new LineChart.Figure("Ticks late by a quarter period", "in each 10 s", "lateTicks"),
          new LineChart.Figure("Ticks skipped", "in each 10 s", "overruns"),
          new LineChart.Figure("Longest stop by the collector", "ms", "gcPauseMaxMs"),
          new LineChart.Figure("The whole machine", "% busy", "machineBusyPercent"));

  static String of(List<JsonNode> runs) {
    Map<String, List<JsonNode>> byWorkload = new TreeMap<>();
    for (JsonNode run : runs) {
      byWorkload.computeIfAbsent(run.path("workload").asText(), _ -> new ArrayList<>()).add(run);
    }
    StringBuilder page = new StringBuilder(HEAD);
    byWorkload.forEach((name, of) -> page.append(section(name, of)));
    return page.append("</body>\n</html>\n").toString();
  }

  private static String section(String name, List<JsonNode> runs) {
    for (Standard standard : Standard.values()) {
      if (standard.name().equals(name)) {
        return section(standard, runs);
      }
    }
    throw new UsageException("there is no workload " + name);
  }

  private static String section(Standard standard, List<JsonNode> runs) {
    StringBuilder html = new StringBuilder();
    html.append("<h2>" + standard + ": " + escaped(standard.title) + "</h2>\n");
    html.append("<p>Medians of " + runs.size() + (runs.size() == 1 ? " run" : " runs"));
    html.append(", machine " + BarChart.number(median(runs, "/server/machineBusyPercent")));
    html.append(
        " % busy, load average before " + BarChart.number(median(runs, "/loadAverageBefore")));
    html.append(" on " + runs.getFirst().path("cores").asInt() + " cores.</p>\n");
    html.append(targets(standard, runs));
    for (JsonNode run : runs) {
      if (run.hasNonNull("fault")) {
        html.append("<p class='missed'>Run " + run.path("run").asInt() + " does not count: ");
        html.append(escaped(run.path("fault").asText()) + "</p>\n");
      }
    }
    html.append("<div class='charts'>\n");
    for (Figure figure : figures(standard)) {
      html.append(BarChart.of(figure, runs));
    }
    html.append("</div>\n");
    if (runs.stream().anyMatch(run -> run.at("/server/series").size() > 1)) {
      html.append("<h3>Over time</h3>\n<div class='charts'>\n");
      for (LineChart.Figure figure : COURSES) {
        html.append(LineChart.of(figure, runs));
      }
      html.append("</div>\n");
    }
    return html.toString();
  }

  private static String targets(Standard standard, List<JsonNode> runs) {
    List<ObjectNode> lines = runs.stream().map(run -> (ObjectNode) run).toList();
    ObjectNode medians = WorkloadCommand.medians(standard, lines);
    StringBuilder html = new StringBuilder("<table><tr><th>figure<th>median<th>target<th></tr>\n");
    for (JsonNode one : medians.path("targets")) {
      boolean met = one.path("met").asBoolean();
      String bound =
          one.has("atMost")
              ? "≤ " + BarChart.number(one.path("atMost").asDouble())
              : "≥ " + BarChart.number(one.path("atLeast").asDouble());
      String median =
          one.hasNonNull("median")
              ? BarChart.number(one.path("median").asDouble())
              : "not measured";
      html.append("<tr><td>" + escaped(one.path("name").asText()) + "<td>" + median);
      html.append(
          "<td>" + bound + "<td class='" + (met ? "met'>met" : "missed'>missed") + "</tr>\n");
    }
    return html.append("</table>\n").toString();
  }

  private static List<Figure> figures(Standard standard) {
    return List.of(
        figure(standard, "CPU of the server's process", "cores", "/server/cpuCores"),
        figure(standard, "CPU of the bots", "cores", "/botsCpuCores"),
        figure(standard, "Pose latency, median", "ms from send to decode", "/poseLatencyMs/p50"),
        figure(standard, "Pose latency, p99", "ms from send to decode", "/poseLatencyMs/p99"),
        figure(standard, "Added by the server, p99", "ms from read to write", "/serverAddedMs/p99"),
        figure(standard, "Delivered", "% of samples sent", "/deliveredPercent"),
        figure(standard, "Avatar update", "bytes", "/bytesPerAvatarUpdate"),
        figure(standard, "To each client", "bytes a second", "/bytesPerClientPerSecond"),
        figure(standard, "Frames to each client", "a second", "/framesPerClientPerSecond"),
        figure(standard, "Tick, p99", "ms", "/server/tickMs/p99"),
        figure(standard, "Memory of the server's process", "MB", "/server/rssMb"),
        figure(standard, "The bots' own delay, p99", "ms", "/botsQueueMs/p99"));
  }

  /** With the workload's target, where it is one of this very figure. */
  private static Figure figure(Standard standard, String title, String unit, String at) {
    double limit =
        standard.targets.stream()
            .filter(target -> target.at().equals("/server" + at))
            .mapToDouble(Target::limit)
            .findFirst()
            .orElse(Double.NaN);
    return new Figure(title, unit, at, limit);
  }

  private static double median(List<JsonNode> runs, String at) {
    return WorkloadCommand.median(
        runs.stream().mapToDouble(run -> run.at(at).asDouble(Double.NaN)).sorted().toArray());
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#39;");
  }

  private Page() {}
}
