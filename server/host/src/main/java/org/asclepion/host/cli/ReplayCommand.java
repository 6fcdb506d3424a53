package org.asclepion.host.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.asclepion.content.load.Declaration;
import org.asclepion.content.model.Hospital;
import org.asclepion.content.model.Room;
import org.asclepion.host.ops.ConfigurationFault;
import org.asclepion.host.recording.Ending;
import org.asclepion.host.recording.Header;
import org.asclepion.host.recording.RecordingException;
import org.asclepion.host.recording.RecordingReader;
import org.asclepion.host.recording.Replay;
import org.asclepion.world.space.RoomTemplate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code asclepion replay FILE}: runs a recorded room again; 0 if it comes to the recorded state.
 */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Replays a recorded room and compares its state with the recorded one.")
final class ReplayCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "A recording, as serve --record writes them.")
  private Path file = Path.of("");

  @Option(
      names = "--hospital",
      paramLabel = "DIR",
      description = "The hospital it was recorded in. Default: the demo hospital")
  private @Nullable Path hospital;

  @Option(
      names = "--partial",
      description = "Replay what can be read of a recording that is cut off or damaged.")
  private boolean partial;

  @Option(names = "--json", description = "Print one JSON line on stdout.")
  private boolean json;

  @Override
  public Integer call() throws ConfigurationFault, IOException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new ConfigurationFault(file + " is no file that can be read: name a recording");
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        RecordingReader recording = new RecordingReader(in)) {
      return replay(recording);
    } catch (RecordingException e) {
      return refuse(e);
    }
  }

  private int replay(RecordingReader recording)
      throws ConfigurationFault, IOException, RecordingException {
    Header header = recording.header();
    Replay replay = new Replay(recording, template(header));
    Replay.Result result;
    try {
      result = replay.run();
    } catch (RecordingException e) {
      if (!partial) {
        throw e;
      }
      result = replay.soFar();
    }
    System.out.println(json ? toJson(header, result) : inWords(header, result));
    if (!result.matches() && !Main.version().equals(header.program())) {
      Main.complain(
          file
              + " was recorded by version "
              + header.program()
              + ", this is "
              + Main.version()
              + ": replay it with that one");
    }
    return result.matches() ? 0 : Main.FAILED;
  }

  private RoomTemplate template(Header header) throws ConfigurationFault, IOException {
    Path directory = Hospitals.directory(hospital);
    Hospital loaded = Hospitals.load(directory);
    if (!Header.Digest.of(Declaration.digest(directory)).equals(header.digest())) {
      throw new ConfigurationFault(
          file
              + " was recorded in another hospital than "
              + directory
              + ", or before that was changed: name the one as it was with --hospital");
    }
    return loaded.rooms().stream()
        .map(Room::template)
        .filter(template -> template.id().equals(header.template()))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationFault(
                    directory + " has no room " + header.template() + ": name another --hospital"));
  }

  private int refuse(RecordingException e) throws ConfigurationFault {
    return switch (e.reason()) {
      case NO_RECORDING ->
          throw new ConfigurationFault(
              file + " is no recording: name a file that serve --record wrote");
      case OTHER_VERSION ->
          throw new ConfigurationFault(
              file + " is of another version of the format: replay it with what recorded it");
      case BREAKS_OFF -> {
        Main.complain(
            file + " breaks off at byte " + e.offset() + ": see what is there with --partial");
        yield Main.FAILED;
      }
      case DAMAGED -> {
        Main.complain(
            file
                + " is damaged at byte "
                + e.offset()
                + ": take it from a copy, or see what is before with --partial");
        yield Main.FAILED;
      }
    };
  }

  private static String inWords(Header header, Replay.Result result) {
    StringBuilder line = new StringBuilder(header.template());
    line.append(": ").append(result.steps()).append(" ticks, ");
    line.append(result.intents()).append(" intents, hash ").append(hex(result.hash()));
    if (result.matches()) {
      line.append(", matches the recording in ").append(result.hashes()).append(" places");
    } else {
      line.append(", differs from the recording at tick ").append(result.differsAtTick());
    }
    if (result.failedSteps() > 0) {
      line.append("; the room failed in ").append(result.failedSteps()).append(" ticks");
    }
    return line.append("; ").append(inWords(result.ending())).toString();
  }

  private static String inWords(@Nullable Ending ending) {
    return switch (ending) {
      case null -> "the recording breaks off";
      case CLOSED -> "complete";
      case FILE_FULL -> "it was recorded until the file was full";
      case DISK_TOO_SLOW -> "it was recorded until the disk was too slow";
    };
  }

  private ObjectNode toJson(Header header, Replay.Result result) {
    Ending ending = result.ending();
    return JsonNodeFactory.instance
        .objectNode()
        .put("file", file.toString())
        .put("template", header.template())
        .put("ticks", result.steps())
        .put("intents", result.intents())
        .put("hashes", result.hashes())
        .put("hash", hex(result.hash()))
        .put("matches", result.matches())
        .put("differsAtTick", result.differsAtTick())
        .put("failedTicks", result.failedSteps())
        .put("ending", ending == null ? "breaks-off" : name(ending));
  }

  private static String name(Ending ending) {
    return ending.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String hex(long hash) {
    return HexFormat.of().toHexDigits(hash);
  }
}
