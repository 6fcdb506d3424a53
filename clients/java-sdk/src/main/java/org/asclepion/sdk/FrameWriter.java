package org.asclepion.sdk;

import com.google.protobuf.CodedOutputStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import org.asclepion.protocol.v1.ClientFrame;

/**
 * Writes a client's WebSocket frames (RFC 6455, 5.2): header, mask and masked payload into one
 * buffer. Owned by the client's loop.
 *
 * <pre>
 *  byte 0          byte 1          2 or 8 bytes if so       4 bytes
 * +-+---+-------+ +-+-------------+ +----------------------+ +------+
 * |1|000| opcode| |1| len, 126,127| | len if 126 or 127    | | mask | payload xor mask
 * +-+---+-------+ +-+-------------+ +----------------------+ +------+
 * </pre>
 *
 * <p>Masks keep a page in a browser from choosing what goes over the wire. No page chooses what we
 * send, so masks from a quick generator with a secret seed do.
 */
final class FrameWriter {
  /** Tags of ClientFrame.sequence, ClientFrame.pose and PoseIntent.sample. */
  private static final int TAG_SEQUENCE = 1 << 3;

  private static final int TAG_POSE = 10 << 3 | 2;
  private static final int TAG_SAMPLE = 1 << 3 | 2;

  /** Below this a length is one byte, as a varint and as the header's length both. */
  private static final int SMALL = 126;

  private final SplittableRandom masks = new SplittableRandom(new SecureRandom().nextLong());
  private byte[] scratch = new byte[512];

  /** A binary frame with a message. */
  ByteBuf message(ByteBufAllocator allocator, ClientFrame frame) {
    int size = frame.getSerializedSize();
    if (size > scratch.length) {
      scratch = new byte[size];
    }
    CodedOutputStream out = CodedOutputStream.newInstance(scratch, 0, size);
    try {
      frame.writeTo(out);
      out.checkNoSpaceLeft();
    } catch (IOException e) {
      throw new IllegalStateException("an array took no bytes", e);
    }
    return masked(allocator, FrameReader.OPCODE_BINARY, size);
  }

  /**
   * A binary frame with a pose intent: what {@link #message} would write, without making an object
   * of it.
   *
   * @param sample fewer than 100 bytes
   */
  ByteBuf pose(ByteBufAllocator allocator, int sequence, byte[] sample) {
    int length = sample.length;
    if (length >= 100) {
      throw new IllegalArgumentException("a sample of " + length + " bytes");
    }
    byte[] to = scratch;
    int at = 0;
    to[at++] = TAG_SEQUENCE;
    int left = sequence;
    while ((left & ~0x7F) != 0) {
      to[at++] = (byte) ((left & 0x7F) | 0x80);
      left >>>= 7;
    }
    to[at++] = (byte) left;
    to[at++] = TAG_POSE;
    to[at++] = (byte) (length + 2);
    to[at++] = TAG_SAMPLE;
    to[at++] = (byte) length;
    System.arraycopy(sample, 0, to, at, length);
    return masked(allocator, FrameReader.OPCODE_BINARY, at + length);
  }

  /** A frame with the payload of a ping. */
  ByteBuf pong(ByteBufAllocator allocator, ByteBuf payload) {
    int size = payload.readableBytes();
    payload.getBytes(payload.readerIndex(), scratch, 0, size);
    return masked(allocator, FrameReader.OPCODE_PONG, size);
  }

  /** A close frame that names no reason. */
  ByteBuf close(ByteBufAllocator allocator) {
    return masked(allocator, FrameReader.OPCODE_CLOSE, 0);
  }

  private ByteBuf masked(ByteBufAllocator allocator, int opcode, int size) {
    ByteBuf out = allocator.directBuffer(14 + size);
    out.writeByte(0x80 | opcode);
    if (size < SMALL) {
      out.writeByte(0x80 | size);
    } else if (size <= 0xFFFF) {
      out.writeByte(0x80 | 126).writeShort(size);
    } else {
      out.writeByte(0x80 | 127).writeLong(size);
    }
    int mask = masks.nextInt();
    out.writeInt(mask);
    for (int i = 0; i < size; i++) {
      scratch[i] ^= (byte) (mask >>> (24 - 8 * (i & 3)));
    }
    return out.writeBytes(scratch, 0, size);
  }
}
