package org.asclepion.bench.faults;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.asclepion.protocol.pose.PoseColumns;
import org.asclepion.protocol.v1.Component;
import org.asclepion.protocol.v1.ScopeKind;
import org.asclepion.sdk.ClientEvent;
import org.asclepion.sdk.ClientListener;
import org.asclepion.sdk.ClientLoop;
import org.asclepion.sdk.ClientOptions;
import org.asclepion.sdk.ClientState;
import org.asclepion.sdk.HospitalClient;
import org.asclepion.sdk.ScopeStream;
import org.asclepion.sdk.TicketRequest;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in the lobby whom a test watches. The test's thread calls it; its fields and {@link
 * #await}'s conditions are the client loop's.
 */
final class Visitor implements ClientListener {
  private static final long PATIENCE_SECONDS = 30;
  private static final double SAMPLES_PER_SECOND = 20;

  private final ClientLoop loop;
  final HospitalClient client;

  /** Connections that were resumed. */
  int resumed;

  int lost;

  /** The fewest and the most bodies that were in the room at any time after {@link #count}. */
  long fewest = Long.MAX_VALUE;

  long most;

  Visitor(ClientLoop loop, URI server, String name, UnaryOperator<ClientOptions> options) {
    this.loop = loop;
    TicketRequest who = TicketRequest.of(name, "doctor").in("lobby", "lines");
    client = HospitalClient.connect(loop, options.apply(ClientOptions.to(server, who)), this);
  }

  @Override
  public void on(HospitalClient from, ClientEvent event) {
    if (event instanceof ClientEvent.Welcomed welcomed && welcomed.resumed()) {
      resumed++;
    }
    if (event instanceof ClientEvent.ConnectionLost) {
      lost++;
    }
    if (event instanceof ClientEvent.StreamChanged && room(from) != null) {
      fewest = Math.min(fewest, bodies());
      most = Math.max(most, bodies());
    }
  }

  /** Begins to note the fewest and most bodies anew. */
  void count() throws Exception {
    ask(
        () -> {
          fewest = bodies();
          most = fewest;
          return 0;
        });
  }

  boolean isIn() {
    return client.state() == ClientState.LIVE && own(PoseColumns.ROOT_X) != Integer.MIN_VALUE;
  }

  long bodies() {
    ScopeStream room = room(client);
    return room == null ? 0 : room.components().stream().filter(Component::hasBody).count();
  }

  /** Slot and place on the grid, as the server has them. */
  String place() {
    return client.room().ownSlot()
        + " at "
        + own(PoseColumns.ROOT_X)
        + " "
        + own(PoseColumns.ROOT_Z);
  }

  /** Walks round and round at a speed, on a circle of a radius. */
  void circle(double metresPerSecond, double radius) {
    long[] before = {0};
    double[] angle = {0};
    client.execute(
        () ->
            client.move(
                (nanos, motion) -> {
                  double seconds = before[0] == 0 ? 0 : (nanos - before[0]) / 1e9;
                  before[0] = nanos;
                  angle[0] += metresPerSecond * seconds / radius;
                  motion.moveX = metresPerSecond * seconds * Math.cos(angle[0]);
                  motion.moveZ = metresPerSecond * seconds * Math.sin(angle[0]);
                  motion.limb(PoseColumns.HEAD)[1] = 1.6f;
                  return true;
                },
                SAMPLES_PER_SECOND));
  }

  /** Waits until something is so on the loop. */
  void await(String what, BooleanSupplier condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!ask(condition::getAsBoolean)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not " + what + ": " + ask(this::place) + " " + client.state());
      }
      Thread.sleep(2);
    }
  }

  <T> T ask(Supplier<T> question) throws Exception {
    CompletableFuture<T> answer = new CompletableFuture<>();
    loop.execute(
        () -> {
          try {
            answer.complete(question.get());
          } catch (RuntimeException | AssertionError e) {
            answer.completeExceptionally(e);
          }
        });
    return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  static @Nullable ScopeStream room(HospitalClient client) {
    return client.room().stream(ScopeKind.SCOPE_KIND_ROOM);
  }

  /** Whether two clients on one loop have the same tick of their room. */
  static boolean sameTick(Visitor one, Visitor other) {
    ScopeStream a = room(one.client);
    ScopeStream b = room(other.client);
    return a != null && b != null && a.isSynced() && Math.abs(a.seq() - b.seq()) <= 2;
  }

  private int own(int column) {
    ScopeStream room = room(client);
    int row = room == null ? -1 : room.poses().rowOf(client.room().ownSlot());
    return room == null || row < 0 ? Integer.MIN_VALUE : room.poses().get(row, column);
  }
}
