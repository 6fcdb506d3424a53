package org.asclepion.host.transport;

import io.netty.buffer.ByteBuf;
import org.asclepion.protocol.v1.Error;
import org.asclepion.protocol.v1.Goodbye;

/**
 * One client's WebSocket, seen from the server's inside. Every method may be called from any thread
 * and none blocks.
 */
public interface Connection {
  /** What became of an offered frame. */
  enum Offer {
    /** It will be written, in order. */
    ACCEPTED,
    /** The outbox is at its bound; the frame was not taken. The peer reads too slowly. */
    BACK_PRESSURED,
    /** The connection is closed or closing; the frame was not taken. */
    CLOSED
  }

  /**
   * Queues one encoded {@code ServerFrame}. The buffer is immutable and may be offered to many
   * connections; the caller keeps its own reference, an accepting connection retains one.
   */
  Offer offer(ByteBuf frame);

  /**
   * For the statistics: what is flushed next carries a pose that was read from its socket at this
   * {@code System.nanoTime}.
   */
  void carries(long poseReadNanos);

  /** Writes what was offered to the socket, once per loop turn however often it is called. */
  void flush();

  /** Whether the outbox is below its low mark again; see {@link ConnectionListener#onWritable}. */
  boolean isWritable();

  /** Sends the fault after what is queued, if the peer still reads, and closes. */
  void fail(Error.Code code, String detail);

  /** Says goodbye after what is queued, and closes. */
  void close(Goodbye.Reason reason, int retryAfterSeconds);
}
