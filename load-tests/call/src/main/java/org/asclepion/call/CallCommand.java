package org.asclepion.call;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.asclepion.load.faults.PathFaults;
import org.asclepion.sdk.ClientLoop;
import org.asclepion.sdk.ClientOptions;
import org.asclepion.sdk.HospitalClient;
import org.asclepion.sdk.TicketRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Holds a call in one room of a server that runs with {@code --demo}, and says who heard what. */
@Command(
    name = "call",
    description = "Real libwebrtc peers in one room: every other one speaks, the rest listen.",
    mixinStandardHelpOptions = true)
final class CallCommand implements Callable<Integer> {
  /** More peers than this encode and decode more than one machine can. */
  private static final int MOST = 32;

  /** As many voices, and as many pictures, as a peer receives at once. */
  private static final int SLOTS = 8;

  /** Later than this is no call any more. */
  private static final int MOST_LATE_MS = 2_000;

  /** How often it looks at each peer while the call lasts. */
  private static final int LOOK_MILLIS = 250;

  private static final int CONNECT_SECONDS = 60;
  private static final int CLOSE_SECONDS = 10;

  @Option(
      names = "--url",
      required = true,
      description = "the server, such as http://localhost:8080")
  private URI url = URI.create("http://localhost:8080");

  @Option(names = "--participants", required = true, description = "how many peers: 2 to " + MOST)
  private int participants;

  @Option(
      names = "--seconds",
      required = true,
      description = "how long the call lasts once everybody is connected; Ctrl-C ends it earlier")
  private int seconds;

  @Option(
      names = "--speakers",
      paramLabel = "N",
      description = "how many speak; they play nothing. Default: every other one")
  private @Nullable Integer speakers;

  @Option(names = "--video", description = "with cameras")
  private boolean video;

  @Option(
      names = "--template",
      defaultValue = "consultation-1",
      description = "the room's template; default: ${DEFAULT-VALUE}")
  private String template = "consultation-1";

  @Option(
      names = "--loss",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description = "the path for media loses so many packets, each way (${DEFAULT-VALUE})")
  private double loss;

  @Option(
      names = "--delay",
      paramLabel = "MS",
      defaultValue = "0",
      description = "… delays the others so long, each way (${DEFAULT-VALUE})")
  private double delay;

  @Option(
      names = "--jitter",
      paramLabel = "MS",
      defaultValue = "0",
      description = "… and up to so many more or fewer (${DEFAULT-VALUE})")
  private double jitter;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "of the path's chance (${DEFAULT-VALUE})")
  private long seed;

  @Option(names = "--json", description = "one JSON line on stdout")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    if (participants < 2 || participants > MOST) {
      throw new UsageException("--participants " + participants + " is not between 2 and " + MOST);
    }
    if (seconds < 1 || seconds > 3_600) {
      throw new UsageException("--seconds " + seconds + " is not between 1 and 3600");
    }
    if (!(loss >= 0 && loss < 100 && delay >= 0 && jitter >= 0 && delay + jitter <= MOST_LATE_MS)) {
      throw new UsageException(
          "--loss is less than 100 and --delay with --jitter at most " + MOST_LATE_MS);
    }
    List<PeerReport> reports;
    try (HangUp hangUp = new HangUp()) {
      reports = hold(hangUp);
      print(reports);
    }
    return reports.stream().allMatch(report -> report.fault() == null) ? Main.FINE : Main.FAILED;
  }

  private List<PeerReport> hold(HangUp hangUp) throws InterruptedException {
    ExecutorService work =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name("libwebrtc").factory());
    List<CallPeer> peers = new ArrayList<>();
    try (ClientLoop loop = new ClientLoop();
        Studio studio = new Studio();
        BadPath path = new BadPath(new PathFaults(loss, delay, jitter, seed))) {
      studio.start(video);
      for (int i = 0; i < participants; i++) {
        String name = "Peer " + (i + 1);
        CallPeer peer = new CallPeer(name, speaks(i), video, SLOTS, studio, path::through, work);
        peers.add(peer);
        TicketRequest who = TicketRequest.of(name, "doctor").in(template, "call");
        HospitalClient.connect(
            loop, ClientOptions.to(url, who).withClient("call/0.1").withSmoothing(false), peer);
      }
      try {
        await(peers);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end && !hangUp.asked()) {
          TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
          peers.forEach(CallPeer::look);
        }
        List<PeerReport> reports = new ArrayList<>();
        for (CallPeer peer : peers) {
          reports.add(peer.report());
        }
        return reports;
      } finally {
        peers.forEach(CallPeer::close);
        work.shutdown();
        if (!work.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
          System.err.println("asclepion: libwebrtc does not hang up");
        }
      }
    }
  }

  private boolean speaks(int peer) {
    return speakers == null ? peer % 2 == 0 : peer < speakers;
  }

  /** Until everybody is connected, or knows why not, or patience ends: the reports will tell. */
  private static void await(List<CallPeer> peers) throws InterruptedException {
    CompletableFuture<?>[] all =
        peers.stream().map(CallPeer::connected).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(all).get(CONNECT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // Each peer's report names its own fault.
    }
  }

  private void print(List<PeerReport> reports) throws Exception {
    if (json) {
      ObjectMapper mapper = new ObjectMapper();
      ObjectNode line = mapper.createObjectNode();
      line.put("participants", participants).put("seconds", seconds).put("video", video);
      line.put("loss", loss).put("delay", delay).put("jitter", jitter).put("seed", seed);
      line.set("peers", mapper.valueToTree(reports));
      System.out.println(mapper.writeValueAsString(line));
      return;
    }
    System.out.println(
        "peer      role      path ms  first sound ms  packets  lost  jitter ms  pictures"
            + "  frozen ms  longest  voices  energy  concealed");
    for (PeerReport peer : reports) {
      System.out.println(
          String.format(
              Locale.ROOT,
              "%-9s %-8s %8s  %14s %8d %5d %10.1f %9d %10d %8d %7d %7.3f %9.2f%%%s",
              peer.name(),
              peer.speaks() ? "speaks" : "listens",
              peer.connectedMs() == null ? "-" : peer.connectedMs().toString(),
              peer.firstAudioMs() == null ? "-" : peer.firstAudioMs().toString(),
              peer.audioPackets() + peer.videoPackets(),
              peer.packetsLost(),
              peer.jitterMs(),
              peer.framesDecoded(),
              peer.frozenMs(),
              peer.longestFreezeMs(),
              peer.voicesAtOnce(),
              peer.audioEnergy(),
              peer.concealedPercent(),
              peer.fault() == null ? "" : "  " + peer.fault()));
    }
  }
}
