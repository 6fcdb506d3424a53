package org.asclepion.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What the server tells of itself at {@code /metrics}, and, when it runs on this machine, what the
 * kernel tells of it. Blocking; not for the bots' loop.
 */
public final class ServerProcess {
  private static final long TICKS_PER_SECOND = 100;

  private final HttpClient http;
  private final URI server;

  ServerProcess(URI server) {
    this.server = server;
    HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    SSLContext trusted = Trust.of(server);
    http = (trusted == null ? builder : builder.sslContext(trusted)).build();
  }

  /** Metrics by name and labels as printed; empty when there are none to be had. */
  Map<String, Double> metrics() {
    Map<String, Double> metrics = new HashMap<>();
    HttpRequest get =
        HttpRequest.newBuilder(server.resolve("/metrics")).timeout(Duration.ofSeconds(5)).build();
    try {
      HttpResponse<String> answer = http.send(get, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 200) {
        answer.body().lines().forEach(line -> metric(line, metrics));
      }
    } catch (IOException e) {
      return metrics;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return metrics;
  }

  private static void metric(String line, Map<String, Double> into) {
    int end = line.lastIndexOf(' ');
    if (end > 0 && !line.startsWith("#")) {
      try {
        into.put(line.substring(0, end), Double.valueOf(line.substring(end + 1)));
      } catch (NumberFormatException e) {
        // A value we do not know how to read is as good as none.
        return;
      }
    }
  }

  /** The process's folder in /proc, or null when it is not on this machine. */
  @Nullable Path process(Map<String, Double> metrics) {
    Double pid = metrics.get("asclepion_process_pid");
    try {
      if (pid == null || !InetAddress.getByName(server.getHost()).isLoopbackAddress()) {
        return null;
      }
    } catch (IOException e) {
      return null;
    }
    Path process = Path.of("/proc", Long.toString(pid.longValue()));
    return Files.isReadable(process.resolve("stat")) ? process : null;
  }

  /** CPU seconds used by all threads so far. */
  static double cpuSeconds(Path process) throws IOException {
    String stat = Files.readString(process.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / (double) TICKS_PER_SECOND;
  }

  static double rssMb(Path process) throws IOException {
    for (String line : Files.readAllLines(process.resolve("status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    return 0;
  }

  /** Jiffies this machine was busy, and all of them, since it started. */
  public record Machine(long busy, long all) {}

  /** Null where there is no /proc. */
  static @Nullable Machine machine() {
    try {
      List<String> lines = Files.readAllLines(Path.of("/proc/stat"));
      String[] fields = lines.getFirst().trim().split("\\s+", -1);
      long all = 0;
      for (int i = 1; i <= 8; i++) {
        all += Long.parseLong(fields[i]);
      }
      long idle = Long.parseLong(fields[4]) + Long.parseLong(fields[5]);
      return new Machine(all - idle, all);
    } catch (IOException e) {
      return null;
    }
  }
}
