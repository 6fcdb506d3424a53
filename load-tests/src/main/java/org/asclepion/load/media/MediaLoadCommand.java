package org.asclepion.load.media;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.asclepion.load.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code asclepion media-load}. */
@Command(
    name = "media-load",
    description = {
      "Measures the forwarding of pictures: rooms of one sender and its receivers, with ICE, DTLS"
          + " and SRTP over loopback, against a media server of its own in another process.",
      "After a warm-up it measures at full rate, then at half of it."
    },
    mixinStandardHelpOptions = true)
public final class MediaLoadCommand implements Callable<Integer> {
  private static final int MAX_PEERS = 2_000;

  @Option(names = "--rooms", defaultValue = "10", description = "senders (${DEFAULT-VALUE})")
  private int rooms;

  @Option(
      names = "--fan-out",
      defaultValue = "10",
      description = "receivers of each sender (${DEFAULT-VALUE})")
  private int fanOut;

  @Option(
      names = "--rate",
      defaultValue = "600",
      description = "packets per second of each sender at full rate (${DEFAULT-VALUE})")
  private double rate;

  @Option(
      names = "--bytes",
      defaultValue = "1100",
      description = "of an RTP packet before it is protected (${DEFAULT-VALUE})")
  private int bytes;

  @Option(
      names = "--frame",
      defaultValue = "1",
      description = "packets that a sender sends at once (${DEFAULT-VALUE})")
  private int frame;

  @Option(
      names = "--voices",
      description = "senders also talk, 50 packets a second; not with --janus")
  private boolean voices;

  @Option(
      names = "--sampled",
      defaultValue = "1",
      description = "receivers of each sender that decrypt everything (${DEFAULT-VALUE})")
  private int sampled;

  @Option(
      names = "--loops",
      defaultValue = "1",
      description = "threads of the server's media port (${DEFAULT-VALUE})")
  private int loops;

  @Option(
      names = "--janus",
      description = "then measure a Janus videoroom beside it, which must be installed")
  private boolean janus;

  @Option(
      names = "--janus-loops",
      defaultValue = "0",
      description = "its event loops; 0 for a thread for each participant (${DEFAULT-VALUE})")
  private int janusLoops;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "to measure at each rate (${DEFAULT-VALUE})")
  private int seconds;

  @Option(names = "--json", description = "print one line of JSON and nothing else")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    check();
    MediaLoad load = new MediaLoad(rooms, fanOut, rate, bytes, frame, sampled, voices, seconds);
    boolean valid;
    try (MediaTarget target = new ForwardProcess(loops)) {
      valid = print(load.run(target));
    }
    if (janus) {
      try (MediaTarget target = new JanusProcess(janusLoops)) {
        valid &= print(load.run(target));
      }
    }
    return valid ? 0 : 1;
  }

  private boolean print(ObjectNode report) {
    System.out.println(json ? report.toString() : report.toPrettyString());
    return report.path("valid").asBoolean();
  }

  private void check() {
    if (rooms < 1 || fanOut < 1 || rooms * (fanOut + 1L) > MAX_PEERS) {
      throw new UsageException("between 1 and " + MAX_PEERS + " participants in all");
    }
    if (rate < 1 || rate > 20_000 || seconds < 1 || seconds > 600) {
      throw new UsageException("--rate is 1 to 20000 and --seconds 1 to 600");
    }
    if (bytes < PictureSender.MIN_BYTES || bytes > 1_200 || sampled < 0 || sampled > fanOut) {
      throw new UsageException(
          "--bytes is " + PictureSender.MIN_BYTES + " to 1200, --sampled at most --fan-out");
    }
    if (frame < 1 || frame > 100 || (voices && janus)) {
      throw new UsageException("--frame is 1 to 100, and --voices is not for --janus");
    }
    if (loops < 1 || loops > 64) {
      throw new UsageException("--loops is 1 to 64");
    }
  }
}
