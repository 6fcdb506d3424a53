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
import org.jspecify.annotations.Nullable;

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
  private static final double PATIENCE_NANOS = 50e6;

  private final MediaMeter meter = new MediaMeter();
  private final DtlsIdentity identity = DtlsIdentity.create(new SecureRandom(), Instant.now());
  private final SrtpScratch scratch = new SrtpScratch();
  private final EventLoopGroup group;
  private final EventLoop loop;
  private final List<Sending> senders = new ArrayList<>();
  private final List<Receiving> receivers = new ArrayList<>();
  private int packetsPerFrame;
  private double frameNanos;
  private int turn;

  /** A sender with its timetable. */
  private static final class Sending {
    final MediaPeer peer;
    final PictureSender picture;
    final @Nullable VoiceSender voice;
    double dueNanos;
    long voiceDueNanos;

    Sending(MediaPeer peer, PictureSender picture, @Nullable VoiceSender voice) {
      this.peer = peer;
      this.picture = picture;
      this.voice = voice;
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
  void arrive(
      MediaTarget target, int rooms, int fanOut, int sampledInEach, int packetBytes, boolean voices)
      throws IOException {
    for (int room = 0; room < rooms; room++) {
      int ssrc = 10_000 + room;
      PictureSender picture = new PictureSender(ssrc, target.payloadType(), packetBytes);
      MediaPeer peer = new MediaPeer(loop, target.near(), scratch, picture);
      VoiceSender voice =
          voices ? new VoiceSender(ssrc + MediaTarget.VOICE_SSRC, target.voiceType()) : null;
      senders.add(new Sending(peer, picture, voice));
      Reached at = target.sender(room, ssrc, peer.mine(), identity.fingerprint());
      peer.connect(at, identity);
    }
    for (int room = 0; room < rooms; room++) {
      for (int i = 0; i < fanOut; i++) {
        PictureReceiver picture =
            new PictureReceiver(meter, target.payloadType(), target.voiceType(), i < sampledInEach);
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

  /**
   * Each sender sends so many packets a second from now on, no sender together with others.
   *
   * @param frame packets that a sender sends at once
   */
  void pace(double perSenderPerSecond, int frame) {
    on(
        () -> {
          packetsPerFrame = frame;
          frameNanos = 1e9 * frame / perSenderPerSecond;
          double now = System.nanoTime();
          for (int i = 0; i < senders.size(); i++) {
            senders.get(i).dueNanos = now + frameNanos * i / senders.size();
            senders.get(i).voiceDueNanos =
                (long) now + VoiceSender.PAUSE_NANOS * i / senders.size();
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
    if (packetsPerFrame > 0) {
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
    boolean any = speak(sender, now);
    // A generator that fell behind leaves packets out, instead of sending a burst nobody would. It
    // keeps each sender's place between the others: together they would be that burst ever after.
    double behind = now - sender.dueNanos;
    if (behind > PATIENCE_NANOS) {
      sender.dueNanos += Math.floor(behind / frameNanos) * frameNanos;
    }
    while (sender.dueNanos <= now) {
      meter.lateNanos.add((long) (now - sender.dueNanos));
      for (int i = 0; i < packetsPerFrame; i++) {
        sender.picture.send(sender.peer, System.nanoTime());
      }
      meter.sent += packetsPerFrame;
      sender.dueNanos += frameNanos;
      any = true;
    }
    if (any) {
      sender.peer.flush();
    }
  }

  private boolean speak(Sending sender, long now) {
    VoiceSender voice = sender.voice;
    if (voice == null || sender.voiceDueNanos - now > 0) {
      return false;
    }
    long behind = now - sender.voiceDueNanos;
    sender.voiceDueNanos += (behind / VoiceSender.PAUSE_NANOS + 1) * VoiceSender.PAUSE_NANOS;
    voice.send(sender.peer, System.nanoTime());
    meter.voicesSent++;
    return true;
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
    on(() -> packetsPerFrame = 0);
    senders.forEach(sender -> sender.peer.close());
    receivers.forEach(receiver -> receiver.peer().close());
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }
}
