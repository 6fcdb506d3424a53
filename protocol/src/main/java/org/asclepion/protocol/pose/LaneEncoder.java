package org.asclepion.protocol.pose;

import java.util.Arrays;

/**
 * One lane of one body in a hall: what its followers are told of it, encoded once for all of them.
 * The bytes are described in {@code docs/protocol/hall.md}. Owned by one thread at a time.
 *
 * <p>At each tick in which the lane is due, first {@link #advance}; then whoever follows it gets
 * {@link #delta}, and whoever begins gets {@link #keyframe}. Both are whole pieces, ready to be put
 * one behind the other, and stay as they are until the lane advances again.
 */
public final class LaneEncoder {
  /** What stands before the payload at most: two varints. */
  private static final int HEAD = 6;

  /** A piece of bytes that grows. */
  private static final class Piece {
    byte[] bytes = new byte[64];
    int length;
  }

  private final int slot;
  private final boolean far;
  private final PoseEncoder encoder;
  private PoseColumns sent = new PoseColumns(1);
  private PoseColumns now = new PoseColumns(1);
  private final Piece delta = new Piece();
  private final Piece keyframe = new Piece();
  private boolean begun;

  /**
   * @param encoder a tool only, which lanes of one thread may share
   */
  public LaneEncoder(int slot, boolean far, PoseEncoder encoder) {
    this.slot = slot;
    this.far = far;
    this.encoder = encoder;
    sent.add(0);
    now.add(0);
  }

  /**
   * Brings the lane to this tick.
   *
   * @param from holds the body's values in its first row
   */
  public void advance(PoseColumns from) {
    delta.length = 0;
    if (!begun) {
      begun = true;
      sent.copyRow(0, from, 0);
      sent.forget(0);
    } else {
      now.copyRow(0, from, 0);
      if (!encoder.delta(sent, sent.get(0, PoseColumns.SAMPLE), now)) {
        return;
      }
      write(delta);
      PoseColumns old = sent;
      sent = now;
      now = old;
    }
    keyframe.length = 0;
  }

  /** There is no news at this tick. */
  public void rest() {
    delta.length = 0;
  }

  /** Appends what followers need to {@code into} at {@code at}; answers the end. */
  public int delta(byte[] into, int at) {
    System.arraycopy(delta.bytes, 0, into, at, delta.length);
    return at + delta.length;
  }

  /** Bytes of the delta; 0 when there is nothing to tell. */
  public int deltaLength() {
    return delta.length;
  }

  /** Appends what a new follower needs: the state after this tick's delta. */
  public int keyframe(byte[] into, int at) {
    System.arraycopy(keyframe.bytes, 0, into, at, keyframeLength());
    return at + keyframe.length;
  }

  /** Bytes of the keyframe, which is encoded when first asked for. */
  public int keyframeLength() {
    if (keyframe.length == 0) {
      encoder.keyframe(sent);
      write(keyframe);
    }
    return keyframe.length;
  }

  /** Appends that a body is followed no more; at most {@value #HEAD} bytes. */
  public static int end(int slot, byte[] into, int at) {
    int to = varint(slot << 1, into, at);
    return varint(0, into, to);
  }

  private void write(Piece piece) {
    int length = encoder.length();
    if (piece.bytes.length < HEAD + length) {
      piece.bytes = Arrays.copyOf(piece.bytes, 2 * (HEAD + length));
    }
    int at = varint(slot << 1 | (far ? 1 : 0), piece.bytes, 0);
    at = varint(length, piece.bytes, at);
    System.arraycopy(encoder.buffer(), 0, piece.bytes, at, length);
    piece.length = at + length;
  }

  private static int varint(int value, byte[] into, int at) {
    int to = at;
    int left = value;
    for (; left > 0x7F; left >>>= 7) {
      into[to++] = (byte) ((left & 0x7F) | 0x80);
    }
    into[to++] = (byte) left;
    return to;
  }
}
