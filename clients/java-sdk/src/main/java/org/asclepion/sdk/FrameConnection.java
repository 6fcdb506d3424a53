package org.asclepion.sdk;

import java.net.URI;
import java.nio.ByteBuffer;

/**
 * One WebSocket of the protocol without the protocol: the very code that carries a client's frames,
 * to measure what carrying alone costs. Owned by the client's loop; made there too.
 */
public final class FrameConnection {
  /** Hears what becomes of it, on the client's loop. */
  public interface Listener {
    void opened();

    /** Read-only, valid during the call. */
    void frame(ByteBuffer payload);

    /** The last call; also when it never opened. */
    void closed(String why);
  }

  private final ClientLoop loop;
  private final Wire wire;
  private final AlarmWheel.Alarm alarm;
  private int sequence;

  private FrameConnection(ClientLoop loop, URI socket, Listener listener, Runnable due) {
    this.loop = loop;
    alarm = new AlarmWheel.Alarm(due);
    wire =
        NettyWire.open(
            loop,
            socket,
            new Wire.Listener() {
              @Override
              public void opened() {
                listener.opened();
              }

              @Override
              public void frame(IncomingFrame frame) {
                listener.frame(frame.view());
              }

              @Override
              public void closed(String why) {
                loop.alarms().cancel(alarm);
                listener.closed(why);
              }
            });
  }

  /**
   * Connects.
   *
   * @param socket such as {@code ws://127.0.0.1:1234/3/7}, with its port
   * @param due is run at each moment named by {@link #wakeAt}
   */
  public static FrameConnection open(ClientLoop loop, URI socket, Listener listener, Runnable due) {
    return new FrameConnection(loop, socket, listener, due);
  }

  /** Has {@code due} run once, at a moment of {@link System#nanoTime} or half a ms before. */
  public void wakeAt(long nanos) {
    loop.alarms().set(alarm, nanos);
  }

  /** Sends a pose sample as a client does; false when too much is queued already. */
  public boolean sendPose(byte[] sample) {
    if (!wire.isWritable()) {
      return false;
    }
    wire.sendPose(++sequence, sample);
    return true;
  }

  public void close() {
    loop.alarms().cancel(alarm);
    wire.close();
  }
}
