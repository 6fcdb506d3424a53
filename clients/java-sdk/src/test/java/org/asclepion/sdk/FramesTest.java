package org.asclepion.sdk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.asclepion.protocol.v1.ChatIntent;
import org.asclepion.protocol.v1.ClientFrame;
import org.asclepion.protocol.v1.PoseIntent;
import org.junit.jupiter.api.Test;

/** Frames read and written by hand, held against Netty's own codec. */
final class FramesTest implements FrameReader.Sink {
  private final IncomingFrame incoming = new IncomingFrame();
  private final FrameReader reader = new FrameReader(incoming, this);
  private final List<String> heard = new ArrayList<>();
  private final List<byte[]> payloads = new ArrayList<>();
  private boolean open = true;

  @Test
  void readsWhatNettyWritesHoweverItIsCut() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int[] sizes = {0, 1, 125, 126, 127, 0xFFFF, 0x10000, 300_000};
    byte[][] sent = new byte[sizes.length][];
    ByteBuf stream = Unpooled.buffer();
    for (int i = 0; i < sizes.length; i++) {
      sent[i] = new byte[sizes[i]];
      random.nextBytes(sent[i]);
      append(stream, new BinaryWebSocketFrame(Unpooled.wrappedBuffer(sent[i])));
      append(
          stream, new PingWebSocketFrame(Unpooled.copiedBuffer("p" + i, StandardCharsets.UTF_8)));
    }
    EmbeddedChannel channel = new EmbeddedChannel(reader);
    while (stream.isReadable()) {
      int size = Math.min(stream.readableBytes(), 1 + random.nextInt(9_000));
      channel.writeInbound(stream.readRetainedSlice(size));
    }
    assertEquals(sizes.length, payloads.size(), "seed " + seed);
    for (int i = 0; i < sizes.length; i++) {
      assertArrayEquals(sent[i], payloads.get(i), "seed " + seed);
      assertEquals("ping p" + i, heard.get(i));
    }
    assertEquals(0, reader.keptBytes());
    channel.finishAndReleaseAll();
  }

  @Test
  void keepsNoMoreThanAFrameMayHold() {
    EmbeddedChannel channel = new EmbeddedChannel(reader);
    channel.writeInbound(
        Unpooled.buffer().writeByte(0x82).writeByte(127).writeLong(IncomingFrame.MAX_BYTES + 1L));
    assertEquals(List.of("fault the server sent a frame of more than 4194304 bytes"), heard);
    assertEquals(0, reader.keptBytes());
    channel.writeInbound(Unpooled.buffer().writeZero(100));
    assertEquals(1, heard.size(), "after a fault nothing is read");
    channel.finishAndReleaseAll();
  }

  @Test
  void namesWhatAServerMayNotSend() {
    faults("something else than binary", bytes(new TextWebSocketFrame("hello")));
    faults("masked", Unpooled.wrappedBuffer(new byte[] {(byte) 0x82, (byte) 0x80, 0, 0, 0, 0}));
    faults("something else", Unpooled.wrappedBuffer(new byte[] {0x02, 0}));
    faults("something else", Unpooled.wrappedBuffer(new byte[] {(byte) 0xC2, 0}));
    faults("more than 125", Unpooled.wrappedBuffer(new byte[] {(byte) 0x89, 126, 0, (byte) 200}));
  }

  @Test
  void hearsWhyTheServerCloses() {
    EmbeddedChannel channel = new EmbeddedChannel(reader);
    channel.writeInbound(bytes(new CloseWebSocketFrame(4_001, "go away")));
    channel.writeInbound(bytes(new CloseWebSocketFrame()));
    assertEquals(List.of("close 4001 go away", "close 1005 "), heard);
    channel.finishAndReleaseAll();
  }

  @Test
  void nettyReadsWhatIsWritten() throws Exception {
    FrameWriter writer = new FrameWriter();
    byte[] sample = new byte[34];
    new Random(3).nextBytes(sample);
    for (int sequence : new int[] {1, 127, 128, 20_000, Integer.MAX_VALUE, -1}) {
      ClientFrame expected =
          ClientFrame.newBuilder()
              .setSequence(sequence)
              .setPose(PoseIntent.newBuilder().setSample(ByteString.copyFrom(sample)))
              .build();
      assertEquals(
          expected, message(writer.pose(UnpooledByteBufAllocator.DEFAULT, sequence, sample)));
    }
    for (int length : new int[] {0, 110, 200, 70_000}) {
      ClientFrame chat =
          ClientFrame.newBuilder()
              .setSequence(7)
              .setChat(ChatIntent.newBuilder().setText("x".repeat(length)))
              .build();
      assertEquals(chat, message(writer.message(UnpooledByteBufAllocator.DEFAULT, chat)));
    }
    WebSocketFrame pong =
        decoded(
            writer.pong(
                UnpooledByteBufAllocator.DEFAULT,
                Unpooled.copiedBuffer("there?", StandardCharsets.UTF_8)));
    assertTrue(pong instanceof PongWebSocketFrame);
    assertEquals("there?", pong.content().toString(StandardCharsets.UTF_8));
    assertTrue(
        decoded(writer.close(UnpooledByteBufAllocator.DEFAULT)) instanceof CloseWebSocketFrame);
  }

  private void faults(String what, ByteBuf bytes) {
    heard.clear();
    open = true;
    EmbeddedChannel channel = new EmbeddedChannel(new FrameReader(incoming, this));
    channel.writeInbound(bytes);
    assertEquals(1, heard.size());
    assertTrue(heard.getFirst().contains(what), heard.getFirst());
    channel.finishAndReleaseAll();
  }

  private static ClientFrame message(ByteBuf bytes) throws Exception {
    WebSocketFrame frame = decoded(bytes);
    assertTrue(frame instanceof BinaryWebSocketFrame);
    return ClientFrame.parseFrom(frame.content().nioBuffer());
  }

  private static WebSocketFrame decoded(ByteBuf bytes) {
    EmbeddedChannel server = new EmbeddedChannel(new WebSocket13FrameDecoder(true, false, 1 << 20));
    server.writeInbound(bytes);
    WebSocketFrame frame = server.readInbound();
    assertNotNull(frame);
    return frame;
  }

  private static ByteBuf bytes(WebSocketFrame frame) {
    ByteBuf bytes = Unpooled.buffer();
    append(bytes, frame);
    return bytes;
  }

  private static void append(ByteBuf to, WebSocketFrame frame) {
    EmbeddedChannel server = new EmbeddedChannel(new WebSocket13FrameEncoder(false));
    server.writeOutbound(frame);
    for (ByteBuf part = server.readOutbound(); part != null; part = server.readOutbound()) {
      to.writeBytes(part);
      part.release();
    }
  }

  @Override
  public void binary() {
    payloads.add(java.util.Arrays.copyOf(incoming.bytes(), incoming.length()));
  }

  @Override
  public void ping(ByteBuf payload) {
    heard.add("ping " + payload.toString(StandardCharsets.UTF_8));
  }

  @Override
  public void close(int code, String reason) {
    heard.add("close " + code + " " + reason);
  }

  @Override
  public void fault(String what) {
    heard.add("fault " + what);
    open = false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }
}
