package org.asclepion.call;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of calls. */
@Command(
    name = "asclepion",
    description = "Calls with real WebRTC peers.",
    mixinStandardHelpOptions = true,
    subcommands = CallCommand.class)
public final class Main {
  static final int FINE = 0;
  static final int FAILED = 1;
  static final int WRONG_USAGE = 2;

  public static void main(String[] args) {
    int exit =
        new CommandLine(new Main())
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
    System.exit(exit);
  }
}
