package org.asclepion.host.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.asclepion.protocol.v1.Error;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what one client sends into the frames of RFC 6455 and takes their masks off. Owned by the
 * connection's event loop.
 *
 * <pre>
 *  byte 0          byte 1          0, 2 or 8 bytes         4 bytes   length bytes
 * +-+---+-------+ +-+-------------+ +----------------------+ +------+ +-------------------+
 * |F|RSV| opcode| |M| length,     | | length if 126 (16    | | mask | | payload, byte i   |
 * | |000|       | |1| 126 or 127  | | bits) or 127 (64)    | |      | | xor mask[i mod 4] |
 * +-+---+-------+ +-+-------------+ +----------------------+ +------+ +-------------------+
 * </pre>
 *
 * <p>Lengths are big-endian and must be of the shortest form; a client's frames must be masked; no
 * extension is ever negotiated, so the reserved bits are zero; frames of control (opcodes from 8)
 * are whole and at most {@link #MAX_CONTROL_BYTES} long.
 *
 * <p>Nearly always a read brings whole frames, and their payload goes straight from the read's
 * buffer into a scratch array that all connections of the loop share. Only a frame that comes in
 * several reads is gathered in a buffer of its own, never larger than the frame's header allows:
 * {@link Limits#MAX_FRAME_BYTES} and {@link #MAX_HEADER_BYTES}.
 */
final class FrameReader {
  /** Takes frames in the order of their coming. */
  interface Sink {
    /**
     * One frame.
     *
     * @param last the F bit
     * @param payload holds it at 0 to {@code length}, during this call only; may be overwritten
     */
    void onFrame(boolean last, int opcode, byte[] payload, int length);
  }

  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  static final int MAX_HEADER_BYTES = 14;
  static final int MAX_CONTROL_BYTES = 125;

  private static final int LAST = 0x80;
  private static final int RESERVED = 0x70;
  private static final int OPCODE = 0x0F;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7F;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;
  private static final int MASK_BYTES = 4;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final ByteBufAllocator allocator;
  private final byte[] scratch;
  private final Sink sink;
  private @Nullable ByteBuf held;
  private boolean closed;

  /**
   * @param scratch at least {@link Limits#MAX_FRAME_BYTES} long
   */
  FrameReader(ByteBufAllocator allocator, byte[] scratch, Sink sink) {
    this.allocator = allocator;
    this.scratch = scratch;
    this.sink = sink;
  }

  /**
   * Reads {@code in}, which stays the caller's to release. After a fault nothing more is
   * understood, and nothing is taken.
   */
  void read(ByteBuf in) throws FrameFault {
    try {
      while (in.isReadable() && !closed) {
        if (held == null) {
          readOrHold(in);
        } else {
          gather(held, in);
        }
      }
    } catch (FrameFault fault) {
      close();
      throw fault;
    }
  }

  private void readOrHold(ByteBuf in) throws FrameFault {
    int size = size(in);
    if (size > 0 && in.readableBytes() >= size) {
      frame(in);
    } else {
      ByteBuf part = allocator.buffer(Math.max(size, MAX_HEADER_BYTES));
      held = part;
      part.writeBytes(in);
    }
  }

  private void gather(ByteBuf part, ByteBuf in) throws FrameFault {
    int size = size(part);
    // The header byte by byte, so that nothing of the next frame gets in.
    int lack = size > 0 ? size - part.readableBytes() : 1;
    part.writeBytes(in, Math.min(lack, in.readableBytes()));
    if (part.readableBytes() == size(part)) {
      held = null;
      try {
        frame(part);
      } finally {
        part.release();
      }
    }
  }

  /** The bytes of the frame that begins here, 0 when there is too little to know. */
  private static int size(ByteBuf in) throws FrameFault {
    int there = in.readableBytes();
    if (there < 2) {
      return 0;
    }
    int at = in.readerIndex();
    int first = in.getUnsignedByte(at);
    int second = in.getUnsignedByte(at + 1);
    int opcode = first & OPCODE;
    if ((first & RESERVED) != 0 || (second & MASKED) == 0) {
      throw malformed();
    }
    long length = second & LENGTH;
    int header = 2;
    switch (opcode) {
      case CONTINUATION, TEXT, BINARY -> {}
      case CLOSE, PING, PONG -> {
        if ((first & LAST) == 0
            || length > MAX_CONTROL_BYTES
            || (opcode == CLOSE && length == Short.BYTES - 1)) {
          throw malformed();
        }
      }
      default -> throw malformed();
    }
    if (length == LENGTH_16) {
      header += Short.BYTES;
      if (there < header) {
        return 0;
      }
      length = in.getUnsignedShort(at + 2);
      if (length < LENGTH_16) {
        throw malformed();
      }
    } else if (length == LENGTH_64) {
      header += Long.BYTES;
      if (there < header) {
        return 0;
      }
      length = in.getLong(at + 2);
      if (length <= 0xFFFF) {
        throw malformed();
      }
    }
    if (length > Limits.MAX_FRAME_BYTES) {
      throw new FrameFault(
          Error.Code.CODE_TOO_LARGE, "more than " + Limits.MAX_FRAME_BYTES + " bytes");
    }
    return header + MASK_BYTES + (int) length;
  }

  /** Takes the whole frame that begins here. */
  private void frame(ByteBuf in) {
    int first = in.readUnsignedByte();
    int length = in.readUnsignedByte() & LENGTH;
    if (length == LENGTH_16) {
      length = in.readUnsignedShort();
    }
    // A length of 64 bits has been refused as too large.
    int mask = in.readInt();
    in.readBytes(scratch, 0, length);
    unmask(scratch, length, mask);
    sink.onFrame((first & LAST) != 0, first & OPCODE, scratch, length);
  }

  private static void unmask(byte[] bytes, int length, int mask) {
    long twice = (mask & 0xFFFF_FFFFL) << 32 | (mask & 0xFFFF_FFFFL);
    int i = 0;
    for (; i <= length - Long.BYTES; i += Long.BYTES) {
      LONGS.set(bytes, i, (long) LONGS.get(bytes, i) ^ twice);
    }
    for (; i < length; i++) {
      bytes[i] ^= (byte) (mask >>> (24 - 8 * (i & 3)));
    }
  }

  private static FrameFault malformed() {
    return new FrameFault(Error.Code.CODE_MALFORMED, "not a WebSocket frame");
  }

  /** Lets go of a frame that has not come to its end, and takes no more. */
  void close() {
    closed = true;
    if (held != null) {
      held.release();
      held = null;
    }
  }
}
