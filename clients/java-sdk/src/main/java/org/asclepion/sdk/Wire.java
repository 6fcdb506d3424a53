package org.asclepion.sdk;

import java.nio.ByteBuffer;

/** One WebSocket as the client sees it. Used on the client's loop only. */
interface Wire {
  /** What a wire tells, on the client's loop. */
  interface Listener {
    void opened();

    /** The bytes are valid during the call. */
    void frame(ByteBuffer bytes);

    /** The last call; also when it never opened. */
    void closed(String why);
  }

  void send(byte[] frame);

  /** Whether little enough is queued that more may be sent. */
  boolean isWritable();

  /** Closes as the protocol wants it. */
  void close();

  /** Closes at once and without a word. */
  void abort();
}
