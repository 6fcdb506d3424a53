package org.asclepion.host.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.asclepion.content.load.Check;
import org.asclepion.content.load.Fault;
import org.asclepion.content.load.Loaded;
import org.asclepion.content.load.PlanSvg;
import org.asclepion.host.ops.ConfigurationFault;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code asclepion check DIR}: every fault of a declared hospital on stdout; 1 if there are any.
 */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Validates a hospital: every fault with its file, line and fix.")
final class CheckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "The hospital's directory.")
  private Path directory = Path.of(".");

  @Option(names = "--json", description = "Print one JSON line on stdout.")
  private boolean json;

  @Option(names = "--plan", paramLabel = "FILE", description = "Draw the floor plan as SVG.")
  private @Nullable Path plan;

  @Override
  public Integer call() throws ConfigurationFault, IOException {
    if (!Files.isDirectory(directory)) {
      throw new ConfigurationFault(
          directory + " is not a directory: name one with a hospital.yaml");
    }
    Loaded loaded = Check.run(directory);
    if (json) {
      System.out.println(toJson(loaded));
    } else {
      Check.lines(loaded).forEach(System.out::println);
      if (loaded.faults().isEmpty()) {
        System.out.println(directory + " is sound");
      }
    }
    if (plan != null && loaded.hospital() != null) {
      Files.writeString(plan, PlanSvg.draw(loaded.hospital()));
    }
    return loaded.faults().isEmpty() ? 0 : Main.FAILED;
  }

  private ObjectNode toJson(Loaded loaded) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.put("directory", directory.toString());
    result.put("sound", loaded.faults().isEmpty());
    ArrayNode faults = result.putArray("faults");
    for (Fault fault : loaded.faults()) {
      faults
          .addObject()
          .put("file", fault.file())
          .put("line", fault.line())
          .put("column", fault.column())
          .put("what", fault.what())
          .put("fix", fault.fix());
    }
    return result;
  }
}
