package org.asclepion.sdk;

import java.util.Arrays;
import org.asclepion.protocol.pose.PoseColumns;

/**
 * One body as it is shown: its track, how far along it the picture is, and what was shown wrong and
 * fades. While the line has nothing to say the body goes on a little and stands; then it follows
 * its way faster until it is where it should be. It never jumps unless it teleports or the line was
 * gone for longer than is kept. At 60 pictures a second none is more than 5 cm beyond what the
 * body's own motion makes it. Owned by the client's loop. The browser's client does the same in
 * {@code state/track.ts}.
 */
final class ShownBody {
  /**
   * Part of its speed that a body goes on at while it is ahead: nearly stands, so as not to guess.
   */
  private static final double SLOWEST = 0.15;

  /** A body behind is faster by this part of its speed at least … */
  private static final double LEAST_HURRY = 0.25;

  /** … and by this at most … */
  private static final double MOST_HURRY = 1;

  /** … so that much is made good within … */
  private static final double HURRY_NANOS = 400e6;

  /** … and never faster than its own speed and so much more. */
  private static final double HURRY_METRES_PER_SECOND = 1.6;

  /** Attempts to find out how far along the track that is. */
  private static final int SLOWINGS = 4;

  /** Further behind than this it is not run after. */
  private static final long MOST_BEHIND_NANOS = 1_500_000_000L;

  /** A picture this long ago is forgotten. */
  private static final long PAUSE_NANOS = 500_000_000L;

  /** Time constant with which an error fades: nearly gone after 200 ms. */
  private static final double FADE_NANOS = 70e6;

  private static final double FADE_METRES_PER_SECOND = 1.2;
  private static final double FADE_RADIANS_PER_SECOND = 4;

  /** Points of a body that errors are kept of: root, head, hands. */
  private static final int POINTS = 4;

  private final BodyTrack track = new BodyTrack();
  private final BodyPose before = new BodyPose();
  private final BodyPose after = new BodyPose();
  private final double[] error = new double[3 * POINTS];
  private double yawError;
  private boolean shown;
  private long lagNanos;
  private long cursor;
  private long askedNanos;

  /** See {@link BodyTrack#add}. What that changes in the picture fades. */
  void add(long time, long tickNanos, int ticks, PoseColumns poses, int row) {
    lagNanos = tickNanos * (ticks - 1);
    long newest = track.timeOf(0);
    if (!shown || cursor <= track.timeOf(1)) {
      track.add(time, tickNanos, ticks, poses, row);
      return;
    }
    read(before);
    long carriedOn = newest + track.reach(cursor - newest);
    long since = track.add(time, tickNanos, ticks, poses, row);
    if (cursor > newest && track.timeOf(0) > newest) {
      // The picture goes on from where it was on the way, not from where the clock would have it.
      cursor = Math.min(cursor, Math.max(carriedOn, since));
    }
    forget();
    if (!track.teleports(newest, cursor)) {
      track.at(cursor, after);
      for (int i = 0; i < error.length; i++) {
        error[i] = get(before, i) - get(after, i);
      }
      yawError = Math.IEEEremainder(before.yaw - after.yaw, 2 * Math.PI);
    }
  }

  /** Writes what to show when others are shown as of {@code time}, which never goes back. */
  void show(long time, BodyPose into) {
    long goal = time - lagNanos;
    long passed = time - askedNanos;
    boolean restart = !shown || passed > PAUSE_NANOS || goal - cursor > MOST_BEHIND_NANOS;
    if (restart || passed > 0) {
      askedNanos = time;
    }
    if (restart) {
      shown = true;
      cursor = goal;
      forget();
    } else if (passed > 0) {
      advance(goal - cursor, passed);
      fade(passed);
    }
    read(into);
  }

  private void advance(long missing, long passed) {
    double hurry = Math.clamp((missing - passed) / HURRY_NANOS, LEAST_HURRY, MOST_HURRY);
    long step = (long) Math.clamp((double) missing, SLOWEST * passed, (1 + hurry) * passed);
    long from = cursor;
    cursor = from + step;
    if (track.teleports(from, cursor)) {
      forget();
      return;
    }
    double most = (track.speed() + HURRY_METRES_PER_SECOND) * passed / 1e9;
    track.at(from, before);
    for (int i = 0; i < SLOWINGS; i++) {
      track.at(cursor, after);
      double way = Math.hypot(after.x - before.x, after.z - before.z);
      if (way <= most) {
        return;
      }
      cursor = from + (long) ((cursor - from) * most / way);
    }
  }

  private void fade(long passed) {
    double part = 1 - Math.exp(-passed / FADE_NANOS);
    for (int i = 0; i < error.length; i += 3) {
      double squares =
          error[i] * error[i] + error[i + 1] * error[i + 1] + error[i + 2] * error[i + 2];
      double most = FADE_METRES_PER_SECOND * passed / 1e9 / Math.sqrt(Math.max(squares, 1e-12));
      double keep = 1 - Math.min(part, most);
      error[i] *= keep;
      error[i + 1] *= keep;
      error[i + 2] *= keep;
    }
    double most = FADE_RADIANS_PER_SECOND * passed / 1e9 / Math.max(Math.abs(yawError), 1e-6);
    yawError *= 1 - Math.min(part, most);
  }

  private void forget() {
    Arrays.fill(error, 0);
    yawError = 0;
  }

  private void read(BodyPose into) {
    track.at(cursor, into);
    into.x += error[0];
    into.y += error[1];
    into.z += error[2];
    into.yaw += yawError;
    for (int i = 3; i < error.length; i++) {
      into.limb(i / 3 - 1)[i % 3] += (float) error[i];
    }
  }

  private static double get(BodyPose pose, int i) {
    return switch (i) {
      case 0 -> pose.x;
      case 1 -> pose.y;
      case 2 -> pose.z;
      default -> pose.limb(i / 3 - 1)[i % 3];
    };
  }
}
