package org.asclepion.load;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.asclepion.load.faults.FaultyLine;
import org.asclepion.protocol.v1.Hospital;
import org.asclepion.protocol.v1.Room;
import org.asclepion.sdk.ClientEvent;
import org.asclepion.sdk.ClientLoop;
import org.asclepion.sdk.ClientOptions;
import org.asclepion.sdk.HospitalClient;
import org.asclepion.sdk.TicketRequest;
import org.jspecify.annotations.Nullable;

/**
 * Runs a workload from beginning to end: looks at the hospital, brings the bots in, spreads them,
 * lets them play, measures, leaves. Owned by the thread that calls {@link #run}; the bots live on
 * the loop.
 */
final class Fleet implements AutoCloseable {
  /** Bots on their way in at once; more would only measure the doorkeeper. */
  private static final int ARRIVING = 48;

  private static final long ARRIVAL_SECONDS_EACH = 20;
  private static final long SPREAD_MILLIS = 800;

  /** From here on a run is told of as a series too, in points of so many seconds. */
  static final int LONG_SECONDS = 60;

  private static final int POINT_SECONDS = 10;

  private final Workload work;
  private final ClientLoop loop;
  private final Meter meter = new Meter();
  private final List<BotRoom> rooms = new ArrayList<>();
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private final CountDownLatch settled;
  private final @Nullable FaultyLine line;

  Fleet(Workload work) {
    this.work = work;
    this.loop = new ClientLoop(Trust.of(work.server()));
    this.settled = new CountDownLatch(work.clients());
    this.line = work.faults().isNone() ? null : FaultyLine.to(work.address(), work.faults());
  }

  /** Brings everybody in, and no more: closing then leaves rooms that are open and empty. */
  void openRooms() throws InterruptedException {
    Hospital hospital = hospital();
    int room = RoomChoice.choose(hospital, work.template(), work.perRoom(), work.hz());
    arrive(hospital.getRooms(room).getId(), Clips.synthetic());
  }

  Report run() throws InterruptedException {
    List<Clip> clips = work.motion() == null ? Clips.synthetic() : Clips.load(work.motion());
    Hospital hospital = hospital();
    Room plan =
        hospital.getRooms(RoomChoice.choose(hospital, work.template(), work.perRoom(), work.hz()));
    FreeSpace space = new FreeSpace(plan);
    arrive(plan.getId(), clips);
    List<double[]> places = Spread.places(space, plan);
    eachRoom(room -> Spread.teleport(room, places));
    Thread.sleep(SPREAD_MILLIS);
    eachRoom(
        room -> {
          if (plan.getCapacity() > HallDues.ORDINARY_CAPACITY) {
            room.dues = new HallDues(room.bots.size());
          }
          for (Bot bot : room.bots) {
            double reach = Spread.reach(bot, room, space);
            bot.play(reach, work.hz(), work.unphased(), System.nanoTime());
          }
        });
    Thread.sleep(1_000L * Workload.warmUpSeconds(work.seconds()));
    return measure();
  }

  /** One room at a time, so that the others' frames are read in between. */
  private void eachRoom(Consumer<BotRoom> task) throws InterruptedException {
    for (BotRoom room : rooms) {
      on(
          () -> {
            task.accept(room);
            return 0;
          });
    }
  }

  private Report measure() throws InterruptedException {
    ServerProcess server = new ServerProcess(work.server());
    Map<String, Double> metricsBefore = server.metrics();
    @Nullable Path process = server.process(metricsBefore);
    Usage before = Usage.now(process);
    Series series = new Series(server, process, before, metricsBefore);
    on(
        () -> {
          long now = System.nanoTime();
          for (BotRoom room : rooms) {
            HallDues dues = room.dues;
            if (dues != null) {
              dues.begin(now, work.seconds());
            }
          }
          meter.start(now);
          return 0;
        });
    try (QueueProbe _ = new QueueProbe(loop, meter)) {
      pass(series);
    }
    on(
        () -> {
          meter.stop(System.nanoTime());
          return 0;
        });
    Usage after = Usage.now(process);
    // Samples sent just before the end are still under way.
    Thread.sleep(500);
    Map<String, Double> metricsAfter = server.metrics();
    on(
        () -> {
          rooms.forEach(this::count);
          return 0;
        });
    return on(
        () ->
            Report.of(
                work,
                meter,
                connected(),
                before,
                after,
                metricsBefore,
                metricsAfter,
                series.points()));
  }

  /** Lets the measured time pass; of a long one, tells how things are on the way. */
  private void pass(Series series) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(work.seconds());
    if (work.seconds() >= LONG_SECONDS) {
      for (int at = POINT_SECONDS; at <= work.seconds(); at += POINT_SECONDS) {
        long left = end - TimeUnit.SECONDS.toNanos(work.seconds() - at) - System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(left);
        series.add();
      }
    }
    TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
  }

  /** Adds what a hall owed and what came of it. */
  private void count(BotRoom room) {
    HallDues dues = room.dues;
    if (dues != null) {
      dues.end();
      meter.expected += dues.expected();
      meter.delivered += dues.delivered();
      meter.fewestNear = dues.fewestNear();
      meter.fewestOfAll = dues.fewest();
      meter.nearShortPercent = dues.shortPercent();
      meter.nearLostPercent = dues.lostPercent();
    }
  }

  private int connected() {
    int connected = 0;
    for (BotRoom room : rooms) {
      connected += (int) room.bots.stream().filter(Bot::isIn).count();
    }
    return connected;
  }

  private void arrive(String template, List<Clip> clips) throws InterruptedException {
    SplittableRandom random = new SplittableRandom(1);
    on(
        () -> {
          for (int r = 0; r < work.rooms(); r++) {
            BotRoom room = new BotRoom();
            rooms.add(room);
            for (int i = 0; i < work.perRoom(); i++) {
              int number = r * work.perRoom() + i;
              Clip clip = clips.get(number % clips.size());
              double offset = random.nextDouble() * clip.period();
              double turn = random.nextDouble() * 2 * Math.PI;
              Bot bot = new Bot(meter, room, clip, offset, turn, this::settled);
              TicketRequest who =
                  TicketRequest.of("Bot " + (number + 1), "doctor").in(template, "bots-" + (r + 1));
              waiting.add(() -> connect(bot, who));
            }
          }
          for (int i = 0; i < ARRIVING; i++) {
            next();
          }
          return 0;
        });
    long patience = ARRIVAL_SECONDS_EACH + work.clients() / 20;
    if (!settled.await(patience, TimeUnit.SECONDS)) {
      on(
          () -> {
            long missing = settled.getCount();
            meter.error(missing + " bots were not in their room after " + patience + " s");
            return 0;
          });
    }
  }

  private void connect(Bot bot, TicketRequest who) {
    ClientOptions options =
        ClientOptions.to(line == null ? work.server() : line.uri(), who)
            .withClient("bots/0.1")
            .withSmoothing(false)
            .withTap(bot::tap)
            .withLanes(bot.lanes());
    HospitalClient.connect(loop, options, bot);
  }

  private void settled() {
    settled.countDown();
    next();
  }

  private void next() {
    Runnable arriving = waiting.poll();
    if (arriving != null) {
      arriving.run();
    }
  }

  /** Goes in once to learn where the hospital's description is. */
  private Hospital hospital() throws InterruptedException {
    CompletableFuture<Hospital> hospital = new CompletableFuture<>();
    ClientOptions options =
        ClientOptions.to(work.server(), TicketRequest.of("Bots", "doctor")).withSmoothing(false);
    HospitalClient scout =
        HospitalClient.connect(
            loop,
            options,
            (client, event) -> {
              if (event instanceof ClientEvent.Welcomed welcomed) {
                read(client.hospital(welcomed.hospitalFile()), hospital);
              } else if (event instanceof ClientEvent.Ended end) {
                hospital.completeExceptionally(
                    new IllegalStateException(end.end() + ": " + end.detail()));
              }
            });
    try {
      return hospital.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException(
          work.server() + " lets no bots in: " + cause.getMessage(), cause);
    } finally {
      scout.close();
    }
  }

  private static void read(CompletableFuture<Hospital> from, CompletableFuture<Hospital> into) {
    CompletableFuture<Hospital> _ =
        from.whenComplete(
            (read, failure) -> {
              if (failure == null) {
                into.complete(read);
              } else {
                into.completeExceptionally(failure);
              }
            });
  }

  private <T> T on(Supplier<T> task) throws InterruptedException {
    CompletableFuture<T> done = new CompletableFuture<>();
    loop.execute(
        () -> {
          try {
            done.complete(task.get());
          } catch (RuntimeException e) {
            done.completeExceptionally(e);
          }
        });
    try {
      return done.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    loop.execute(() -> rooms.forEach(room -> room.bots.forEach(Bot::close)));
    loop.execute(loop::close);
    if (line != null) {
      line.close();
    }
  }
}
