package org.asclepion.sdk;

import org.asclepion.protocol.v1.ClientFrame;

/** One WebSocket as the client sees it. Used on the client's loop only. */
interface Wire {
  /** What a wire tells, on the client's loop. */
  interface Listener {
    void opened();

    /** The frame is valid during the call. */
    void frame(IncomingFrame frame);

    /** The last call; also when it never opened. */
    void closed(String why);
  }

  void send(ClientFrame frame);

  /** As {@link #send} of a frame with a pose intent. */
  void sendPose(int sequence, byte[] sample);

  /** Whether little enough is queued that more may be sent. */
  boolean isWritable();

  /** Closes as the protocol wants it. */
  void close();

  /** Closes at once and without a word. */
  void abort();
}
