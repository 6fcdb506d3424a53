package org.asclepion.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code asclepion floor}. */
@Command(
    name = "floor",
    description = "Measures what this machine can do at best: a bare relay in place of the server.",
    mixinStandardHelpOptions = true)
final class FloorCommand implements Callable<Integer> {
  @Option(names = "--clients", required = true, description = "how many, in all rooms together")
  private int clients;

  @Option(names = "--per-room", required = true, description = "clients in each room")
  private int perRoom;

  @Option(names = "--seconds", required = true, description = "to measure, after a warm-up")
  private int seconds;

  @Option(
      names = "--rate",
      defaultValue = "20",
      description = "samples and ticks per second (${DEFAULT-VALUE})")
  private double rate;

  @Option(
      names = "--sizes",
      description = "sizes and rates of frames, written by bots --sizes-out; default 200 bytes")
  private @Nullable Path sizes;

  @Option(names = "--json", description = "print one line of JSON and nothing else")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException, IOException {
    FloorRun run = new FloorRun(clients, perRoom, seconds, rate, sizes);
    run.check();
    ObjectNode report = run.run();
    System.out.println(json ? report.toString() : report.toPrettyString());
    if (!report.path("valid").asBoolean()) {
      System.err.println("asclepion: errors, the first: " + report.path("firstError").asText());
      return Main.FAILED;
    }
    return Main.FINE;
  }
}
