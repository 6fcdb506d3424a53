package org.asclepion.host.transport;

import org.asclepion.protocol.v1.ClientFrame;

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

  /** The outbox has fallen below its low mark after having been back-pressured. */
  void onWritable();

  /** The last call. */
  void onClosed();
}
