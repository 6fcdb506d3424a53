package org.asclepion.host.transport;

import com.google.protobuf.ByteString;
import org.asclepion.protocol.v1.ClientFrame;
import org.asclepion.protocol.v1.PoseIntent;

/**
 * What a connection tells the server's inside, always on that connection's own event loop, so calls
 * for one connection never overlap.
 */
public interface ConnectionListener {
  /** Makes the listener of a new connection. */
  interface Factory {
    ConnectionListener opened(Connection connection);
  }

  /** A well-formed frame, in sequence, within the rate and size limits. */
  void onFrame(ClientFrame frame);

  /**
   * A frame that holds a pose and nothing else. A listener that does not take it apart itself has
   * it as a frame like any other.
   *
   * @param message holds the sample at {@code from} to {@code to}, during this call only
   * @param readNanos when it was read from the socket, {@code System.nanoTime}
   */
  default void onPose(int sequence, byte[] message, int from, int to, long readNanos) {
    ByteString sample = ByteString.copyFrom(message, from, to - from);
    onFrame(
        ClientFrame.newBuilder()
            .setSequence(sequence)
            .setPose(PoseIntent.newBuilder().setSample(sample))
            .build());
  }

  /** The outbox has fallen below its low mark after having been back-pressured. */
  void onWritable();

  /** The last call. */
  void onClosed();
}
