package org.asclepion.host;

import static org.asclepion.protocol.pose.PoseColumns.HEAD;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.asclepion.protocol.pose.PoseColumns;
import org.asclepion.protocol.pose.PoseGrid;
import org.asclepion.protocol.v1.Component;
import org.asclepion.protocol.v1.ScopeKind;
import org.asclepion.sdk.ClientEvent;
import org.asclepion.sdk.ClientLoop;
import org.asclepion.sdk.ClientOptions;
import org.asclepion.sdk.HospitalClient;
import org.asclepion.sdk.ScopeStream;
import org.asclepion.sdk.TicketRequest;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a hospital, driven by a test: does things, and waits until something is so. The
 * test's thread calls it; conditions are looked at on the client's loop after every event.
 */
public final class Person {
  private static final long PATIENCE_SECONDS = 30;

  private final ClientLoop loop;
  public final HospitalClient client;

  // Loop only.
  private final List<Runnable> conditions = new ArrayList<>();
  private final Deque<ClientEvent> events = new ArrayDeque<>();

  public Person(ClientLoop loop, URI server, TicketRequest request) {
    this.loop = loop;
    this.client = HospitalClient.connect(loop, ClientOptions.to(server, request), this::on);
  }

  private void on(HospitalClient from, ClientEvent event) {
    events.add(event);
    List.copyOf(conditions).forEach(Runnable::run);
  }

  /** Waits until the condition gives something. */
  public <T> T await(Function<HospitalClient, @Nullable T> condition) throws Exception {
    CompletableFuture<T> met = new CompletableFuture<>();
    Runnable check =
        () -> {
          T value = condition.apply(client);
          if (value != null) {
            met.complete(value);
          }
        };
    loop.execute(
        () -> {
          conditions.add(check);
          check.run();
        });
    try {
      return met.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } finally {
      loop.execute(() -> conditions.remove(check));
    }
  }

  /** Waits for the next event of a type that has not been waited for yet. */
  public <E extends ClientEvent> E next(Class<E> type) throws Exception {
    return next(type, event -> true);
  }

  /** Waits for the next event of a type that is so. */
  public <E extends ClientEvent> E next(Class<E> type, Predicate<E> which) throws Exception {
    return await(
        c -> {
          for (ClientEvent event : events) {
            if (type.isInstance(event) && which.test(type.cast(event))) {
              events.remove(event);
              return type.cast(event);
            }
          }
          return null;
        });
  }

  /** Does something on the client's loop. */
  public void act(Consumer<HospitalClient> action) {
    loop.execute(() -> action.accept(client));
  }

  /** Walks a straight way in steps of {@code dx}, {@code dz} metres, 20 a second. */
  public void walk(double dx, double dz, int steps) {
    int[] left = {steps};
    loop.execute(
        () ->
            client.move(
                (nanos, motion) -> {
                  if (left[0]-- <= 0) {
                    return false;
                  }
                  motion.moveX = dx;
                  motion.moveZ = dz;
                  motion.limb(HEAD)[1] = 1.6f;
                  return true;
                },
                20));
  }

  public void leave() {
    client.close();
  }

  // What there is to see, for conditions.

  /** The bodies in the room's own stream. */
  public static long bodies(HospitalClient client) {
    ScopeStream room = client.room().stream(ScopeKind.SCOPE_KIND_ROOM);
    return room == null ? 0 : room.components().stream().filter(Component::hasBody).count();
  }

  /** The name of the first other person in the room, or null. */
  public static @Nullable String nameOfOther(HospitalClient client) {
    ScopeStream room = client.room().stream(ScopeKind.SCOPE_KIND_ROOM);
    if (room == null) {
      return null;
    }
    for (Component component : room.components()) {
      if (component.hasName() && component.getName().getSlot() != client.room().ownSlot()) {
        return component.getName().getDisplayName();
      }
    }
    return null;
  }

  /** The root of the first other person in the room as x, z in metres, or null. */
  public static double @Nullable [] rootOfOther(HospitalClient client) {
    ScopeStream room = client.room().stream(ScopeKind.SCOPE_KIND_ROOM);
    if (room == null) {
      return null;
    }
    for (int row = 0; row < room.poses().size(); row++) {
      if (room.poses().slotAt(row) != client.room().ownSlot()) {
        return new double[] {
          PoseGrid.rootMetres(room.poses().get(row, PoseColumns.ROOT_X)),
          PoseGrid.rootMetres(room.poses().get(row, PoseColumns.ROOT_Z))
        };
      }
    }
    return null;
  }
}
