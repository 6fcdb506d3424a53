package org.asclepion.host.transport;

import java.time.Duration;

/**
 * The bounds of a connection and of the port. Immutable; the product uses {@link #DEFAULTS}, tests
 * shorten the times.
 *
 * @param maxConnections open sockets of every kind, in total
 * @param maxConnectionsPerAddress open sockets of one remote address; loopback is exempt
 * @param hello how long the first frame may take
 * @param idle how long a peer may send no frame at all, not even a pong
 * @param slowReader how long an outbox may stay back-pressured
 * @param flood how long a peer may stay throttled
 * @param linger how long a closing connection waits for its peer to read the last frame
 */
public record Limits(
    int maxConnections,
    int maxConnectionsPerAddress,
    Duration hello,
    Duration idle,
    Duration slowReader,
    Duration flood,
    Duration linger) {

  /** The largest message a client may send, in bytes, whether in one frame or in fragments. */
  public static final int MAX_FRAME_BYTES = 16 * 1024;

  /** How deep the groups and messages of a client's frame may nest. */
  public static final int MAX_NESTING = 8;

  /** Frames, of any kind, that a client may send in a second, sustained. */
  public static final int FRAMES_PER_SECOND = 200;

  /** Bytes that a client may send in a second, sustained; payloads and frame headers. */
  public static final int BYTES_PER_SECOND = 64 * 1024;

  /** Seconds' worth of frames and bytes that may come at once after a quiet time. */
  public static final int BURST_SECONDS = 2;

  /** Frames that may wait in one outbox. */
  public static final int OUTBOX_FRAMES = 256;

  /** Bytes that may wait in one outbox. One frame larger than this passes when nothing waits. */
  public static final int OUTBOX_BYTES = 256 * 1024;

  /** A back-pressured outbox is writable again below this part of both bounds. */
  public static final int LOW_MARK_DIVISOR = 4;

  /** Bytes that may have left the outbox and not reached the kernel. */
  public static final int SOCKET_BYTES = 64 * 1024;

  public static final Limits DEFAULTS =
      new Limits(
          8192,
          256,
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2));
}
