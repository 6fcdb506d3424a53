package org.asclepion.sdk;

import java.nio.ByteBuffer;

/**
 * The payload of the frame being received: one buffer for all connections of a loop, as only one
 * frame is looked at at a time. Owned by the client's loop.
 */
final class IncomingFrame {
  /** The largest frame a server may send: a full hall's keyframe is far below. */
  static final int MAX_BYTES = 4 << 20;

  private byte[] bytes = new byte[16 << 10];
  private ByteBuffer view = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  private int length;

  /** Makes room for a frame, at most {@link #MAX_BYTES}, to be filled in from index 0. */
  byte[] reserve(int length) {
    if (length > MAX_BYTES) {
      throw new IllegalArgumentException(length + " bytes");
    }
    if (length > bytes.length) {
      bytes = new byte[Math.min(MAX_BYTES, Math.max(length, 2 * bytes.length))];
      view = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }
    this.length = length;
    return bytes;
  }

  /** The frame is what lies from 0 to {@link #length}. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Read-only; the same object every time. */
  ByteBuffer view() {
    return view.clear().limit(length);
  }
}
