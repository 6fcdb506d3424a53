package org.asclepion.host.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.util.ResourceLeakDetector;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.asclepion.host.RawClient;
import org.asclepion.protocol.v1.ClientFrame;
import org.asclepion.protocol.v1.Error;
import org.asclepion.protocol.v1.Hello;
import org.asclepion.protocol.v1.ScopeKind;
import org.asclepion.protocol.v1.ServerFrame;
import org.asclepion.world.avatar.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A hundred thousand mutated frames against the whole server, by people who are properly in a room:
 * the server says what is wrong and closes, or does what is asked; two who behave, in the same
 * room, notice nothing, and nothing leaks.
 *
 * <p>{@code -Dasclepion.fuzz.seed=N} tries the same frames again.
 */
@Timeout(600)
class LiveFuzzTest {
  private static final int FRAMES = Boolean.getBoolean("asclepion.long") ? 1_000_000 : 100_000;
  private static final int ATTACKERS = 4;

  /** Within the burst that a new connection may send. */
  private static final int FRAMES_PER_CONNECTION = 30;

  private static final int WITNESSES_FRAMES_PER_SECOND = 40;
  private static final long LONGEST_SILENCE_NANOS = 5_000_000_000L;

  private final long seed =
      Long.getLong("asclepion.fuzz.seed", RandomGenerator.getDefault().nextLong());
  private final AtomicLong sent = new AtomicLong();
  private final long begunNanos = System.nanoTime();
  private final AtomicLong connections = new AtomicLong();
  private final Map<Error.Code, Long> errors = new EnumMap<>(Error.Code.class);

  @Test
  void mutatedFramesHurtNobody() throws Exception {
    System.out.println("LiveFuzzTest seed " + seed);
    ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    try (Crowd crowd = new Crowd(seed, Duration.ofSeconds(30), UnaryOperator.identity())) {
      Stage stage = new Stage(crowd);
      Walker one = stage.enter(Role.DOCTOR, "one", "lobby");
      Walker two = stage.enter(Role.PATIENT, "one", "lobby");
      long begun = System.nanoTime();
      attack(crowd, List.of(one, two));
      System.out.printf(
          "LiveFuzzTest: %d mutated frames read by the server of %d sent on %d connections in %d s,"
              + " %s%n",
          taken(crowd),
          sent.get(),
          connections.get(),
          (System.nanoTime() - begun) / 1_000_000_000,
          errors);
      assertTrue(taken(crowd) >= FRAMES);
      assertTrue(errors.size() >= 3, "faults of several kinds");
      assertUnharmed(crowd, one);
      assertUnharmed(crowd, two);
      // Somebody new comes in as if nothing had been, and is seen.
      Walker three = stage.enter(Role.NURSE, "one", "lobby");
      stage.has(three, ScopeKind.SCOPE_KIND_ROOM);
    } finally {
      ResourceLeakDetector.setLevel(level);
    }
    assertNoLeak();
  }

  /** Mutated frames that the server has read; those behind a fault it never looks at. */
  private long taken(Crowd crowd) {
    long polite = 2 * connections.get() + WITNESSES_FRAMES_PER_SECOND * seconds();
    return (long) crowd.hospital().count("asclepion.frames.in") - polite;
  }

  private long seconds() {
    return (System.nanoTime() - begunNanos) / 1_000_000_000 + 1;
  }

  private void attack(Crowd crowd, List<Walker> witnesses) throws Exception {
    CountDownLatch done = new CountDownLatch(ATTACKERS);
    try (var threads = Executors.newFixedThreadPool(ATTACKERS)) {
      List<Future<?>> attackers = new ArrayList<>();
      for (int i = 0; i < ATTACKERS; i++) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed + i);
        int number = i;
        attackers.add(
            threads.submit(
                () -> {
                  try {
                    new Attacker(crowd, number, random).run();
                  } finally {
                    done.countDown();
                  }
                  return null;
                }));
      }
      while (done.getCount() > 0) {
        long before = crowd.findings().seen("told SCOPE_KIND_ROOM");
        long since = System.nanoTime();
        crowd.await(
            "the others are told on and on",
            Duration.ofNanos(LONGEST_SILENCE_NANOS),
            () -> crowd.findings().seen("told SCOPE_KIND_ROOM") > before || done.getCount() == 0);
        assertTrue(System.nanoTime() - since < LONGEST_SILENCE_NANOS);
        assertTrue(crowd.ask(() -> witnesses.stream().allMatch(it -> it.client.isIn())));
      }
      for (Future<?> attacker : attackers) {
        attacker.get();
      }
    }
  }

  /** Streams went on without a gap, and nothing came that cannot be read. */
  private static void assertUnharmed(Crowd crowd, Walker witness) {
    assertTrue(crowd.ask(witness.client::isIn));
    Set<Violation.Kind> harm =
        EnumSet.of(
            Violation.Kind.GARBLED,
            Violation.Kind.PROTOCOL,
            Violation.Kind.DIVERGED,
            Violation.Kind.UNOPENED_STREAM,
            Violation.Kind.WRONG_ROOM);
    assertEquals(
        List.of(),
        crowd.findings().violations().stream().filter(it -> harm.contains(it.kind())).toList());
  }

  private static void assertNoLeak() throws Exception {
    // Leaks are told when something new is allocated after the lost was collected.
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(50);
      io.netty.buffer.Unpooled.buffer(16).release();
      io.netty.buffer.ByteBufAllocator.DEFAULT.buffer(16).release();
    }
    String log = Files.readString(Path.of("target", "host-test.log"));
    assertFalse(log.contains("LEAK:"), "a buffer was never released: see target/host-test.log");
  }

  /** One person who sends what nobody should; a new connection whenever the last was closed. */
  private final class Attacker {
    private final Crowd crowd;
    private final int number;
    private final Mutations mutations;
    private String credential = "";
    private boolean hasSession;

    Attacker(Crowd crowd, int number, RandomGenerator random) {
      this.crowd = crowd;
      this.number = number;
      this.mutations = new Mutations(random);
    }

    void run() throws Exception {
      while (taken(crowd) < FRAMES) {
        connections.incrementAndGet();
        try (RawClient client = RawClient.open(crowd.hospital().address(), 0)) {
          greet(client);
          int count = FRAMES_PER_CONNECTION;
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          for (int sequence = 2; sequence < count + 2; sequence++) {
            bytes.writeBytes(mutations.next(sequence));
          }
          // The last is right in every way but its number: whoever gets there is answered.
          bytes.writeBytes(
              RawClient.frame(true, RawClient.BINARY, RawClient.ping(1, 1).toByteArray()));
          client.bytes(bytes.toByteArray());
          sent.addAndGet(count);
          end(client);
        } catch (SocketException | EOFException _) {
          // Closed while we were still sending: as it should be.
        }
      }
    }

    private void greet(RawClient client) throws IOException, InterruptedException {
      if (!hasSession) {
        String answer =
            crowd
                .hospital()
                .postTicket(
                    "{\"displayName\":\"Fuzz %d\",\"role\":\"guest\",\"visit\":\"one\"}"
                        .formatted(number))
                .body();
        int from = answer.indexOf(":\"") + 2;
        credential = answer.substring(from, answer.indexOf('"', from));
      }
      Hello.Builder hello = Hello.newBuilder().setVersion(1).setLanguage("en");
      if (hasSession) {
        hello.setResumeToken(credential);
      } else {
        hello.setTicket(credential);
      }
      client.send(ClientFrame.newBuilder().setSequence(1).setHello(hello).build());
      ServerFrame welcome = message(client);
      hasSession = welcome.hasWelcome();
      if (hasSession) {
        credential = welcome.getWelcome().getResumeToken();
      }
    }

    private ServerFrame message(RawClient client) throws IOException {
      RawClient.Frame frame = client.read();
      if (frame == null) {
        throw new EOFException();
      }
      return frame.message();
    }

    /** Reads to the end, which must come. */
    private void end(RawClient client) throws IOException {
      Error.Code code = null;
      for (RawClient.Frame frame = client.read(); frame != null; frame = client.read()) {
        if (frame.opcode() == RawClient.BINARY) {
          ServerFrame message = frame.message();
          if (message.hasError()) {
            code = message.getError().getCode();
          } else if (message.hasGoodbye()) {
            hasSession = false;
          }
        } else if (frame.opcode() == RawClient.CLOSE) {
          break;
        }
      }
      if (code != null) {
        synchronized (errors) {
          errors.merge(code, 1L, Long::sum);
        }
        assertTrue(code != Error.Code.CODE_INTERNAL, "seed " + seed);
      }
    }
  }
}
