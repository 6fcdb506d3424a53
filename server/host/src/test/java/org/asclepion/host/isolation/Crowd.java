package org.asclepion.host.isolation;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.asclepion.host.TestHospital;
import org.asclepion.host.room.Replicator;
import org.asclepion.world.avatar.Role;
import org.jspecify.annotations.Nullable;

/**
 * A hospital full of people and the oracle that watches what they receive. People, oracle and
 * clients live on one event loop; the test's thread uses {@link #run}, {@link #await} and what is
 * final.
 */
final class Crowd implements AutoCloseable {
  private static final int SLICES = 5;
  private static final long SLICE_MILLIS = 20;
  private static final double LONGEST_STEP_SECONDS = 0.15;
  private static final int COLOURS = 16;
  private static final int VARIANTS = 8;

  private final Findings findings = new Findings();
  private final Tokens tokens = new Tokens();
  private final Truth truth = new Truth(findings);
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final TestHospital hospital;
  private final Plan plan;
  private final Oracle oracle;
  private final RandomGenerator random;
  private final Set<String> credentials = ConcurrentHashMap.newKeySet();

  // Loop only.
  private final Map<Integer, Grid> grids = new HashMap<>();
  private final List<Walker> walkers = new ArrayList<>();
  private final Map<Walker, Long> steppedNanos = new HashMap<>();
  private final Queue<Runnable> arrivals = new ArrayDeque<>();
  private final Map<Role, Integer> looks = new EnumMap<>(Role.class);
  private Consumer<Walker> mind = walker -> {};
  private Consumer<Walker> whenEnded = walker -> {};
  private Function<Person, String> visitToAskFor = Person::visit;
  private int slice;
  private int people;
  private long auditedNanos;

  Crowd(long seed, Duration resumeTime, UnaryOperator<Replicator.Factory> replicators)
      throws IOException {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    hospital = TestHospital.start(truth, resumeTime, replicators);
    plan = new Plan(hospital.hospital());
    oracle = new Oracle(plan, truth, tokens, findings);
    var _ =
        group
            .next()
            .scheduleAtFixedRate(this::turn, SLICE_MILLIS, SLICE_MILLIS, TimeUnit.MILLISECONDS);
  }

  // What the parts ask for.

  TestHospital hospital() {
    return hospital;
  }

  Plan plan() {
    return plan;
  }

  Truth truth() {
    return truth;
  }

  Oracle oracle() {
    return oracle;
  }

  Tokens tokens() {
    return tokens;
  }

  Findings findings() {
    return findings;
  }

  /** Tickets and resume tokens. */
  Set<String> credentials() {
    return credentials;
  }

  EventLoopGroup group() {
    return group;
  }

  URI uri() {
    return hospital.webSocketUri();
  }

  RandomGenerator random() {
    return random;
  }

  List<Walker> walkers() {
    return walkers;
  }

  Grid grid(int template) {
    return grids.computeIfAbsent(template, t -> new Grid(plan.room(t)));
  }

  String visitToAskFor(Person person) {
    return visitToAskFor.apply(person);
  }

  // What a test sets.

  /** What everybody does after each of their steps. */
  void mind(Consumer<Walker> does) {
    mind = does;
  }

  /** What happens when the server has ended somebody's connection. */
  void whenEnded(Consumer<Walker> does) {
    whenEnded = does;
  }

  /** A fault: the server is told another visit than the one the person is on. */
  void visitToAskFor(Function<Person, String> visit) {
    visitToAskFor = visit;
  }

  void ended(Walker walker) {
    steppedNanos.remove(walker);
    walkers.remove(walker);
    whenEnded.accept(walker);
  }

  /** Somebody new, who looks like nobody else. On the loop. */
  Person person(Role role, String visit, String startRoom) {
    int look = looks.merge(role, 1, Integer::sum) - 1;
    if (look >= COLOURS * VARIANTS) {
      throw new IllegalStateException("more of " + role + " than looks");
    }
    Tokens.Token name = tokens.name(random);
    Person person =
        new Person(++people, role, name, look % COLOURS, look / COLOURS, visit, startRoom);
    name.belongsTo(person);
    return person;
  }

  /** Sends somebody in, after those before. On the loop. */
  Walker send(Person person) {
    RandomGenerator own = RandomGeneratorFactory.of("L64X128MixRandom").create(random.nextLong());
    Walker walker = new Walker(this, new Client(this, person, own), own);
    var _ =
        hospital
            .http()
            .sendAsync(
                hospital.ticketRequest(walker.client.ticketRequest()),
                HttpResponse.BodyHandlers.ofString())
            .thenAccept(
                answer ->
                    group
                        .next()
                        .execute(
                            () ->
                                arrivals.add(
                                    () -> {
                                      truth.expect(person);
                                      walkers.add(walker);
                                      walker.client.goIn(answer, uri());
                                    })));
    return walker;
  }

  /** The same, in a second. */
  void sendLater(Person person) {
    var _ = group.next().schedule(() -> send(person), 1, TimeUnit.SECONDS);
  }

  private void turn() {
    try {
      if (!arrivals.isEmpty() && !truth.isExpecting()) {
        arrivals.remove().run();
      }
      long now = System.nanoTime();
      slice = (slice + 1) % SLICES;
      for (int i = slice; i < walkers.size(); i += SLICES) {
        step(walkers.get(i), now);
      }
      if (now - auditedNanos > 1_000_000_000L) {
        auditedNanos = now;
        oracle.audit();
      }
    } catch (RuntimeException | AssertionError e) {
      findings.add(Violation.Kind.JOURNAL, "the test itself failed: " + trace(e));
    }
  }

  private static String trace(Throwable e) {
    java.io.StringWriter text = new java.io.StringWriter();
    e.printStackTrace(new java.io.PrintWriter(text, true));
    return text.toString();
  }

  private void step(Walker walker, long now) {
    Long before = steppedNanos.put(walker, now);
    if (before != null) {
      double seconds = (now - before) / 1e9;
      // Whoever was walked by a late turn walks less, not faster.
      walker.step(Math.min(seconds, LONGEST_STEP_SECONDS));
      mind.accept(walker);
    }
  }

  // The test's thread.

  /** Does something on the loop and waits for it. */
  void run(Runnable action) {
    group.next().submit(action).syncUninterruptibly();
  }

  boolean ask(BooleanSupplier question) {
    return group.next().submit(question::getAsBoolean).syncUninterruptibly().getNow();
  }

  /** Asks for something on the loop that must be there. */
  <T> T find(String what, Supplier<@Nullable T> question) {
    List<T> found = new ArrayList<>();
    run(
        () -> {
          T it = question.get();
          if (it != null) {
            found.add(it);
          }
        });
    if (found.isEmpty()) {
      throw new AssertionError("there is no " + what);
    }
    return found.getFirst();
  }

  /** Waits until something is so on the loop. */
  void await(String what, Duration time, BooleanSupplier condition) throws InterruptedException {
    if (!comesTrue(time, condition)) {
      throw new AssertionError("not within " + time + ": " + what + "\n" + findings.violations());
    }
  }

  boolean comesTrue(Duration time, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + time.toNanos();
    while (!ask(condition)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(SLICE_MILLIS);
    }
    return true;
  }

  @Override
  public void close() {
    hospital.close();
    var _ = group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
