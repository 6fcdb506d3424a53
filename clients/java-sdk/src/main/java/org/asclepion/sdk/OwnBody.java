package org.asclepion.sdk;

import java.util.Arrays;
import org.asclepion.protocol.pose.PoseColumns;
import org.asclepion.protocol.pose.PoseSample;
import org.asclepion.protocol.v1.SendPhase;
import org.jspecify.annotations.Nullable;

/**
 * One's own body: asks the motion source when a sample is due, sends it, and reconciles with the
 * server's answer. Owned by the client's loop.
 */
final class OwnBody {
  private final HospitalClient client;
  private final Sampler sampler = new Sampler();
  private final RootPrediction prediction = new RootPrediction();
  private final Motion motion = new Motion();
  private @Nullable MotionSource source;
  private @Nullable SendPacer pacer;
  private @Nullable SendPhase phase;
  private final AlarmWheel.Alarm alarm = new AlarmWheel.Alarm(this::due);
  private static final int TICKS_KEPT = 256;

  /** The tick each of the last samples was meant for, by its number. */
  private final long[] ticks = new long[TICKS_KEPT];

  private long dueNanos = Long.MIN_VALUE;
  private long tickNanos;
  private long nextTickNanos;
  private int lastAnswered = -1;

  OwnBody(HospitalClient client) {
    this.client = client;
  }

  RootPrediction prediction() {
    return prediction;
  }

  void move(MotionSource source, double hz, boolean phased) {
    stop();
    this.source = source;
    SendPacer pacer = new SendPacer(hz, phased, serverNow());
    if (phase != null) {
      pacer.phase(phase);
    }
    this.pacer = pacer;
    dueNanos = Long.MIN_VALUE;
    schedule();
  }

  void phase(SendPhase phase) {
    this.phase = phase;
    if (pacer != null) {
      pacer.phase(phase);
    }
  }

  void stop() {
    source = null;
    client.loop().alarms().cancel(alarm);
  }

  /** A new connection: the server will say where we are. */
  void forget() {
    prediction.forget();
    sampler.forget();
    dueNanos = Long.MIN_VALUE;
    Arrays.fill(ticks, 0);
  }

  /** Another room: what was on its way counted in the old one. */
  void elsewhere() {
    forget();
  }

  /** Looks for our own row in a stream's new state. */
  void answered(ScopeStream stream) {
    int slot = client.room().ownSlot();
    if (slot < 0 || !RoomMirror.isOwnRoom(stream)) {
      return;
    }
    int row = stream.rowOf(slot);
    if (row >= 0) {
      PoseColumns poses = stream.posesOf(slot);
      int number = poses.get(row, PoseColumns.SAMPLE);
      if ((short) (number - sampler.number()) > 0) {
        sampler.continueAfter(number);
      }
      if (number != lastAnswered && pacer != null && prediction.pending() > 0) {
        lastAnswered = number;
        pacer.answered(ticks[number % TICKS_KEPT], stream.serverNanos());
      }
      prediction.acknowledged(
          number, poses.get(row, PoseColumns.ROOT_X), poses.get(row, PoseColumns.ROOT_Z));
    }
  }

  private long serverNow() {
    return client.clock().serverNanos(client.loop().nanos());
  }

  private void schedule() {
    SendPacer pacing = pacer;
    if (pacing == null || client.state() == ClientState.ENDED) {
      return;
    }
    long local = client.loop().nanos();
    long now = client.clock().serverNanos(local);
    // Alarms may ring a little early; the moment they were set for has passed nevertheless.
    dueNanos = pacing.next(Math.max(now, dueNanos), client.clock().rttNanos() / 2);
    nextTickNanos = pacing.tickNanos();
    client.loop().alarms().set(alarm, local + (dueNanos - now));
  }

  private void due() {
    MotionSource from = source;
    if (from != null) {
      tickNanos = nextTickNanos;
      schedule();
      // What cannot be sent now is not asked for: the next sample tells the way since the last
      // sent.
      if (client.canSend() && client.room().ownSlot() >= 0) {
        sample(from);
      }
    }
  }

  private void sample(MotionSource from) {
    motion.moveX = 0;
    motion.moveZ = 0;
    if (from.next(serverNow(), motion) && sampler.offer(motion)) {
      PoseSample sample = sampler.take();
      ticks[sample.number % TICKS_KEPT] = tickNanos;
      from.sent(sample.number);
      if (client.sendSample(sample.encode()) != HospitalClient.NOT_SENT) {
        prediction.sent(sample.number, sample.moveX, sample.moveZ);
      }
    }
  }
}
