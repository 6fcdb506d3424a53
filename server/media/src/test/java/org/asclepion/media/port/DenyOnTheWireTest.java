package org.asclepion.media.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.asclepion.media.route.Audience;
import org.asclepion.media.route.Codec;
import org.asclepion.media.route.Count;
import org.asclepion.media.route.Denial;
import org.asclepion.media.route.Gathering;
import org.asclepion.media.route.PayloadTypes;
import org.asclepion.media.route.PeerProfile;
import org.asclepion.media.route.PeerProfile.Section;
import org.asclepion.media.route.PeerProfile.SlotSpec;
import org.asclepion.media.route.RouteListener;
import org.asclepion.media.route.Router;
import org.asclepion.media.route.Source;
import org.asclepion.media.rtp.ExtensionIds;
import org.asclepion.media.rtp.RtcpWriter;
import org.asclepion.media.srtp.SrtpProfile;
import org.asclepion.media.srtp.SrtpReceiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rule of the audience on real sockets, with receivers who decrypt all they get: once a change
 * has taken effect, nothing arrives at anyone whom it shuts out, from caches neither.
 *
 * <p>What was sent before a change may arrive after it, and nobody can tell by a clock what was
 * sent when. So there is a beacon, whom everybody hears always. What arrives after a word of the
 * beacon that was spoken after the change was sent after the change: its order on the wire says so.
 * A failure names its seed for {@code -Dasclepion.seed}.
 */
class DenyOnTheWireTest implements RouteListener {
  private static final int CHANGES = Boolean.getBoolean("asclepion.long") ? 60_000 : 300;
  private static final int PEOPLE = 5;
  private static final int ROOMS = 2;
  private static final int BEACON = PEOPLE;
  private static final int OPUS = 111;
  private static final int VP8 = 96;
  private static final int RTX = 97;
  private static final int REMEMBERED = 8;
  private static final List<Source> SOURCES = List.of(Source.VOICE, Source.CAMERA);

  /** One way for one source. */
  private record Way(int sender, int receiver, Source source) {}

  private static final class Room {
    final Gathering gathering;
    final Set<Way> ways = new HashSet<>();
    final Set<Way> denied = new HashSet<>();
    long version;

    Room(Gathering gathering) {
      this.gathering = gathering;
    }
  }

  private static final class Person {
    final int id;
    final TestPeer wire;
    final org.asclepion.media.route.Peer peer;
    Room in;
    int[] sequences = new int[2];

    /** What came last, by SSRC and number: to be asked for again. */
    final Map<Integer, Way> got = new LinkedHashMap<>();

    Person(int id, TestPeer wire, org.asclepion.media.route.Peer peer, Room in) {
      this.id = id;
      this.wire = wire;
      this.peer = peer;
      this.in = in;
    }
  }

  private final long seed = Long.getLong("asclepion.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final PortCounters counters = new PortCounters();
  private final Router router = new Router(this);
  private final List<Room> rooms = new ArrayList<>();
  private final List<Person> people = new ArrayList<>();
  private final Set<Way> before = new HashSet<>();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private long round;
  private long words;
  private long sentWords;
  private long pictures;
  private long asked;
  private long again;

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened.reversed()) {
      one.close();
    }
    assertEquals(0, counters.get(PortCounter.FAULTS), () -> "" + counters.lastFault());
  }

  @ParameterizedTest(name = "{0} loops")
  @ValueSource(ints = {1, 2})
  void nothingArrivesAtAnyoneOutsideTheAudience(int loops) throws Exception {
    System.out.println("DenyOnTheWireTest, " + loops + " loops: -Dasclepion.seed=" + seed);
    try {
      build(loops);
      for (round = 1; round <= CHANGES; round++) {
        everybodySends();
        before.clear();
        before.addAll(allowed());
        change();
        fence(true);
        sentWords += allowed().stream().filter(way -> way.source() == Source.VOICE).count();
        everybodySends();
        everybodyAsksAgain();
        fence(false);
        if (round % 64 == 0) {
          beaconAnswersChecks();
        }
      }
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("round " + round + ", -Dasclepion.seed=" + seed, e);
    }
    assertTrue(words > 0.9 * sentWords, words + " words arrived of " + sentWords);
    assertTrue(pictures > CHANGES / 2, "pictures " + pictures);
    assertTrue(again > CHANGES / 20, "sent again " + again);
    assertTrue(router.count(Count.DENIED) > CHANGES / 10, "no denial was ever in the way");
    assertTrue(asked > CHANGES, "asked " + asked);
  }

  /** Nobody else reads its socket, and without answers it would be gone after half a minute. */
  private void beaconAnswersChecks() throws IOException {
    while (people.get(BEACON).wire.pump(1)) {
      var _ = people.get(BEACON).wire.mediaOrNull();
    }
  }

  private void build(int loops) throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    MediaPort port = kept(new MediaPort(MediaPortOptions.on(any).withLoops(loops), counters));
    ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor();
    opened.add(ticks::shutdownNow);
    var _ =
        ticks.scheduleAtFixedRate(
            () -> router.tick(System.nanoTime()), 20, 20, TimeUnit.MILLISECONDS);
    for (int i = 0; i < ROOMS; i++) {
      rooms.add(new Room(router.gathering()));
    }
    Room everywhere = new Room(router.gathering());
    Audience.Builder heard = new Audience.Builder(1);
    for (int i = 0; i <= PEOPLE; i++) {
      Room room = i == BEACON ? everywhere : rooms.get(i % ROOMS);
      org.asclepion.media.route.Peer peer = router.join(i, profile(i), room.gathering);
      TestPeer wire = kept(new TestPeer(port.address()));
      Peer link = port.add(wire.end(), peer);
      assertNotNull(link);
      wire.knows(link.local());
      wire.connect(SrtpProfile.PREFERRED);
      people.add(new Person(i, wire, peer, room));
      heard.hears(i, BEACON, 0, 1);
    }
    everywhere.gathering.publish(heard.build());
    Listener.await(() -> counters.get(PortCounter.HANDSHAKES_DONE) > PEOPLE, "all are open");
    for (Room room : rooms) {
      publish(room);
    }
    fence(true);
  }

  private static PeerProfile profile(int id) {
    List<SlotSpec> voices = new ArrayList<>();
    List<SlotSpec> cameras = new ArrayList<>();
    for (int i = 0; i <= PEOPLE; i++) {
      voices.add(new SlotSpec(1_000 + i, 0));
      cameras.add(new SlotSpec(2_000 + i, id % 2 == 0 ? 3_000 + i : 0));
    }
    return new PeerProfile(
        ExtensionIds.NONE,
        new PayloadTypes(Map.of(Codec.OPUS, OPUS, Codec.VP8, VP8), Map.of(RTX, VP8)),
        List.of(
            new Section("0", Source.VOICE, List.of(10), List.of(), List.of()),
            new Section("1", Source.CAMERA, List.of(20), List.of(), List.of())),
        voices,
        cameras,
        1,
        "asclepion");
  }

  private Set<Way> allowed() {
    Set<Way> ways = new HashSet<>();
    for (Person sender : people) {
      for (Way way : sender.in.ways) {
        if (way.sender() == sender.id && !sender.in.denied.contains(way)) {
          ways.add(way);
        }
      }
    }
    return ways;
  }

  /** Takes effect before it returns. */
  private void change() {
    Room room = rooms.get(random.nextInt(ROOMS));
    Person person = people.get(random.nextInt(PEOPLE));
    switch (random.nextInt(6)) {
      case 0 -> {
        person.in = room;
        person.peer.enter(room.gathering);
      }
      case 1 -> deny(room, Denial.from(person.id, room.version), person.id, -1);
      case 2 -> deny(room, Denial.to(person.id, room.version), -1, person.id);
      case 3 -> {
        int other = random.nextInt(PEOPLE);
        deny(room, Denial.between(person.id, other, room.version), person.id, other);
      }
      default -> publish(room);
    }
  }

  private void deny(Room room, Denial denial, int sender, int receiver) {
    for (Way way : room.ways) {
      if ((sender < 0 || way.sender() == sender) && (receiver < 0 || way.receiver() == receiver)) {
        room.denied.add(way);
      }
    }
    room.gathering.deny(denial).toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  private void publish(Room room) {
    room.version++;
    room.ways.clear();
    room.denied.clear();
    Audience.Builder audience = new Audience.Builder(room.version);
    for (int sender = 0; sender < PEOPLE; sender++) {
      for (int receiver = 0; receiver < PEOPLE; receiver++) {
        if (sender != receiver && random.nextInt(3) > 0) {
          audience.hears(receiver, sender, 0, 1);
          audience.sees(receiver, sender, Source.CAMERA, 0, 180);
          room.ways.add(new Way(sender, receiver, Source.VOICE));
          room.ways.add(new Way(sender, receiver, Source.CAMERA));
        }
      }
    }
    assertTrue(room.gathering.publish(audience.build()));
  }

  private void everybodySends() throws IOException {
    for (Person person : people.subList(0, PEOPLE)) {
      speak(person);
      ByteBuf picture = Unpooled.buffer();
      int number = person.sequences[1]++;
      picture.writeByte(0x90).writeByte(0x80).writeShort(0x8000 | (number & 0x7FFF));
      picture.writeMedium(0).writeMedium(0x9D012A).writeShortLE(320).writeShortLE(180);
      send(person, Source.CAMERA, number, picture);
    }
  }

  private void speak(Person person) throws IOException {
    send(person, Source.VOICE, person.sequences[0]++, Unpooled.buffer().writeInt(0));
  }

  private void send(Person person, Source source, int number, ByteBuf payload) throws IOException {
    payload
        .writeByte(person.id)
        .writeByte(SOURCES.indexOf(source))
        .writeShort(0)
        .writeInt((int) round);
    byte[] bytes = new byte[payload.readableBytes()];
    payload.readBytes(bytes);
    boolean voice = source == Source.VOICE;
    person.wire.send(
        person.wire.sealed(voice ? OPUS : VP8, voice ? 10 : 20, number & 0xFFFF, bytes));
  }

  private void everybodyAsksAgain() throws IOException {
    for (Person person : people.subList(0, PEOPLE)) {
      // Older ones: what was sent just now is not sent again at once.
      int skipped = person.got.size() - 5 * REMEMBERED;
      int left = REMEMBERED;
      for (int packet : person.got.keySet()) {
        if (skipped-- <= 0 && left-- > 0) {
          ByteBuf nack = Unpooled.buffer();
          RtcpWriter.nack(nack, 9, packet >>> 16, new int[] {packet & 0xFFFF}, 1);
          person.wire.sendRtcp(nack);
          asked++;
        }
      }
    }
  }

  /**
   * The beacon speaks, and everybody takes what comes until they hear it.
   *
   * @param changing whether what was sent under the former state may come before it
   */
  private void fence(boolean changing) throws IOException {
    speak(people.get(BEACON));
    Set<Way> ways = allowed();
    for (Person receiver : people.subList(0, PEOPLE)) {
      while (take(receiver, ways, changing)) {
        // On to the next.
      }
    }
  }

  /** Takes one packet; false when it was the beacon's word. */
  private boolean take(Person receiver, Set<Way> ways, boolean changing) throws IOException {
    ByteBuf packet = receiver.wire.nextSealed();
    int name = (packet.getUnsignedShort(10) << 16) | packet.getUnsignedShort(2);
    if (receiver.wire.open(packet) == SrtpReceiver.Verdict.REPLAYED) {
      // A voice is sent again byte for byte: whose it is was learnt from the first copy.
      Way way = receiver.got.get(name);
      assertNotNull(way, "a copy of something long gone");
      judge(way, ways, changing);
      again++;
      return true;
    }
    int mark = packet.writerIndex() - 8;
    int sender = packet.getByte(mark);
    if (sender == BEACON) {
      assertEquals(round, packet.getInt(mark + 4), "an old word of the beacon");
      return false;
    }
    Source source = SOURCES.get(packet.getByte(mark + 1));
    Way way = new Way(sender, receiver.id, source);
    judge(way, ways, changing);
    words += source == Source.VOICE ? 1 : 0;
    pictures += source == Source.CAMERA ? 1 : 0;
    if (packet.getUnsignedByte(1) % 128 == RTX) {
      again++;
    } else {
      receiver.got.put(name, way);
      if (receiver.got.size() > 32 * REMEMBERED) {
        receiver.got.remove(receiver.got.keySet().iterator().next());
      }
    }
    return true;
  }

  private void judge(Way way, Set<Way> ways, boolean changing) {
    assertTrue(ways.contains(way) || (changing && before.contains(way)), () -> way + " arrived");
  }

  private <T extends AutoCloseable> T kept(T one) {
    opened.add(one);
    return one;
  }

  @Override
  public void talking(long participant, boolean talking, int loudness) {}

  @Override
  public void voice(long receiver, int slot, long sender) {}

  @Override
  public void picture(long receiver, int slot, long sender, Source source) {}
}
