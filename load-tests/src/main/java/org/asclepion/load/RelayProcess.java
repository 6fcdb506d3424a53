package org.asclepion.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The relay's process as its parent sees it. Blocking; one thread. */
final class RelayProcess implements AutoCloseable {
  private final AskedProcess process;
  private final int port;

  RelayProcess(int rooms, int perRoom, double hz, @Nullable Path sizes) throws IOException {
    List<String> line =
        new ArrayList<>(List.of(AskedProcess.java(), "-XX:+UseSerialGC", "-Xlog:disable"));
    line.add("--enable-native-access=ALL-UNNAMED");
    line.add("--sun-misc-unsafe-memory-access=allow");
    line.add("-XX:+UseCompactObjectHeaders");
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), Relay.class.getName()));
    line.addAll(List.of(Integer.toString(rooms), Integer.toString(perRoom), Double.toString(hz)));
    if (sizes != null) {
      line.add(sizes.toString());
    }
    process = new AskedProcess("relay", line);
    port = Integer.parseInt(process.ready());
  }

  int port() {
    return port;
  }

  /** Its folder in /proc. */
  Path folder() {
    return process.folder();
  }

  /** Begins to measure what the relay adds. */
  void start() throws IOException {
    var _ = process.ask("start");
  }

  /** What it added since {@link #start}: a JSON object. */
  String stop() throws IOException {
    return process.ask("stop");
  }

  @Override
  public void close() {
    process.close();
  }
}
