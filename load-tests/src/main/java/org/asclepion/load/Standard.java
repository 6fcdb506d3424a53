package org.asclepion.load;

import java.util.List;

/**
 * The workloads everything is measured by, and what they are held to. The page from {@code
 * asclepion report} and the README explain them.
 */
enum Standard {
  /** A busy clinic: full rooms, real motion. */
  W1(
      40,
      20,
      20,
      "40 rooms of 20 people, 20 Hz",
      Target.atMost("server CPU, cores", "/server/server/cpuCores", 0.32),
      Target.atMost("server CPU / floor's", "/ratio/cpu", 1.4),
      Target.atMost("bytes per avatar update", "/server/bytesPerAvatarUpdate", 10),
      Target.atMost("pose latency p99, ms", "/server/poseLatencyMs/p99", 12)),
  /** As many consultations at once as the field's own estimate of a large hospital. */
  W2(
      1_142,
      2,
      30,
      "1,142 rooms of 2 people, 30 Hz",
      Target.atLeast("delivered, %", "/server/deliveredPercent", 99),
      Target.atMost("server CPU, cores", "/server/server/cpuCores", 1),
      Target.atMost("server CPU / floor's", "/ratio/cpu", 1.4),
      Target.atMost("server added p99 / floor's", "/ratio/serverAddedP99", 1.5),
      Target.atMost("server added p99 at 600 rooms, ms", "/at600/serverAddedMs/p99", 8),
      Target.atMost("bytes per avatar update", "/server/bytesPerAvatarUpdate", 20)),
  /** A lecture for everybody. */
  W3(
      1,
      500,
      20,
      "one hall of 500 people, 20 Hz",
      Target.atMost("bytes per client and second", "/server/bytesPerClientPerSecond", 48_000),
      Target.atLeast("fewest updates of the nearest", "/server/fewestNearUpdatesPerSecond", 19),
      Target.atLeast("fewest updates of anybody", "/server/fewestFarUpdatesPerSecond", 1),
      Target.atMost("server CPU, cores", "/server/server/cpuCores", 0.5)),
  /** The night: rooms that exist, and nobody in them. */
  W4(
      1_200,
      1,
      30,
      "1,200 rooms, all empty",
      Target.atMost("server CPU, cores", "/server/server/cpuCores", 0.01),
      Target.atMost("server memory, MB", "/server/server/rssMb", 350));

  final int rooms;
  final int perRoom;
  final double hz;
  final String title;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of, of records of values
  final List<Target> targets;

  Standard(int rooms, int perRoom, double hz, String title, Target... targets) {
    this.rooms = rooms;
    this.perRoom = perRoom;
    this.hz = hz;
    this.title = title;
    this.targets = List.of(targets);
  }
}
