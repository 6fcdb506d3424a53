package org.asclepion.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.asclepion.host.ops.ConfigurationFault;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code asclepion device add|list|revoke}: the tickets of devices and displays of a running
 * server, for whoever can read its data directory.
 */
@Command(
    name = "device",
    mixinStandardHelpOptions = true,
    description =
        "Tickets for devices that show a picture in a room (WHIP), and for displays (WHEP).",
    subcommands = {DeviceCommand.Add.class, DeviceCommand.All.class, DeviceCommand.Revoke.class})
final class DeviceCommand {
  private static final String PATH = "/api/v1/devices";

  private DeviceCommand() {}

  /** Which server. */
  static final class Server {
    @Option(
        names = "--url",
        paramLabel = "URL",
        description = "The running server. Default: ${DEFAULT-VALUE}.")
    private URI url = URI.create("http://localhost:8080");

    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "Its data directory. Default: ${DEFAULT-VALUE}.")
    private Path data = Path.of("data");

    @Option(names = "--json", description = "Print one JSON line on stdout.")
    private boolean json;

    JsonNode ask(String method, String path, @Nullable JsonNode body)
        throws ConfigurationFault, IOException, InterruptedException {
      return new OperatorClient(url, data).ask(method, path, body);
    }
  }

  /** Makes a ticket. */
  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description = "Makes a ticket and shows its token, once.")
  static final class Add implements Callable<Integer> {
    @Mixin private Server server = new Server();

    @Option(
        names = "--room",
        required = true,
        paramLabel = "ID",
        description = "The room, by its id.")
    private String room = "";

    @Option(
        names = "--visit",
        paramLabel = "KEY",
        description = "The visit, where each has a room of its own.")
    private @Nullable String visit;

    @Option(
        names = "--board",
        paramLabel = "N",
        description = "The room's board, from 0. Default: 0.")
    private int board;

    @Option(
        names = "--out",
        description = "For a display that shows what is on the boards; otherwise for a device.")
    private boolean out;

    @Option(
        names = "--label",
        required = true,
        paramLabel = "TEXT",
        description = "What people in the room are told it is.")
    private String label = "";

    @Option(
        names = "--minutes",
        paramLabel = "N",
        description = "How long it is good for, at most 1440. Default: ${DEFAULT-VALUE}.")
    private int minutes = 60;

    @Override
    public Integer call() throws ConfigurationFault, IOException, InterruptedException {
      ObjectNode body =
          JsonNodeFactory.instance
              .objectNode()
              .put("room", room)
              .put("board", board)
              .put("way", out ? "out" : "in")
              .put("label", label)
              .put("minutes", minutes);
      if (visit != null) {
        body.put("visit", visit);
      }
      JsonNode made = server.ask("POST", PATH, body);
      if (server.json) {
        System.out.println(new ObjectMapper().writeValueAsString(made));
      } else {
        System.out.println("ticket " + made.path("id").asText() + " for " + minutes + " minutes");
        System.out.println("url    " + server.url.resolve(made.path("endpoint").asText()));
        System.out.println("token  " + made.path("token").asText());
      }
      return 0;
    }
  }

  /** Lists the tickets. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the tickets that are good.")
  static final class All implements Callable<Integer> {
    @Mixin private Server server = new Server();

    @Override
    public Integer call() throws ConfigurationFault, IOException, InterruptedException {
      JsonNode all = server.ask("GET", PATH, null);
      if (server.json) {
        System.out.println(new ObjectMapper().writeValueAsString(all));
        return 0;
      }
      for (JsonNode one : all.path("devices")) {
        System.out.println(
            String.join(
                "  ",
                one.path("id").asText(),
                one.path("way").asText(),
                one.path("room").asText() + "/" + one.path("board").asInt(),
                one.path("connected").asBoolean() ? "connected" : "-",
                one.path("expiresInSeconds").asLong() / 60 + " min",
                one.path("label").asText()));
      }
      return 0;
    }
  }

  /** Revokes one. */
  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Ends a ticket, and its picture at once.")
  static final class Revoke implements Callable<Integer> {
    @Mixin private Server server = new Server();

    @Parameters(paramLabel = "ID", description = "The ticket, as list names it.")
    private String id = "";

    @Override
    public Integer call() throws ConfigurationFault, IOException, InterruptedException {
      server.ask("DELETE", PATH + "/" + id, null);
      if (server.json) {
        System.out.println("{}");
      }
      return 0;
    }
  }
}
