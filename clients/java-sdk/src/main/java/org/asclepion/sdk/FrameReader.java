package org.asclepion.sdk;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Takes a server's bytes apart into WebSocket frames (RFC 6455, 5.2), which a server sends unmasked
 * and ours never fragments. Owned by the client's loop.
 *
 * <pre>
 *  byte 0          byte 1          bytes 2..3 or 2..9
 * +-+---+-------+ +-+-------------+ +----------------------------+
 * |1|000| opcode| |0| len, 126,127| | len if 126 (16) or 127 (64)| payload
 * +-+---+-------+ +-+-------------+ +----------------------------+
 * </pre>
 *
 * <p>What a read brings is nearly always whole frames; only the rest of one that is not is kept,
 * and never more than a frame may hold.
 */
final class FrameReader extends ChannelInboundHandlerAdapter {
  /** What is in the frames. */
  interface Sink {
    /** The payload is in the loop's {@link IncomingFrame}. */
    void binary();

    void ping(ByteBuf payload);

    /** The server closes: its code, or 1005 when it names none, and what it says. */
    void close(int code, String reason);

    /** What came is not what a server may send. */
    void fault(String what);

    /** Whether to go on reading. */
    boolean isOpen();
  }

  static final int OPCODE_BINARY = 2;
  static final int OPCODE_CLOSE = 8;
  static final int OPCODE_PING = 9;
  static final int OPCODE_PONG = 10;

  private static final int FINAL = 0x80;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;
  private static final int MAX_CONTROL_BYTES = 125;
  private static final int NO_STATUS = 1005;

  private final IncomingFrame incoming;
  private final Sink sink;
  private @Nullable ByteBuf rest;

  FrameReader(IncomingFrame incoming, Sink sink) {
    this.incoming = incoming;
    this.sink = sink;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf in = (ByteBuf) message;
    ByteBuf kept = rest;
    if (kept != null) {
      rest = null;
      kept.writeBytes(in);
      in.release();
      in = kept;
    }
    try {
      while (sink.isOpen() && frame(in)) {}
      if (sink.isOpen() && in.isReadable()) {
        rest = context.alloc().buffer(in.readableBytes()).writeBytes(in);
      }
    } finally {
      in.release();
    }
  }

  /** Takes one frame out; false when it is not all there, or what is there is at fault. */
  private boolean frame(ByteBuf in) {
    int available = in.readableBytes();
    if (available < 2) {
      return false;
    }
    int at = in.readerIndex();
    int first = in.getUnsignedByte(at);
    int header = 2;
    long length = in.getUnsignedByte(at + 1);
    if (length == LENGTH_16 || length == LENGTH_64) {
      header = length == LENGTH_16 ? 4 : 10;
      if (available < header) {
        return false;
      }
      length = header == 4 ? in.getUnsignedShort(at + 2) : in.getLong(at + 2);
    } else if (length > LENGTH_64) {
      sink.fault("the server sent a masked frame");
      return false;
    }
    int opcode = first & 0x0F;
    if (first != (FINAL | opcode) || !isKnown(opcode)) {
      sink.fault("the server sent something else than binary frames");
      return false;
    }
    int most = opcode == OPCODE_BINARY ? IncomingFrame.MAX_BYTES : MAX_CONTROL_BYTES;
    if (length < 0 || length > most) {
      sink.fault("the server sent a frame of more than " + most + " bytes");
      return false;
    }
    if (available - header < length) {
      return false;
    }
    in.skipBytes(header);
    take(opcode, in, (int) length);
    return true;
  }

  private static boolean isKnown(int opcode) {
    return opcode == OPCODE_BINARY || (opcode >= OPCODE_CLOSE && opcode <= OPCODE_PONG);
  }

  private void take(int opcode, ByteBuf in, int length) {
    switch (opcode) {
      case OPCODE_BINARY -> {
        in.readBytes(incoming.reserve(length), 0, length);
        sink.binary();
      }
      case OPCODE_PING -> sink.ping(in.readSlice(length));
      case OPCODE_CLOSE -> {
        int code = length >= 2 ? in.readUnsignedShort() : NO_STATUS;
        int said = length >= 2 ? length - 2 : length;
        sink.close(code, in.readString(said, java.nio.charset.StandardCharsets.UTF_8));
      }
      default -> in.skipBytes(length);
    }
  }

  /** Bytes kept of a frame that is not all there yet. */
  int keptBytes() {
    ByteBuf kept = rest;
    return kept == null ? 0 : kept.readableBytes();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    ByteBuf kept = rest;
    rest = null;
    if (kept != null) {
      kept.release();
    }
  }
}
