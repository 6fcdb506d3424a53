package org.asclepion.bench.faults;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.asclepion.protocol.pose.PoseColumns;
import org.asclepion.sdk.BodyPose;
import org.asclepion.sdk.ClientState;
import org.asclepion.sdk.FrameTap;
import org.asclepion.sdk.HospitalClient;
import org.asclepion.sdk.Playout;
import org.asclepion.sdk.ScopeStream;
import org.jspecify.annotations.Nullable;

/**
 * What a client shows of the others, picture by picture at an even rate: before each frame that
 * comes in, the pictures that were due until then are drawn from what was known. So however busy
 * the machine is, the pictures are those of a screen that is not. Owned by the client's loop.
 */
final class Screen implements FrameTap {
  private final long pictureNanos;
  private final Map<Integer, Double> speeds = new HashMap<>();
  private final Map<Integer, double[]> before = new HashMap<>();
  private final BodyPose pose = new BodyPose();
  private @Nullable HospitalClient client;
  private long nextNanos;
  private long heardNanos;

  /** The largest step of a body's root between two pictures beyond its own motion, metres. */
  double pop;

  /** What all bodies walked on the screen, metres. */
  double way;

  /** The longest time without a frame. */
  long silenceNanos;

  int pictures;

  Screen(double hz) {
    this.pictureNanos = (long) (1e9 / hz);
  }

  /** Says how fast somebody moves in truth; who is not named stands. */
  void moves(Visitor who, double metresPerSecond) {
    speeds.put(who.client.room().ownSlot(), metresPerSecond);
  }

  /** Begins to draw. */
  void of(HospitalClient client) {
    this.client = client;
    heardNanos = System.nanoTime();
    nextNanos = heardNanos;
  }

  @Override
  public void received(ByteBuffer serverFrame) {
    HospitalClient from = client;
    if (from == null || from.state() != ClientState.LIVE) {
      return;
    }
    long now = System.nanoTime();
    silenceNanos = Math.max(silenceNanos, now - heardNanos);
    heardNanos = now;
    for (; nextNanos <= now; nextNanos += pictureNanos) {
      ScopeStream room = Visitor.room(from);
      Playout playout = room == null ? null : from.playout(room);
      if (room != null && playout != null) {
        draw(room, playout, from.clock().serverNanos(nextNanos), from.room().ownSlot());
        pictures++;
      }
    }
  }

  private void draw(ScopeStream room, Playout playout, long serverNanos, int own) {
    PoseColumns poses = room.poses();
    for (int row = 0; row < poses.size(); row++) {
      int slot = poses.slotAt(row);
      if (slot != own && playout.pose(slot, serverNanos, pose)) {
        double[] last = before.put(slot, new double[] {pose.x, pose.z});
        if (last != null) {
          double step = Math.hypot(pose.x - last[0], pose.z - last[1]);
          way += step;
          pop = Math.max(pop, step - speeds.getOrDefault(slot, 0.0) * pictureNanos / 1e9);
        }
      }
    }
  }
}
