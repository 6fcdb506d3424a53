package org.asclepion.load;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code asclepion workload}. */
@Command(
    name = "workload",
    description = {
      "Runs a standard workload against a server of its own, and the floor beside it.",
      "Prints one line of JSON for each run, then one with the medians and the targets."
    },
    mixinStandardHelpOptions = true)
final class WorkloadCommand implements Callable<Integer> {
  private static final int MAX_RUNS = 20;

  @Parameters(description = "${COMPLETION-CANDIDATES}; see load-tests/README.md")
  private Standard workload = Standard.W1;

  @Option(names = "--runs", defaultValue = "3", description = "how often (${DEFAULT-VALUE})")
  private int runs;

  @Option(
      names = "--seconds",
      defaultValue = "20",
      description = "measured in each run, of bots and of the floor (${DEFAULT-VALUE})")
  private int seconds;

  @Option(names = "--json-lines", description = "append the lines to this file too")
  private @Nullable Path jsonLines;

  @Option(
      names = "--motion",
      description = "folder of recordings; default ../shared/motion if there is one, else a walk")
  private @Nullable Path motion;

  @Option(
      names = "--tls",
      description = "run a server with a certificate of its own too, to compare it with plain")
  private boolean tls;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (runs < 1 || runs > MAX_RUNS || seconds < 1 || seconds > Workload.MAX_SECONDS) {
      throw new UsageException(
          "--runs is 1 to " + MAX_RUNS + ", --seconds 1 to " + Workload.MAX_SECONDS);
    }
    StandardRun run = new StandardRun(workload, seconds, BotsCommand.recordings(motion), tls);
    List<ObjectNode> lines = new ArrayList<>();
    String fault = null;
    for (int number = 1; number <= runs; number++) {
      System.err.println("asclepion: " + workload + " run " + number + " of " + runs);
      ObjectNode line = run.run(number);
      lines.add(line);
      print(line);
      fault = line.hasNonNull("fault") ? line.path("fault").asText() : fault;
    }
    ObjectNode medians = medians(workload, lines);
    print(medians);
    System.err.print(table(workload, medians));
    if (fault != null) {
      System.err.println("asclepion: a run does not count: " + fault);
      return Main.FAILED;
    }
    return Main.FINE;
  }

  private void print(ObjectNode line) throws IOException {
    System.out.println(line);
    if (jsonLines != null) {
      Files.writeString(
          jsonLines, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  /** The medians of the runs against the workload's targets, as a line of its own. */
  static ObjectNode medians(Standard workload, List<ObjectNode> lines) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("workload", workload.name());
    json.put("medianOf", lines.size());
    ArrayNode targets = json.putArray("targets");
    for (Target target : workload.targets) {
      double median = median(lines.stream().mapToDouble(target::in).sorted().toArray());
      ObjectNode one = targets.addObject();
      one.put("name", target.name());
      Report.put(one, "median", median);
      Report.put(one, target.atMost() ? "atMost" : "atLeast", target.limit());
      one.put("met", target.isMetBy(median));
    }
    return json;
  }

  static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static String table(Standard workload, ObjectNode medians) {
    StringBuilder text = new StringBuilder(workload + ": " + workload.title + "\n");
    for (var one : medians.path("targets")) {
      String bound = one.has("atMost") ? "<= " + one.path("atMost") : ">= " + one.path("atLeast");
      String verdict = one.path("met").asBoolean() ? "met" : "MISSED";
      text.append(
          "  %-30s %12s  %-10s %s%n"
              .formatted(one.path("name").asText(), one.path("median").asText(), bound, verdict));
    }
    return text.toString();
  }
}
