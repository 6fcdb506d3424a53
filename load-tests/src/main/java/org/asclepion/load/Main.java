package org.asclepion.load;

import org.asclepion.load.media.MediaLoadCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The load tests' command line. */
@Command(
    name = "asclepion",
    description = "Load tests of an Asclepion server.",
    mixinStandardHelpOptions = true,
    subcommands = {
      BotsCommand.class,
      FloorCommand.class,
      MediaLoadCommand.class,
      WorkloadCommand.class,
      ReportCommand.class
    })
public final class Main {
  static final int FINE = 0;
  static final int FAILED = 1;
  static final int WRONG_USAGE = 2;

  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    return new CommandLine(new Main())
        .setParameterExceptionHandler(
            (fault, given) -> {
              System.err.println("asclepion: " + fault.getMessage() + "; see --help");
              return WRONG_USAGE;
            })
        .setExecutionExceptionHandler(
            (fault, line, parsed) -> {
              System.err.println("asclepion: " + fault.getMessage());
              return fault instanceof UsageException ? WRONG_USAGE : FAILED;
            })
        .execute(args);
  }
}
