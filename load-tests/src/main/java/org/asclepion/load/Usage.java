package org.asclepion.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What processes and machine had used at a moment. Immutable.
 *
 * @param serverCpuSeconds NaN when the server's process is not on this machine
 * @param serverRssMb NaN when it is not
 * @param machine null where there is no /proc
 */
public record Usage(
    long nanos,
    double serverCpuSeconds,
    double serverRssMb,
    double botsCpuSeconds,
    ServerProcess.@Nullable Machine machine) {
  public static Usage now(@Nullable Path server) {
    double cpu = Double.NaN;
    double rss = Double.NaN;
    if (server != null) {
      try {
        cpu = ServerProcess.cpuSeconds(server);
        rss = ServerProcess.rssMb(server);
      } catch (IOException e) {
        // The server has gone; the report says so by leaving its figures out.
        cpu = Double.NaN;
      }
    }
    return new Usage(System.nanoTime(), cpu, rss, botsCpu(), ServerProcess.machine());
  }

  private static double botsCpu() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime() / 1e9
        : Double.NaN;
  }

  public double secondsSince(Usage earlier) {
    return (nanos - earlier.nanos) / 1e9;
  }

  public double serverCoresSince(Usage earlier) {
    return (serverCpuSeconds - earlier.serverCpuSeconds) / secondsSince(earlier);
  }

  public double botsCoresSince(Usage earlier) {
    return (botsCpuSeconds - earlier.botsCpuSeconds) / secondsSince(earlier);
  }

  public double machinePercentSince(Usage earlier) {
    if (machine == null || earlier.machine == null || machine.all() == earlier.machine.all()) {
      return Double.NaN;
    }
    return 100.0
        * (machine.busy() - earlier.machine.busy())
        / (machine.all() - earlier.machine.all());
  }
}
