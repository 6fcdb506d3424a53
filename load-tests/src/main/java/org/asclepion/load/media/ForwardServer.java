package org.asclepion.load.media;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.asclepion.media.dtls.Fingerprint;
import org.asclepion.media.ice.IceCredentials;
import org.asclepion.media.port.MediaPort;
import org.asclepion.media.port.MediaPortOptions;
import org.asclepion.media.port.PortCounter;
import org.asclepion.media.port.PortCounters;
import org.asclepion.media.port.RemoteEnd;
import org.asclepion.media.route.Audience;
import org.asclepion.media.route.Codec;
import org.asclepion.media.route.Count;
import org.asclepion.media.route.Gathering;
import org.asclepion.media.route.PayloadTypes;
import org.asclepion.media.route.Peer;
import org.asclepion.media.route.PeerProfile;
import org.asclepion.media.route.PeerProfile.Section;
import org.asclepion.media.route.PeerProfile.SlotSpec;
import org.asclepion.media.route.RouteListener;
import org.asclepion.media.route.Router;
import org.asclepion.media.route.Source;
import org.asclepion.media.rtp.ExtensionIds;
import org.asclepion.media.rtp.HeaderExtension;

/**
 * A process with the media port and the router and nothing else: what the server's share of
 * forwarding costs. It is told of participants line by line, and ends with its standard input.
 *
 * <pre>
 * sender ROOM SSRC UFRAG PASSWORD FINGERPRINT     answered by UFRAG PASSWORD
 * receiver ROOM 0 UFRAG PASSWORD FINGERPRINT      answered by UFRAG PASSWORD
 * begin                                           answered by ok, after audiences are published
 * start                                           answered by ok
 * stop                                            answered by a JSON object: counts since start
 * </pre>
 */
final class ForwardServer implements AutoCloseable, RouteListener {
  static final int VP8 = 96;
  static final int OPUS = 111;
  static final int TRANSPORT_CC = 3;
  private static final int ABS_SEND_TIME = 2;
  private static final long ROUTER_TICK_MILLIS = 20;
  private static final int WANTED_HEIGHT = 720;

  /** Somebody announced, in the order in which they came. */
  private record Seat(long id, int room, boolean sends) {}

  private final PortCounters port = new PortCounters();
  private final Router router = new Router(this);
  private final List<Gathering> rooms = new ArrayList<>();
  private final List<Seat> seats = new ArrayList<>();
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("media-ticks").daemon().factory());
  private final MediaPort media;
  private Reading before = Reading.NOTHING;

  ForwardServer(int loops) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    media = new MediaPort(MediaPortOptions.on(any).withLoops(loops), port);
    var _ =
        ticks.scheduleAtFixedRate(
            () -> router.tick(System.nanoTime()),
            ROUTER_TICK_MILLIS,
            ROUTER_TICK_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  public static void main(String[] args) throws IOException {
    try (ForwardServer server = new ForwardServer(Integer.parseInt(args[0]))) {
      System.out.println(
          "port " + server.media.address().getPort() + " " + server.media.fingerprint());
      BufferedReader commands =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        System.out.println(server.answer(line.split(" ", -1)));
      }
    }
    System.exit(0);
  }

  private String answer(String[] words) {
    return switch (words[0]) {
      case "sender", "receiver" -> join(words);
      case "begin" -> begin();
      case "start" -> {
        before = read();
        yield "ok";
      }
      case "stop" -> read().since(before).toString();
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  private String join(String[] words) {
    boolean sends = words[0].equals("sender");
    int room = Integer.parseInt(words[1]);
    while (rooms.size() <= room) {
      rooms.add(router.gathering());
    }
    Seat seat = new Seat(seats.size() + 1L, room, sends);
    seats.add(seat);
    Peer peer = router.join(seat.id(), profile(Integer.parseInt(words[2]), sends), rooms.get(room));
    Fingerprint fingerprint = Fingerprint.parse(words[5] + " " + words[6]);
    if (fingerprint == null) {
      throw new IllegalArgumentException("no fingerprint");
    }
    RemoteEnd remote = new RemoteEnd(new IceCredentials(words[3], words[4]), fingerprint);
    org.asclepion.media.port.Peer link = media.add(remote, peer);
    if (link == null) {
      throw new IllegalStateException("too many peers");
    }
    return link.local().ufrag() + " " + link.local().password();
  }

  private static PeerProfile profile(int ssrc, boolean sends) {
    return new PeerProfile(
        new ExtensionIds(
            Map.of(
                HeaderExtension.ABS_SEND_TIME, ABS_SEND_TIME,
                HeaderExtension.TRANSPORT_CC, TRANSPORT_CC)),
        new PayloadTypes(Map.of(Codec.VP8, VP8, Codec.OPUS, OPUS), Map.of()),
        sends ? sections(ssrc) : List.of(),
        sends ? List.of() : List.of(new SlotSpec(2_000, 0)),
        sends ? List.of() : List.of(new SlotSpec(1_000, 0)),
        1,
        "load");
  }

  private static List<Section> sections(int ssrc) {
    int voice = ssrc + MediaTarget.VOICE_SSRC;
    return List.of(
        new Section("0", Source.CAMERA, List.of(ssrc), List.of(), List.of()),
        new Section("1", Source.VOICE, List.of(voice), List.of(), List.of()));
  }

  private String begin() {
    for (int room = 0; room < rooms.size(); room++) {
      Audience.Builder audience = new Audience.Builder(1);
      for (Seat from : seats) {
        for (Seat to : seats) {
          if (from.room() == room && to.room() == room && from.sends() && !to.sends()) {
            audience.sees(to.id(), from.id(), Source.CAMERA, 0, WANTED_HEIGHT);
            audience.hears(to.id(), from.id(), 0, 1);
          }
        }
      }
      rooms.get(room).publish(audience.build());
    }
    return "ok";
  }

  private Reading read() {
    return new Reading(
        port.get(PortCounter.PACKETS_RECEIVED),
        router.count(Count.FORWARDED),
        router.count(Count.RESENT),
        router.count(Count.NOT_CHOSEN),
        port.get(PortCounter.SEND_DROPPED),
        port.get(PortCounter.FAULTS),
        allocated());
  }

  /** By all threads that live, since they were born. */
  private static long allocated() {
    return java.lang.management.ManagementFactory.getThreadMXBean()
            instanceof com.sun.management.ThreadMXBean threads
        ? threads.getTotalThreadAllocatedBytes()
        : 0;
  }

  @Override
  public void talking(long participant, boolean talking, int loudness) {}

  @Override
  public void voice(long receiver, int slot, long sender) {}

  @Override
  public void picture(long receiver, int slot, long sender, Source source) {}

  @Override
  public void close() {
    ticks.shutdownNow();
    media.close();
  }

  private record Reading(
      long received,
      long forwarded,
      long resent,
      long notChosen,
      long dropped,
      long faults,
      long allocatedBytes) {
    static final Reading NOTHING = new Reading(0, 0, 0, 0, 0, 0, 0);

    ObjectNode since(Reading earlier) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("packetsIn", received - earlier.received);
      json.put("forwarded", forwarded - earlier.forwarded);
      json.put("resent", resent - earlier.resent);
      json.put("notChosen", notChosen - earlier.notChosen);
      json.put("dropped", dropped - earlier.dropped);
      json.put("faults", faults - earlier.faults);
      json.put("allocatedBytes", allocatedBytes - earlier.allocatedBytes);
      return json;
    }
  }
}
