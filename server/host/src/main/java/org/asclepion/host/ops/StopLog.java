package org.asclepion.host.ops;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The JVM's own log of its stops, read as it grows. Any thread.
 *
 * <p>Nothing else tells of stops below a millisecond at so small a cost: what JMX tells is rounded
 * to milliseconds, and a stream of flight recorder events takes 40 MB and a second of CPU to start.
 * The file has no name once it is open, so that nothing is left behind; it is emptied at {@link
 * #MOST_BYTES}.
 */
final class StopLog implements AutoCloseable {
  /** Some three hundred stops. What is written while the file is emptied is not counted. */
  static final int MOST_BYTES = 64 << 10;

  private static final String ALL_STOPS = "safepoint=info";

  private final Path file;
  private final FileChannel channel;
  private final ByteBuffer bytes = ByteBuffer.allocate(8 << 10);
  private final StringBuilder line = new StringBuilder();
  private long position;

  /**
   * Has the JVM write it. Takes a while.
   *
   * @throws IOException if this JVM does not, or the file cannot be made
   */
  static StopLog open() throws IOException {
    Path file = Files.createTempFile("asclepion-stops", ".log");
    try {
      log(file, ALL_STOPS, "output_options=filecount=0");
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
      return new StopLog(file, channel);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private StopLog(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Tells of the stops since the last call. */
  synchronized void read(Consumer<Stop> stops) throws IOException {
    while (channel.read(bytes.clear(), position) > 0) {
      position += bytes.position();
      StandardCharsets.ISO_8859_1
          .decode(bytes.flip())
          .chars()
          .forEach(
              character -> {
                if (character == '\n') {
                  Stop stop = Stop.parse(line.toString());
                  line.setLength(0);
                  if (stop != null) {
                    stops.accept(stop);
                  }
                } else {
                  line.append((char) character);
                }
              });
    }
    if (position > MOST_BYTES) {
      // The JVM appends: it goes on at the beginning.
      channel.truncate(0);
      position = 0;
    }
  }

  /** Of the file, for tests of its bound. */
  synchronized long size() throws IOException {
    return channel.size();
  }

  @Override
  public synchronized void close() throws IOException {
    try {
      log(file, "safepoint=off");
    } finally {
      channel.close();
    }
  }

  /** The JVM's command VM.log, which is reached by JMX. */
  private static void log(Path file, String what, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("output=\"" + file + "\"");
    arguments.add("what=" + what);
    arguments.add("decorators=none");
    try {
      Object answer =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "vmLog",
                  new Object[] {arguments.toArray(String[]::new)},
                  new String[] {String[].class.getName()});
      if (!String.valueOf(answer).isBlank()) {
        throw new IOException(String.valueOf(answer).strip());
      }
    } catch (JMException e) {
      throw new IOException("this JVM has no VM.log", e);
    }
  }
}
