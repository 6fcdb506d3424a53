package org.asclepion.host.replication;

import com.google.protobuf.MessageLite;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import org.asclepion.host.room.Replicator.Clock;

/**
 * Writes deltas and keyframes as the bytes protobuf would make of them, without its builders: they
 * are nearly all that a server sends. Static and pure.
 *
 * <p>A field of protobuf is a tag (number · 8 + kind), then a varint (kind 0), 8 bytes (kind 1) or
 * a length and as many bytes (kind 2). A delta of two people is 40 bytes:
 *
 * <pre>
 *  ServerFrame   Delta
 * +----+--------+----+-------+----+-----+----+----------+----+--------+----------------+----------
 * | 12 | length | 08 | scope | 10 | seq | 18 | base_seq | 22 | length | pose payload   | 2a … 32 …
 * +----+--------+----+-------+----+-----+----+----------+----+--------+----------------+----------
 *  delta         1            2          3               4 poses                         components
 * </pre>
 *
 * <p>Fields that are zero or empty are left out, as proto3 has it. The tags are held to the {@code
 * .proto} files by {@code FrameWriterPropertyTest}.
 */
final class FrameWriter {
  private static final int KEYFRAME = 0x0A;
  private static final int DELTA = 0x12;

  private static final int SCOPE = 0x08;
  private static final int SEQ = 0x10;

  private static final int DELTA_BASE_SEQ = 0x18;
  private static final int DELTA_POSES = 0x22;
  private static final int DELTA_COMPONENTS = 0x2A;
  private static final int DELTA_REMOVALS = 0x32;

  private static final int KEYFRAME_EPOCH_NANOS = 0x19;
  private static final int KEYFRAME_PERIOD_NANOS = 0x20;
  private static final int KEYFRAME_POSES = 0x2A;
  private static final int KEYFRAME_COMPONENTS = 0x32;

  private FrameWriter() {}

  /**
   * Writes {@code ServerFrame.delta}.
   *
   * @param allocator of the frame
   * @param poses array of the pose payload, of which the first {@code poseBytes} count; none at 0
   * @param components new or changed ones
   * @param removals what went
   */
  static ByteBuf delta(
      ByteBufAllocator allocator,
      int scope,
      int seq,
      int baseSeq,
      byte[] poses,
      int poseBytes,
      List<? extends MessageLite> components,
      List<? extends MessageLite> removals) {
    int body =
        sizeOfNumber(scope)
            + sizeOfNumber(seq)
            + sizeOfNumber(baseSeq)
            + sizeOfBytes(poseBytes)
            + sizeOf(components)
            + sizeOf(removals);
    ByteBuf out = begin(allocator, DELTA, body);
    number(out, SCOPE, scope);
    number(out, SEQ, seq);
    number(out, DELTA_BASE_SEQ, baseSeq);
    bytes(out, DELTA_POSES, poses, poseBytes);
    messages(out, DELTA_COMPONENTS, components);
    messages(out, DELTA_REMOVALS, removals);
    return out;
  }

  /** Writes {@code ServerFrame.keyframe}; parameters as for {@link #delta}. */
  static ByteBuf keyframe(
      ByteBufAllocator allocator,
      int scope,
      int seq,
      Clock clock,
      byte[] poses,
      int poseBytes,
      List<? extends MessageLite> components) {
    int body =
        sizeOfNumber(scope)
            + sizeOfNumber(seq)
            + (clock.epochNanos() == 0 ? 0 : 1 + Long.BYTES)
            + sizeOfNumber(clock.periodNanos())
            + sizeOfBytes(poseBytes)
            + sizeOf(components);
    ByteBuf out = begin(allocator, KEYFRAME, body);
    number(out, SCOPE, scope);
    number(out, SEQ, seq);
    if (clock.epochNanos() != 0) {
      out.writeByte(KEYFRAME_EPOCH_NANOS).writeLongLE(clock.epochNanos());
    }
    number(out, KEYFRAME_PERIOD_NANOS, clock.periodNanos());
    bytes(out, KEYFRAME_POSES, poses, poseBytes);
    messages(out, KEYFRAME_COMPONENTS, components);
    return out;
  }

  private static ByteBuf begin(ByteBufAllocator allocator, int tag, int body) {
    int size = 1 + sizeOfVarint(body) + body;
    ByteBuf out = allocator.buffer(size, size);
    out.writeByte(tag);
    varint(out, body);
    return out;
  }

  private static void number(ByteBuf out, int tag, int value) {
    if (value != 0) {
      out.writeByte(tag);
      varint(out, value);
    }
  }

  private static void bytes(ByteBuf out, int tag, byte[] bytes, int length) {
    if (length > 0) {
      out.writeByte(tag);
      varint(out, length);
      out.writeBytes(bytes, 0, length);
    }
  }

  private static void messages(ByteBuf out, int tag, List<? extends MessageLite> messages) {
    for (int i = 0; i < messages.size(); i++) {
      byte[] message = messages.get(i).toByteArray();
      out.writeByte(tag);
      varint(out, message.length);
      out.writeBytes(message);
    }
  }

  private static void varint(ByteBuf out, int value) {
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      out.writeByte(rest | 0x80);
      rest >>>= 7;
    }
    out.writeByte(rest);
  }

  private static int sizeOfVarint(int value) {
    // 7 bits a byte: 1 for up to 7 bits, 5 for 29 to 32.
    return (38 - Integer.numberOfLeadingZeros(value | 1)) / 7;
  }

  private static int sizeOfNumber(int value) {
    return value == 0 ? 0 : 1 + sizeOfVarint(value);
  }

  private static int sizeOfBytes(int length) {
    return length == 0 ? 0 : 1 + sizeOfVarint(length) + length;
  }

  private static int sizeOf(List<? extends MessageLite> messages) {
    int size = 0;
    for (int i = 0; i < messages.size(); i++) {
      int length = messages.get(i).getSerializedSize();
      size += 1 + sizeOfVarint(length) + length;
    }
    return size;
  }
}
