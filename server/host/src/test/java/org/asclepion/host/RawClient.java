package org.asclepion.host;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.asclepion.protocol.v1.ClientFrame;
import org.asclepion.protocol.v1.ClockPing;
import org.asclepion.protocol.v1.Error;
import org.asclepion.protocol.v1.ServerFrame;
import org.jspecify.annotations.Nullable;

/** A WebSocket client that can misbehave in every way: bytes over a plain socket. */
public final class RawClient implements AutoCloseable {
  public static final int CONTINUATION = 0;
  public static final int TEXT = 1;
  public static final int BINARY = 2;
  public static final int CLOSE = 8;
  public static final int PING = 9;
  public static final int PONG = 10;

  /** A frame as received. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Frame(int opcode, byte[] payload) {
    public ServerFrame message() {
      try {
        return ServerFrame.parseFrom(payload);
      } catch (InvalidProtocolBufferException e) {
        throw new AssertionError(e);
      }
    }

    public int closeCode() {
      return ByteBuffer.wrap(payload).getShort();
    }
  }

  public final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;

  public RawClient(InetSocketAddress address, int receiveBuffer) throws IOException {
    socket = new Socket();
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(20_000);
    socket.connect(address);
    in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
    out = socket.getOutputStream();
  }

  /** A connected WebSocket. */
  public static RawClient open(TestServer server) throws IOException {
    return open(server, 0);
  }

  public static RawClient open(TestServer server, int receiveBuffer) throws IOException {
    return open(server.address, receiveBuffer);
  }

  public static RawClient open(InetSocketAddress address, int receiveBuffer) throws IOException {
    RawClient client = new RawClient(address, receiveBuffer);
    client.text(upgrade(address.getPort(), ""));
    String head = client.head();
    if (!head.startsWith("HTTP/1.1 101 ")) {
      throw new AssertionError(head);
    }
    return client;
  }

  public static String upgrade(int port, String more) {
    return "GET /api/v1/connect HTTP/1.1\r\nHost: localhost:"
        + port
        + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: asclepion.v1\r\n"
        + more
        + "\r\n";
  }

  public void text(String text) throws IOException {
    bytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public void bytes(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** The head of an answer, up to and including the empty line. */
  public String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int c = in.read();
      if (c < 0) {
        throw new EOFException("after: " + head);
      }
      head.append((char) c);
    }
    return head.toString();
  }

  /** Everything until the server closes. */
  public String rest() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  public InputStream in() {
    return in;
  }

  public void send(ClientFrame frame) throws IOException {
    bytes(frame(true, BINARY, frame.toByteArray()));
  }

  /** A frame that is right in every way. */
  public void ping(int sequence) throws IOException {
    send(ping(sequence, sequence));
  }

  public static ClientFrame ping(int sequence, long time) {
    return ClientFrame.newBuilder()
        .setSequence(sequence)
        .setClockPing(ClockPing.newBuilder().setClientTimeNanos(time))
        .build();
  }

  /** A masked frame, with a mask that is not all zeroes. */
  public static byte[] frame(boolean last, int opcode, byte[] payload) {
    int size = payload.length;
    ByteBuffer frame = ByteBuffer.allocate(size + 14);
    frame.put((byte) ((last ? 0x80 : 0) | opcode));
    if (size < 126) {
      frame.put((byte) (0x80 | size));
    } else if (size < 65536) {
      frame.put((byte) (0x80 | 126)).putShort((short) size);
    } else {
      frame.put((byte) (0x80 | 127)).putLong(size);
    }
    byte[] mask = {0x12, 0x34, 0x56, 0x78};
    frame.put(mask);
    for (int i = 0; i < size; i++) {
      frame.put((byte) (payload[i] ^ mask[i % 4]));
    }
    byte[] bytes = new byte[frame.position()];
    frame.flip().get(bytes);
    return bytes;
  }

  /** The next frame, or null at the end of the stream. */
  public @Nullable Frame read() throws IOException {
    int first;
    try {
      first = in.read();
    } catch (SocketException _) {
      return null;
    }
    if (first < 0) {
      return null;
    }
    long size = in.readUnsignedByte();
    if (size == 126) {
      size = in.readUnsignedShort();
    } else if (size == 127) {
      size = in.readLong();
    }
    byte[] payload = new byte[Math.toIntExact(size)];
    in.readFully(payload);
    return new Frame(first & 0xF, payload);
  }

  /** Reads on to the error frame, then to the close frame, then to the end; answers the error. */
  public Error readFault(int closeCode) throws IOException {
    Frame frame = read();
    while (frame != null && !(frame.opcode() == BINARY && frame.message().hasError())) {
      frame = read();
    }
    if (frame == null) {
      throw new AssertionError("closed without an error frame");
    }
    Frame close = read();
    if (close == null || close.opcode() != CLOSE || close.closeCode() != closeCode) {
      throw new AssertionError("expected close " + closeCode + ", got " + close);
    }
    if (read() != null) {
      throw new AssertionError("more after the close frame");
    }
    return frame.message().getError();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
