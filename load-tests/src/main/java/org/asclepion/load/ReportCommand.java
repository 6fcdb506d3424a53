package org.asclepion.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code asclepion report}. */
@Command(
    name = "report",
    description = "Makes one HTML page of charts from the lines of asclepion workload.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", description = "files of JSON lines, as --json-lines writes them")
  private List<Path> files = List.of();

  @Option(names = "--out", description = "write the page here and not to standard output")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<JsonNode> runs = new ArrayList<>();
    for (Path file : files) {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (!lines.get(i).isBlank()) {
          JsonNode line = parse(json, file, i + 1, lines.get(i));
          if (line.has("run")) {
            runs.add(line);
          }
        }
      }
    }
    if (runs.isEmpty()) {
      throw new UsageException("no runs in there: make some with asclepion workload --json-lines");
    }
    String page = Page.of(runs);
    if (out == null) {
      System.out.println(page);
    } else {
      Files.writeString(out, page);
    }
    return Main.FINE;
  }

  private static JsonNode parse(ObjectMapper json, Path file, int number, String line) {
    try {
      return json.readTree(line);
    } catch (IOException e) {
      throw new UsageException(file + ":" + number + ": not a line of JSON");
    }
  }
}
