package org.asclepion.load;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import org.asclepion.load.faults.Faults;
import org.jspecify.annotations.Nullable;

/**
 * What the bots are to do.
 *
 * @param rooms instances of the room
 * @param perRoom bots in each
 * @param seconds measured, after a warm-up
 * @param hz samples per second of each bot
 * @param motion folder of recordings, or null for a computed walk
 * @param unphased send without regard to the rooms' ticks
 * @param template of the rooms, or null for the one {@link RoomChoice} finds
 * @param faults of the lines between the bots and the server
 */
record Workload(
    URI server,
    int rooms,
    int perRoom,
    int seconds,
    double hz,
    @Nullable Path motion,
    boolean unphased,
    @Nullable String template,
    Faults faults) {
  static final int MAX_CLIENTS = 3_000;
  static final int MAX_SECONDS = 3_600;
  static final double MAX_HZ = 90;
  static final double MAX_DELAY_MILLIS = 5_000;

  /** Runs shorter than this are for trying something out, and warm up no longer than they last. */
  private static final int SHORT_SECONDS = 10;

  /**
   * How long bots move before measuring begins. A virtual machine that has just started compiles
   * for half a minute what it finds to be hot, which takes a tenth of a core.
   */
  static int warmUpSeconds(int seconds) {
    return seconds < SHORT_SECONDS ? Math.max(2, seconds) : Math.min(2 * seconds, 40);
  }

  int clients() {
    return rooms * perRoom;
  }

  /** The server's socket. */
  InetSocketAddress address() {
    boolean tls = "https".equals(server.getScheme());
    return new InetSocketAddress(
        server.getHost(), server.getPort() >= 0 ? server.getPort() : tls ? 443 : 80);
  }

  void check() {
    require(rooms >= 1 && perRoom >= 1, "--rooms and --per-room are at least 1");
    require(
        (long) rooms * perRoom <= MAX_CLIENTS,
        "at most " + MAX_CLIENTS + " bots: lower --rooms or --per-room");
    require(seconds >= 1 && seconds <= MAX_SECONDS, "--seconds is 1 to " + MAX_SECONDS);
    require(hz >= 1 && hz <= MAX_HZ, "--rate is 1 to " + (int) MAX_HZ);
    boolean http = "http".equals(server.getScheme()) || "https".equals(server.getScheme());
    require(http && server.getHost() != null, "--url is such as http://localhost:8080");
    require(
        Math.max(faults.delayMillis() + faults.jitterMillis(), faults.stallForMillis())
            <= MAX_DELAY_MILLIS,
        "--delay with --jitter, and --stall-for, are at most " + (int) MAX_DELAY_MILLIS);
    require(
        (faults.stallEverySeconds() > 0) == (faults.stallForMillis() > 0),
        "--stall-every and --stall-for go together");
    require(
        faults.isNone() || "http".equals(server.getScheme()),
        "a certificate is not for the line in between: give an http:// --url");
  }

  private static void require(boolean fine, String otherwise) {
    if (!fine) {
      throw new UsageException(otherwise);
    }
  }
}
