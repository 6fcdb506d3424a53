package org.asclepion.load;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.asclepion.protocol.pose.LaneReader;
import org.asclepion.protocol.pose.PoseColumns;
import org.asclepion.protocol.pose.PoseGrid;
import org.asclepion.protocol.v1.ClientFrame;
import org.asclepion.protocol.v1.ScopeKind;
import org.asclepion.protocol.v1.TeleportIntent;
import org.asclepion.sdk.ClientEvent;
import org.asclepion.sdk.ClientListener;
import org.asclepion.sdk.HospitalClient;
import org.asclepion.sdk.Motion;
import org.asclepion.sdk.MotionSource;
import org.asclepion.sdk.ScopeStream;
import org.jspecify.annotations.Nullable;

/**
 * One participant that plays a clip where it stands and holds what it receives against what the
 * others sent. Owned by the bots' loop.
 */
final class Bot implements ClientListener, MotionSource {
  /** The server's root may differ from ours by rounding; more than this is a wall or a body. */
  private static final double BLOCKED_METRES = 0.002;

  /** One in so many updates is held against what was sent, to leave the machine to the server. */
  private static final int COMPARED = 8;

  /** In a hall, where there are a million updates a second. */
  private static final int HALL_COMPARED = 16;

  private final Meter meter;
  private final BotRoom room;
  private final Clip clip;
  private final double offsetSeconds;
  private final double turn;
  private final Runnable onSettled;

  private final int number;
  private final Truth truth = new Truth();
  private final Posture begin = new Posture();
  private final Posture now = new Posture();
  private int[] lastSeen = new int[64];
  private @Nullable HospitalClient client;
  private int received;
  private boolean settled;
  private boolean over;
  private boolean closing;
  private double startX;
  private double startZ;
  private double trueX;
  private double trueZ;
  private double scale;
  private long startNanos;

  /**
   * @param onSettled called once, when the bot is in its room and sees itself, or has given up
   */
  Bot(Meter meter, BotRoom room, Clip clip, double offsetSeconds, double turn, Runnable onSettled) {
    this.meter = meter;
    this.room = room;
    this.clip = clip;
    this.offsetSeconds = offsetSeconds;
    this.turn = turn;
    this.onSettled = onSettled;
    this.number = room.bots.size();
    room.bots.add(this);
  }

  void tap(ByteBuffer frame) {
    meter.frame(frame.remaining());
  }

  /** Most bots of a room share what they decode. */
  LaneReader lanes() {
    return number % SharedLanes.ONE_DECODES_OF == 0 ? LaneReader.DECODING : room.lanes;
  }

  /** Whether it is in its room. */
  boolean isIn() {
    return settled && !over;
  }

  double x() {
    return PoseGrid.rootMetres(own(PoseColumns.ROOT_X));
  }

  double z() {
    return PoseGrid.rootMetres(own(PoseColumns.ROOT_Z));
  }

  void teleport(double x, double z) {
    HospitalClient to = client;
    if (to != null) {
      to.send(
          ClientFrame.newBuilder()
              .setTeleport(TeleportIntent.newBuilder().setX((float) x).setZ((float) z)));
    }
  }

  /** Plays the clip with its path scaled so that it stays within {@code reach} metres. */
  void play(double reach, double hz, boolean unphased, long nanos) {
    HospitalClient to = client;
    if (to == null || over) {
      return;
    }
    trueX = x();
    trueZ = z();
    startX = trueX;
    startZ = trueZ;
    startNanos = nanos;
    clip.at(offsetSeconds, begin);
    double extent = Math.max(0.001, clip.extentFrom(begin.x, begin.z));
    scale = Math.max(0, Math.min(1, reach / extent));
    if (unphased) {
      to.moveUnphased(this, hz);
    } else {
      to.move(this, hz);
    }
  }

  void close() {
    closing = true;
    if (client != null) {
      client.close();
    }
  }

  @Override
  public boolean next(long serverNanos, Motion motion) {
    clip.at(offsetSeconds + (System.nanoTime() - startNanos) / 1e9, now);
    double dx = (now.x - begin.x) * scale;
    double dz = (now.z - begin.z) * scale;
    now.x = startX + dx * Math.cos(turn) + dz * Math.sin(turn);
    now.z = startZ - dx * Math.sin(turn) + dz * Math.cos(turn);
    now.yaw += turn;
    motion.moveX = now.x - trueX;
    motion.moveZ = now.z - trueZ;
    trueX = now.x;
    trueZ = now.z;
    motion.yaw = now.yaw;
    for (int limb = 0; limb < Posture.LIMBS; limb++) {
      float[] to = motion.limb(PoseColumns.HEAD + 6 * limb);
      System.arraycopy(now.limbs, limb * Posture.LIMB, to, 0, Posture.LIMB);
    }
    return true;
  }

  @Override
  public void sent(int sample) {
    long nanos = System.nanoTime();
    truth.sent(sample, nanos, now);
    HallDues dues = room.dues;
    if (dues != null) {
      dues.sent(number, nanos, now.x, now.z);
    }
    if (meter.counts(nanos)) {
      meter.sent++;
      meter.expected += dues == null ? room.bots.size() - 1 : 0;
    }
  }

  @Override
  public void on(HospitalClient client, ClientEvent event) {
    this.client = client;
    switch (event) {
      case ClientEvent.StreamChanged changed -> received(changed.stream());
      case ClientEvent.EnteredRoom entered -> {
        room.entered(this, entered.slot());
        Arrays.fill(lastSeen, -1);
      }
      case ClientEvent.Ended end -> ended(end);
      case ClientEvent.ConnectionLost lost -> meter.error("connection lost: " + lost.why());
      case ClientEvent.Refused refused -> {
        // A teleport to spread out may fail; then the bot stays where it is.
      }
      case ClientEvent.Welcomed welcomed -> {}
      case ClientEvent.StreamOpened opened -> {}
      case ClientEvent.StreamClosed closed -> {}
      case ClientEvent.ChatHeard heard -> {}
      case ClientEvent.DoorShut shut -> {}
      case ClientEvent.HandShaken shaken -> {}
      case ClientEvent.MediaNoticed noticed -> {}
    }
  }

  private void ended(ClientEvent.Ended end) {
    over = true;
    if (!closing) {
      meter.error(end.end() + " " + end.detail());
    }
    settle();
  }

  private void settle() {
    if (!settled) {
      settled = true;
      onSettled.run();
    }
  }

  private void received(ScopeStream stream) {
    HospitalClient from = client;
    if (from == null || stream.scope().getKind() == ScopeKind.SCOPE_KIND_WINDOW) {
      return;
    }
    long nanos = System.nanoTime();
    for (int i = 0; i < stream.changes(); i++) {
      int slot = stream.changedSlot(i);
      int row = stream.rowOf(slot);
      PoseColumns poses = stream.posesOf(slot);
      int sample = row < 0 ? -1 : poses.get(row, PoseColumns.SAMPLE);
      if (row >= 0 && isNew(slot, sample)) {
        Bot sender = room.at(slot);
        if (sender == this) {
          settle();
          taken(sample);
          answered(sample, poses, row);
        } else if (sender != null) {
          compare(sender, sample, poses, row, nanos);
        }
      }
    }
  }

  private boolean isNew(int slot, int sample) {
    if (slot >= lastSeen.length) {
      int known = lastSeen.length;
      lastSeen = Arrays.copyOf(lastSeen, Math.max(slot + 1, 2 * known));
      Arrays.fill(lastSeen, known, lastSeen.length, -1);
    }
    boolean isNew = lastSeen[slot] != sample;
    lastSeen[slot] = sample;
    return isNew;
  }

  private void compare(Bot sender, int sample, PoseColumns poses, int row, long nanos) {
    Truth sent = sender.truth;
    if (sent.knows(sample) && meter.counts(sent.sentNanos(sample))) {
      HallDues dues = room.dues;
      received++;
      if (dues == null) {
        meter.delivered++;
        meter.latencyMicros.add((nanos - sent.sentNanos(sample)) / 1_000);
        if (received % COMPARED != 0) {
          return;
        }
      } else {
        dues.received(number, sender.number, sent.sentNanos(sample));
        if (received % HALL_COMPARED != 0) {
          return;
        }
        meter.latencyMicros.add((nanos - sent.sentNanos(sample)) / 1_000);
      }
      sent.compare(sample, poses, row);
      meter.positionMicrometres.add((long) (sent.worstMetres() * 1e6));
      meter.rotationMillidegrees.add((long) (Math.toDegrees(sent.worstRadians()) * 1e3));
    }
  }

  private void taken(int sample) {
    HallDues dues = room.dues;
    if (dues != null && truth.knows(sample)) {
      dues.taken(number, truth.sentNanos(sample));
    }
  }

  /** Our own row: when something was in the way, go on from where the server holds us. */
  private void answered(int sample, PoseColumns poses, int row) {
    if (truth.knows(sample)) {
      double dx = PoseGrid.rootMetres(poses.get(row, PoseColumns.ROOT_X)) - truth.x(sample);
      double dz = PoseGrid.rootMetres(poses.get(row, PoseColumns.ROOT_Z)) - truth.z(sample);
      if (Math.abs(dx) > BLOCKED_METRES || Math.abs(dz) > BLOCKED_METRES) {
        meter.blocked++;
        truth.shift(dx, dz);
        startX += dx;
        startZ += dz;
        trueX += dx;
        trueZ += dz;
      }
    }
  }

  private int own(int column) {
    HospitalClient from = client;
    if (from != null) {
      for (ScopeStream stream : from.room().streams()) {
        int slot = from.room().ownSlot();
        int row = stream.rowOf(slot);
        if (row >= 0 && stream.scope().getKind() != ScopeKind.SCOPE_KIND_WINDOW) {
          return stream.posesOf(slot).get(row, column);
        }
      }
    }
    return 0;
  }
}
