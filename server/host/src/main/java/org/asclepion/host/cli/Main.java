package org.asclepion.host.cli;

import java.nio.file.Path;
import java.util.Objects;
import org.asclepion.host.ops.ConfigurationFault;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/**
 * The {@code asclepion} commands that run in the server's own process. Exit codes: 0 fine, 1 failed
 * while running, 2 wrong usage or configuration; what went wrong is one line on stderr.
 */
@Command(
    name = "asclepion",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "A self-hosted, multiplayer 3D hospital.",
    subcommands = {
      ServeCommand.class,
      CheckCommand.class,
      ReplayCommand.class,
      DeviceCommand.class
    })
public final class Main {
  static final int FAILED = 1;
  static final int MISUSED = 2;

  private Main() {}

  @SuppressWarnings("SystemExitOutsideMain") // this is main
  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String[] args) {
    CommandLine line =
        new CommandLine(new Main())
            .setParameterExceptionHandler(
                (fault, _) -> {
                  String help = fault.getCommandLine().getCommandName();
                  complain(firstLine(fault) + " (see asclepion " + help + " --help)");
                  return MISUSED;
                })
            .setExecutionExceptionHandler(
                (fault, _, _) -> {
                  if (fault instanceof ConfigurationFault) {
                    complain(firstLine(fault));
                    return MISUSED;
                  }
                  complain(fault.getClass().getSimpleName() + ": " + firstLine(fault));
                  if (Boolean.getBoolean(ServeCommand.VERBOSE)) {
                    fault.printStackTrace();
                  }
                  return FAILED;
                });
    try {
      Path config = ConfigFile.named(args);
      if (config != null) {
        Objects.requireNonNull(line.getSubcommands().get("serve"))
            .setDefaultValueProvider(ConfigFile.read(config, ServeCommand.class));
      }
    } catch (ConfigurationFault fault) {
      complain(firstLine(fault));
      return MISUSED;
    }
    return line.execute(args);
  }

  static void complain(String what) {
    System.err.println("asclepion: " + what);
  }

  private static String firstLine(Exception fault) {
    String message = fault.getMessage();
    return message == null || message.isBlank()
        ? fault.getClass().getSimpleName()
        : message.lines().findFirst().orElse(message);
  }

  /** The version that the build wrote into the jar. */
  static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** For {@code --version}. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"asclepion " + version()};
    }
  }
}
