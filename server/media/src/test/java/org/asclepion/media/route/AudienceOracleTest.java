package org.asclepion.media.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.asclepion.media.rtp.RtcpWriter;
import org.asclepion.media.rtp.RtpPacket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever changes, and in whatever order the loops get to it: no packet reaches anyone whom a list
 * of edges and denials, gone through by hand at the moment of sending, does not allow; from caches
 * neither. And every voice reaches everyone whom it does allow. A failure names its seed for {@code
 * -Dasclepion.seed}.
 */
class AudienceOracleTest {
  private static final int CHANGES = Boolean.getBoolean("asclepion.long") ? 500_000 : 50_000;
  private static final int PEOPLE = 8;
  private static final int ROOMS = 3;
  private static final List<Source> SOURCES = List.of(Source.values());

  /** An edge or a denial, by hand. */
  private record Way(long sender, long receiver, Source source) {}

  /** What the test believes of one gathering; shares nothing with the product. */
  private static final class Room {
    final Gathering gathering;
    long version;
    final List<Way> edges = new ArrayList<>();
    final List<Denial> denials = new ArrayList<>();

    Room(Gathering gathering) {
      this.gathering = gathering;
    }

    boolean allows(long sender, long receiver, Source source) {
      for (Denial denial : denials) {
        boolean ofSender = denial.sender() == Denial.EVERYBODY || denial.sender() == sender;
        boolean toReceiver = denial.receiver() == Denial.EVERYBODY || denial.receiver() == receiver;
        boolean ofSource = denial.source() == null || denial.source() == source;
        if (ofSender && toReceiver && ofSource) {
          return false;
        }
      }
      return edges.contains(new Way(sender, receiver, source));
    }
  }

  private static final class Person {
    final long id;
    final ManualLoop loop;
    Room in;
    Peer peer;
    int sequence;

    /** Which packets it got: what it may ask for again. */
    final ArrayDeque<long[]> got = new ArrayDeque<>();

    Person(long id, ManualLoop loop, Room in, Peer peer) {
      this.id = id;
      this.loop = loop;
      this.in = in;
      this.peer = peer;
    }
  }

  private final Hospital hospital = new Hospital();
  private final List<Room> rooms = new ArrayList<>();
  private final List<Person> people = new ArrayList<>();
  private final List<ManualLoop> loops = new ArrayList<>();
  private final Set<Long> reached = new HashSet<>();
  private long marks;
  private long voices;
  private long pictures;
  private long resent;
  private boolean resending;
  private Random random = new Random();

  @ParameterizedTest(name = "{0} loops")
  @ValueSource(ints = {1, 2})
  void nothingReachesAnyoneOutsideTheAudience(int loopCount) {
    long seed = Long.getLong("asclepion.seed", System.nanoTime());
    random = new Random(seed);
    try {
      build(loopCount);
      for (int change = 0; change < CHANGES; change++) {
        change();
        for (int i = random.nextInt(3); i >= 0; i--) {
          act();
        }
      }
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("-Dasclepion.seed=" + seed, e);
    }
    assertTrue(voices > CHANGES / 4, "voices " + voices);
    assertTrue(pictures > CHANGES / 20, "pictures " + pictures);
    assertTrue(resent > CHANGES / 20, "resent " + resent);
    assertTrue(hospital.router.count(Count.RESEND_DENIED) > 0, "none tried the cache in vain");
    assertTrue(hospital.router.count(Count.DENIED) > 0, "no denial was ever in the way");
  }

  @AfterEach
  void close() {
    hospital.close();
    loops.forEach(ManualLoop::run);
  }

  private void build(int loopCount) {
    for (int i = 0; i < loopCount; i++) {
      loops.add(new ManualLoop());
    }
    for (int i = 0; i < ROOMS; i++) {
      rooms.add(new Room(hospital.router.gathering()));
    }
    for (int i = 0; i < PEOPLE; i++) {
      ManualLoop loop = loops.get(i % loopCount);
      Room room = rooms.get(i % ROOMS);
      Person person = new Person(i, loop, room, join(i, room, loop));
      people.add(person);
      listen(person);
    }
  }

  private Peer join(long id, Room room, ManualLoop loop) {
    return hospital.join(id, Hospital.profile(PEOPLE, 4, id % 2 == 0), room.gathering, loop);
  }

  private void listen(Person person) {
    hospital.link(person.id).spy(packet -> judge(person, packet));
  }

  /** The verdict at the moment of sending. */
  private void judge(Person receiver, ByteBuf packet) {
    long mark = Hospital.mark(packet);
    long sender = mark >>> 56;
    Source source = SOURCES.get((int) (mark >>> 48) & 0xFF);
    assertTrue(
        people.get((int) sender).in.allows(sender, receiver.id, source),
        () -> source + " of " + sender + " reached " + receiver.id + (resending ? " again" : ""));
    if (resending) {
      resent++;
    } else {
      voices += source == Source.VOICE ? 1 : 0;
      pictures += source == Source.VOICE ? 0 : 1;
      reached.add(receiver.id);
      int sequence = packet.getUnsignedShort(packet.readerIndex() + 2);
      receiver.got.add(new long[] {RtpPacket.ssrc(packet), sequence});
      if (receiver.got.size() > 12) {
        receiver.got.remove();
      }
    }
  }

  private void change() {
    Room room = rooms.get(random.nextInt(ROOMS));
    Person person = people.get(random.nextInt(PEOPLE));
    switch (random.nextInt(20)) {
      case 0 -> {
        person.in = room;
        person.peer.enter(room.gathering);
      }
      case 1 -> {
        hospital.link(person.id).close();
        person.got.clear();
        person.peer = join(person.id, person.in, person.loop);
        listen(person);
      }
      case 2, 3, 4, 5, 6, 7, 8 -> deny(room, person);
      default -> publish(room);
    }
  }

  private void deny(Room room, Person person) {
    Person other = people.get(random.nextInt(PEOPLE));
    // As of the present audience mostly; at times of the next one, or of one long gone.
    long asOf = room.version + (random.nextInt(4) == 0 ? random.nextInt(3) - 1 : 0);
    Denial denial =
        switch (random.nextInt(7)) {
          case 0 -> Denial.from(person.id, asOf);
          case 2 -> new Denial(person.id, other.id, Source.VOICE, asOf);
          case 3 -> new Denial(person.id, Denial.EVERYBODY, Source.CAMERA, asOf);
          case 1 -> Denial.to(person.id, asOf);
          default -> Denial.between(person.id, other.id, asOf);
        };
    room.gathering.deny(denial);
    if (asOf >= room.version) {
      room.denials.add(denial);
    }
  }

  private void publish(Room room) {
    long version = room.version + random.nextInt(3);
    Audience.Builder audience = new Audience.Builder(version);
    List<Way> edges = new ArrayList<>();
    for (int i = random.nextInt(30); i > 0; i--) {
      long sender = random.nextInt(PEOPLE);
      long receiver = random.nextInt(PEOPLE);
      Source source = SOURCES.get(random.nextInt(SOURCES.size()));
      if (source == Source.VOICE) {
        audience.hears(receiver, sender, random.nextInt(3), random.nextFloat() * 10);
      } else {
        audience.sees(receiver, sender, source, random.nextInt(3), 720);
      }
      edges.add(new Way(sender, receiver, source));
    }
    boolean newer = version > room.version;
    assertEquals(newer, room.gathering.publish(audience.build()));
    if (newer) {
      room.version = version;
      room.edges.clear();
      room.edges.addAll(edges);
      room.denials.removeIf(denial -> denial.asOfVersion() < version);
    }
  }

  private void act() {
    hospital.now += 7 * Hospital.MILLI;
    Person person = people.get(random.nextInt(PEOPLE));
    switch (random.nextInt(8)) {
      case 0 -> askAgain(person);
      case 1 -> loops.get(random.nextInt(loops.size())).run();
      case 2 -> hospital.router.tick(hospital.now);
      case 3 -> send(person, Source.CAMERA);
      case 4 -> send(person, Source.SCREEN);
      default -> send(person, Source.VOICE);
    }
  }

  private void send(Person person, Source source) {
    boolean exact = source == Source.VOICE && random.nextBoolean();
    if (exact) {
      loops.forEach(ManualLoop::run);
    }
    reached.clear();
    long mark =
        (person.id << 56) | ((long) SOURCES.indexOf(source) << 48) | (marks++ & 0xFFFF_FFFFL);
    int number = person.sequence++;
    hospital.arrives(
        person.peer,
        switch (source) {
          case VOICE -> hospital.voice(number, Hospital.LOUD, mark);
          case CAMERA -> hospital.camera(0, number, true, 0, mark);
          case SCREEN -> hospital.screen(number, true, mark);
        });
    if (exact) {
      loops.forEach(ManualLoop::run);
      for (Person receiver : people) {
        boolean may = receiver != person && person.in.allows(person.id, receiver.id, Source.VOICE);
        assertEquals(may, reached.contains(receiver.id), person.id + " to " + receiver.id);
      }
    }
  }

  private void askAgain(Person person) {
    resending = true;
    // Longer than the pause between two copies.
    hospital.now += 11 * Hospital.MILLI;
    for (long[] packet : person.got) {
      ByteBuf nack = Hospital.buffer();
      RtcpWriter.nack(nack, 9, (int) packet[0], new int[] {(int) packet[1]}, 1);
      hospital.rtcp(person.peer, nack);
    }
    resending = false;
  }
}
