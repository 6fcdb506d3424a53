package org.asclepion.host;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.asclepion.host.transport.Connection;
import org.asclepion.host.transport.ConnectionListener;
import org.asclepion.protocol.v1.ClientFrame;

/** Sessions that do nothing but remember, in order, what the transport told them. */
public final class Recorder implements ConnectionListener.Factory {
  /** One call of a listener. */
  public sealed interface Call {
    /** A connection opened. */
    record Opened(Connection connection) implements Call {}

    /** A frame came. */
    record Frame(Connection connection, ClientFrame frame) implements Call {}

    /** An outbox has room again. */
    record Writable(Connection connection) implements Call {}

    /** A connection ended. */
    record Closed(Connection connection) implements Call {}
  }

  public final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
  private final BiConsumer<Connection, ClientFrame> onFrame;

  public Recorder() {
    this((_, _) -> {});
  }

  /** Does something with each frame as well, on the event loop. */
  public Recorder(BiConsumer<Connection, ClientFrame> onFrame) {
    this.onFrame = onFrame;
  }

  /** The next call, which must be of this kind. */
  public <T extends Call> T next(Class<T> kind) throws InterruptedException {
    Call call = calls.poll(20, TimeUnit.SECONDS);
    if (!kind.isInstance(call)) {
      throw new AssertionError("expected " + kind.getSimpleName() + ", got " + call);
    }
    return kind.cast(call);
  }

  @Override
  public ConnectionListener opened(Connection connection) {
    calls.add(new Call.Opened(connection));
    return new ConnectionListener() {
      @Override
      public void onFrame(ClientFrame frame) {
        calls.add(new Call.Frame(connection, frame));
        onFrame.accept(connection, frame);
      }

      @Override
      public void onWritable() {
        calls.add(new Call.Writable(connection));
      }

      @Override
      public void onClosed() {
        calls.add(new Call.Closed(connection));
      }
    };
  }
}
