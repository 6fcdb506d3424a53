package org.asclepion.load;

import java.net.URI;
import java.nio.ByteBuffer;
import org.asclepion.protocol.pose.PoseSample;
import org.asclepion.sdk.ClientLoop;
import org.asclepion.sdk.FrameConnection;
import org.jspecify.annotations.Nullable;

/**
 * A client of the relay: sends a sample just before each tick of its room, and notes which of the
 * others' samples it hears of. Owned by the bots' loop.
 */
final class FloorClient implements FrameConnection.Listener {
  /** How long before the tick a sample is sent, as the server asks its clients to. */
  private static final long LEAD_NANOS = 3_000_000;

  private final Meter meter;
  private final int member;
  private final long[] heard;
  private final long periodNanos;
  private final long phaseNanos;
  private final byte[] sample = new byte[PoseSample.BYTES];
  private final ByteBuffer sampleView = ByteBuffer.wrap(sample);
  private final Runnable onSettled;
  private @Nullable FrameConnection connection;
  private boolean open;
  private boolean settled;
  private boolean closing;
  private long dueNanos;

  /**
   * @param onSettled called once, when it is connected or has given up
   */
  FloorClient(Meter meter, int room, int member, int members, double hz, Runnable onSettled) {
    this.meter = meter;
    this.member = member;
    this.heard = new long[members];
    this.periodNanos = Relay.periodNanos(hz);
    this.phaseNanos = Relay.phaseNanos(room, periodNanos) - LEAD_NANOS;
    this.onSettled = onSettled;
  }

  void connect(ClientLoop loop, URI socket) {
    connection = FrameConnection.open(loop, socket, this, this::due);
  }

  boolean isOpen() {
    return open;
  }

  void close() {
    closing = true;
    if (connection != null) {
      connection.close();
    }
  }

  @Override
  public void opened() {
    open = true;
    settle();
    long now = System.nanoTime();
    dueNanos = now + Math.floorMod(phaseNanos - now, periodNanos);
    wake();
  }

  private void wake() {
    if (connection != null) {
      connection.wakeAt(dueNanos);
    }
  }

  private void due() {
    long now = System.nanoTime();
    // One that slept in skips what it missed.
    long missed = Math.max(0, (now - dueNanos) / periodNanos);
    dueNanos += (missed + 1) * periodNanos;
    wake();
    sampleView.putLong(0, now);
    if (connection != null && connection.sendPose(sample) && meter.counts(now)) {
      meter.sent++;
      meter.expected += heard.length - 1;
    }
  }

  @Override
  public void frame(ByteBuffer payload) {
    meter.frame(payload.remaining());
    long now = System.nanoTime();
    int entries = RelayFrame.entries(payload.remaining(), heard.length);
    int first = payload.getShort(0);
    for (int i = 0; i < entries; i++) {
      int from = (first + i) % heard.length;
      long sent = payload.getLong(RelayFrame.HEAD + i * RelayFrame.ENTRY);
      if (from != member && sent != heard[from] && meter.counts(sent)) {
        meter.delivered++;
        meter.latencyMicros.add((now - sent) / 1_000);
      }
      heard[from] = sent;
    }
  }

  @Override
  public void closed(String why) {
    open = false;
    settle();
    if (!closing) {
      meter.error(why);
    }
  }

  private void settle() {
    if (!settled) {
      settled = true;
      onSettled.run();
    }
  }
}
