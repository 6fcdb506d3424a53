package org.asclepion.load.media;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.asclepion.media.dtls.DtlsIdentity;
import org.asclepion.media.srtp.SrtpScratch;

/**
 * Rooms of one sender and its receivers, all on one thread. Whoever made it calls it; what is
 * inside lives on the loop.
 *
 * <p>So that the crowd costs little beside the server, only sampled receivers are woken by their
 * packets and decrypt them. The others' sockets are read some at a time, each every 5 ms.
 */
final class MediaCrowd implements AutoCloseable {
  private static final long TICK_NANOS = 200_000;
  private static final int LAZY_TICKS = 25;

  private final MediaMeter meter = new MediaMeter();
  private final DtlsIdentity identity = DtlsIdentity.create(new SecureRandom(), Instant.now());
  private final SrtpScratch scratch = new SrtpScratch();
  private final EventLoopGroup group;
  private final EventLoop loop;
  private final List<Sending> senders = new ArrayList<>();
  private final List<Receiving> receivers = new ArrayList<>();
  private double packetsPerSecond;
  private int turn;

  /** A sender with its timetable. */
  private static final class Sending {
    final MediaPeer peer;
    final PictureSender picture;
    double dueNanos;

    Sending(MediaPeer peer, PictureSender picture) {
      this.peer = peer;
      this.picture = picture;
    }
  }

  private record Receiving(MediaPeer peer, PictureReceiver picture) {}

  MediaCrowd() throws IOException {
    if (!Epoll.isAvailable()) {
      throw new IOException(
          "the load on a forwarding unit needs Linux", Epoll.unavailabilityCause());
    }
    group =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("crowd", true), EpollIoHandler.newFactory());
    loop = group.next();
  }

  /**
   * Has everybody come in.
   *
   * @param sampledInEach receivers of a room that decrypt
   */
  void arrive(MediaTarget target, int rooms, int fanOut, int sampledInEach, int packetBytes)
      throws IOException {
    for (int room = 0; room < rooms; room++) {
      int ssrc = 10_000 + room;
      PictureSender picture = new PictureSender(ssrc, target.payloadType(), packetBytes);
      MediaPeer peer = new MediaPeer(loop, target.near(), scratch, picture);
      senders.add(new Sending(peer, picture));
      Reached at = target.sender(room, ssrc, peer.mine(), identity.fingerprint());
      peer.connect(at, identity);
    }
    for (int room = 0; room < rooms; room++) {
      for (int i = 0; i < fanOut; i++) {
        PictureReceiver picture =
            new PictureReceiver(meter, target.payloadType(), i < sampledInEach);
        MediaPeer peer = new MediaPeer(loop, target.near(), scratch, picture);
        picture.of(peer);
        receivers.add(new Receiving(peer, picture));
        peer.connect(target.receiver(room, peer.mine(), identity.fingerprint()), identity);
      }
    }
    target.begin();
    on(
        () -> {
          receivers.stream()
              .filter(receiver -> !receiver.picture().sampled())
              .forEach(receiver -> receiver.peer().lazy());
        });
    var _ = loop.scheduleAtFixedRate(this::tick, 0, TICK_NANOS, TimeUnit.NANOSECONDS);
  }

  /** Each sender sends so many packets a second from now on, evenly, none together with others. */
  void pace(double perSenderPerSecond) {
    on(
        () -> {
          packetsPerSecond = perSenderPerSecond;
          double now = System.nanoTime();
          for (int i = 0; i < senders.size(); i++) {
            senders.get(i).dueNanos = now + 1e9 / perSenderPerSecond * i / senders.size();
          }
        });
  }

  /** Begins to count. */
  void start() {
    on(meter::clear);
  }

  /** Reads the counts, on the loop. */
  void read(java.util.function.Consumer<MediaMeter> reader) {
    on(() -> reader.accept(meter));
  }

  private void tick() {
    long now = System.nanoTime();
    if (packetsPerSecond > 0) {
      for (Sending sender : senders) {
        send(sender, now);
      }
    }
    turn++;
    for (int i = 0; i < receivers.size(); i++) {
      if ((i + turn) % LAZY_TICKS == 0) {
        Receiving receiver = receivers.get(i);
        if (!receiver.picture().sampled()) {
          receiver.peer().read();
        }
        receiver.picture().tick(now);
      }
    }
  }

  private void send(Sending sender, long now) {
    boolean any = false;
    // A generator that fell behind leaves packets out, instead of sending a burst nobody would.
    if (now - sender.dueNanos > 50e6) {
      sender.dueNanos = now;
    }
    while (sender.dueNanos <= now) {
      meter.lateNanos.add((long) (now - sender.dueNanos));
      sender.picture.send(sender.peer, System.nanoTime());
      meter.sent++;
      sender.dueNanos += 1e9 / packetsPerSecond;
      any = true;
    }
    if (any) {
      sender.peer.flush();
    }
  }

  private void on(Runnable task) {
    FutureTask<Void> done = new FutureTask<>(task, null);
    loop.execute(done);
    try {
      done.get(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    on(() -> packetsPerSecond = 0);
    senders.forEach(sender -> sender.peer.close());
    receivers.forEach(receiver -> receiver.peer().close());
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }
}
