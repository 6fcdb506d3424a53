package org.asclepion.host.transport;

import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;
import org.asclepion.protocol.v1.Error;

/**
 * Holds one peer to its rate of frames and bytes. Owned by the connection's event loop.
 *
 * <p>A peer that sends faster is throttled: its socket is not read until its account is level
 * again, so that TCP slows it down. One that stays throttled, or whose overdraft shows that it
 * never meant to keep to the rate, is a flood.
 */
final class Throttle {
  /** What a frame costs beside its payload. */
  private static final int HEADER_BYTES = 8;

  /** How far the account is filled before reading goes on, as a part of a second. */
  private static final double RESUME_SECONDS = 0.1;

  private final Channel channel;
  private final WebSocketConnection connection;
  private final Limits limits;
  private final TransportMetrics metrics;
  private final TokenBucket frames;
  private final TokenBucket bytes;
  private boolean throttled;
  private boolean straining;
  private long strainingSinceNanos;

  Throttle(
      Channel channel,
      WebSocketConnection connection,
      Limits limits,
      TransportMetrics metrics,
      long nowNanos) {
    this.channel = channel;
    this.connection = connection;
    this.limits = limits;
    this.metrics = metrics;
    this.frames =
        new TokenBucket(
            Limits.FRAMES_PER_SECOND,
            (double) Limits.FRAMES_PER_SECOND * Limits.BURST_SECONDS,
            nowNanos);
    this.bytes =
        new TokenBucket(
            Limits.BYTES_PER_SECOND,
            (double) Limits.BYTES_PER_SECOND * Limits.BURST_SECONDS,
            nowNanos);
  }

  /** Accounts for a frame; may fail the connection. */
  void take(int size, long now) {
    double framesLeft = frames.take(1, now);
    double bytesLeft = bytes.take(size + HEADER_BYTES, now);
    if (frames.isFarOverdrawn() || bytes.isFarOverdrawn()) {
      connection.fail(Error.Code.CODE_FLOOD, "far beyond the rate limit");
    } else if (framesLeft < 0 || bytesLeft < 0) {
      pause(now);
    } else if (straining && frames.isRested(now) && bytes.isRested(now)) {
      straining = false;
    }
  }

  private void pause(long now) {
    if (!straining) {
      straining = true;
      strainingSinceNanos = now;
    } else if (now - strainingSinceNanos > limits.flood().toNanos()) {
      connection.fail(Error.Code.CODE_FLOOD, "beyond the rate limit for too long");
      return;
    }
    if (!throttled) {
      throttled = true;
      metrics.throttled.increment();
      channel.config().setAutoRead(false);
      resumeWhenLevel(now);
    }
  }

  private void resumeWhenLevel(long now) {
    double lack =
        Math.max(
            RESUME_SECONDS - frames.level(now) / Limits.FRAMES_PER_SECOND,
            RESUME_SECONDS - bytes.level(now) / Limits.BYTES_PER_SECOND);
    if (lack > 0) {
      var _ =
          channel
              .eventLoop()
              .schedule(
                  () -> resumeWhenLevel(System.nanoTime()),
                  1 + (long) (lack * 1000),
                  TimeUnit.MILLISECONDS);
      return;
    }
    throttled = false;
    connection.heard(now);
    channel.config().setAutoRead(true);
  }
}
