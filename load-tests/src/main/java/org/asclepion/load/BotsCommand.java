package org.asclepion.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.asclepion.load.faults.Faults;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code asclepion bots}. */
@Command(
    name = "bots",
    description = "Drives rooms full of bots against a server and reports what they measured.",
    mixinStandardHelpOptions = true)
final class BotsCommand implements Callable<Integer> {
  private static final Path RECORDINGS = Path.of("../shared/motion");

  @Option(names = "--url", required = true, description = "the server, http://localhost:8080")
  private URI url = URI.create("http://localhost:8080");

  @Option(names = "--rooms", required = true, description = "instances of the room")
  private int rooms;

  @Option(names = "--per-room", required = true, description = "bots in each of them")
  private int perRoom;

  @Option(names = "--seconds", required = true, description = "to measure, after a warm-up")
  private int seconds;

  @Option(
      names = "--rate",
      defaultValue = "20",
      description = "samples per second (${DEFAULT-VALUE})")
  private double rate;

  @Option(
      names = "--motion",
      description = "folder of recordings; default ../shared/motion if there is one, else a walk")
  private @Nullable Path motion;

  @Option(names = "--unphased", description = "send without regard to the rooms' ticks")
  private boolean unphased;

  @Option(
      names = "--delay",
      paramLabel = "MS",
      defaultValue = "0",
      description =
          "each way between bots and server takes so many milliseconds (${DEFAULT-VALUE})")
  private double delay;

  @Option(
      names = "--jitter",
      paramLabel = "MS",
      defaultValue = "0",
      description = "… and up to so many more or fewer (${DEFAULT-VALUE})")
  private double jitter;

  @Option(
      names = "--stall-every",
      paramLabel = "S",
      defaultValue = "0",
      description = "on average, each way stalls every so many seconds; 0: never")
  private double stallEvery;

  @Option(
      names = "--stall-for",
      paramLabel = "MS",
      defaultValue = "0",
      description = "the longest stall; the shortest has a third of it")
  private double stallFor;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "of jitter and stalls (${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--template",
      description =
          "room template; default the largest indoors that ticks at --rate and holds --per-room")
  private @Nullable String template;

  @Option(names = "--json", description = "print one line of JSON and nothing else")
  private boolean json;

  @Option(names = "--sizes-out", description = "write the sizes and rates of the frames here")
  private @Nullable Path sizesOut;

  private Faults faults() {
    if (delay < 0 || jitter < 0 || stallEvery < 0 || stallFor < 0) {
      throw new UsageException("--delay, --jitter, --stall-every and --stall-for are not negative");
    }
    return new Faults(delay, jitter, stallEvery, stallFor, seed);
  }

  /** The folder that was named, or the one that is there by custom, or null for a walk. */
  static @Nullable Path recordings(@Nullable Path named) {
    boolean byCustom = named == null && Files.isRegularFile(RECORDINGS.resolve("index.json"));
    return byCustom ? RECORDINGS : named;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    Workload work =
        new Workload(
            url, rooms, perRoom, seconds, rate, recordings(motion), unphased, template, faults());
    work.check();
    Report report;
    try (Fleet fleet = new Fleet(work)) {
      report = fleet.run();
    }
    System.out.println(json ? report.line() : report.text());
    if (sizesOut != null) {
      Files.writeString(sizesOut, report.frameSizes() + "\n");
    }
    String fault = report.fault();
    if (fault != null) {
      System.err.println("asclepion: " + fault);
      return Main.FAILED;
    }
    return Main.FINE;
  }
}
