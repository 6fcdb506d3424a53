package org.asclepion.host.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes frames of RFC 6455 to the connections of one event loop, which owns it.
 *
 * <p>What a connection gets in a tick is mostly one small frame, and what it costs is the way
 * through Netty and the kernel. So small frames are copied with their headers into one buffer: one
 * write however many there are, no header buffers, no views of shared buffers. A large frame is
 * passed on as it is, and the kernel gathers it with its header.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty closes the channel when an operation fails
final class FrameWriter {
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  /** Payload bytes that are copied into one buffer; a frame larger than that is not copied. */
  static final int MAX_COPIED_BYTES = 4096;

  /** Frames that are copied into one buffer. */
  static final int MAX_COPIED_FRAMES = 64;

  private static final int MAX_HEADER_BYTES = 10;

  private final TransportMetrics metrics;
  private final @Nullable ByteBuf[] taken = new ByteBuf[MAX_COPIED_FRAMES];

  FrameWriter(TransportMetrics metrics) {
    this.metrics = metrics;
  }

  /**
   * Hands what waits to the channel, as far as that takes it, without flushing. Answers whether
   * there was anything.
   */
  boolean write(Outbox outbox, Channel channel) {
    boolean wrote = false;
    while (channel.isWritable()) {
      int count = outbox.take(taken, MAX_COPIED_BYTES);
      if (count == 0) {
        break;
      }
      try {
        write(channel, count);
      } finally {
        Arrays.fill(taken, 0, count, null);
      }
      wrote = true;
    }
    return wrote;
  }

  private void write(Channel channel, int count) {
    ByteBuf first = taken[0];
    int bytes = 0;
    for (int i = 0; i < count; i++) {
      ByteBuf frame = taken[i];
      bytes += frame == null ? 0 : frame.readableBytes();
    }
    metrics.framesOut.increment(count);
    metrics.bytesOut.increment(bytes);
    if (first != null && bytes > MAX_COPIED_BYTES) {
      // It came alone.
      ByteBuf header = channel.alloc().ioBuffer(MAX_HEADER_BYTES);
      header(header, BINARY, bytes);
      channel.write(header, channel.voidPromise());
      // A view, since the channel moves the indices of what it writes.
      channel.write(first.duplicate(), channel.voidPromise());
      return;
    }
    ByteBuf all = channel.alloc().ioBuffer(bytes + count * MAX_HEADER_BYTES);
    for (int i = 0; i < count; i++) {
      ByteBuf frame = taken[i];
      if (frame != null) {
        int size = frame.readableBytes();
        header(all, BINARY, size);
        // Others write the same buffer at the same time: its indices must not move.
        all.writeBytes(frame, frame.readerIndex(), size);
        frame.release();
      }
    }
    channel.write(all, channel.voidPromise());
  }

  /** Writes a ping or a pong of this payload, without flushing. */
  static void control(Channel channel, int opcode, byte[] payload, int length) {
    ByteBuf frame = channel.alloc().ioBuffer(MAX_HEADER_BYTES + length);
    header(frame, opcode, length);
    frame.writeBytes(payload, 0, length);
    channel.write(frame, channel.voidPromise());
  }

  /** Writes a close frame, without flushing; the answer tells when the kernel has it. */
  static ChannelFuture close(Channel channel, int code) {
    ByteBuf frame = channel.alloc().ioBuffer(MAX_HEADER_BYTES + Short.BYTES);
    header(frame, CLOSE, Short.BYTES);
    return channel.write(frame.writeShort(code));
  }

  /**
   * Writes the header of an unmasked, unfragmented frame (RFC 6455, 5.2).
   *
   * <pre>
   *  byte 0          byte 1          bytes 2..3 or 2..9
   * +-+---+-------+ +-+-------------+ +----------------------------+
   * |1|000| opcode| |0| len, 126,127| | len if 126 (16) or 127 (64)|
   * +-+---+-------+ +-+-------------+ +----------------------------+
   * </pre>
   */
  static void header(ByteBuf into, int opcode, int size) {
    into.writeByte(0x80 | opcode);
    if (size < 126) {
      into.writeByte(size);
    } else if (size <= 0xFFFF) {
      into.writeByte(126).writeShort(size);
    } else {
      into.writeByte(127).writeLong(size);
    }
  }
}
