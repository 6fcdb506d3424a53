package org.asclepion.host.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.asclepion.host.RawClient;
import org.asclepion.host.Recorder;
import org.asclepion.host.TestServer;
import org.asclepion.protocol.v1.ChatIntent;
import org.asclepion.protocol.v1.ClientFrame;
import org.asclepion.protocol.v1.Error;
import org.junit.jupiter.api.Test;

/** Everything a peer can do wrong ends in its named fault, and the listener never sees it. */
class WebSocketFaultsTest {
  /** Times short enough for tests; sizes and rates are constants and as in the product. */
  private static Limits quick() {
    return new Limits(
        8192,
        256,
        Duration.ofMillis(400),
        Duration.ofMillis(600),
        Duration.ofMillis(500),
        Duration.ofMillis(800),
        Duration.ofMillis(700));
  }

  private static Error fault(int closeCode, Sender sender) throws Exception {
    Recorder recorder = new Recorder();
    try (TestServer server = TestServer.start(recorder);
        RawClient client = RawClient.open(server)) {
      recorder.next(Recorder.Call.Opened.class);
      sender.send(client);
      Error error = client.readFault(closeCode);
      client.socket.close();
      recorder.next(Recorder.Call.Closed.class);
      assertTrue(recorder.calls.isEmpty());
      return error;
    }
  }

  private interface Sender {
    void send(RawClient client) throws Exception;
  }

  @Test
  void garbageIsMalformed() throws Exception {
    byte[] garbage = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 1};
    Error error =
        fault(1002, client -> client.bytes(RawClient.frame(true, RawClient.BINARY, garbage)));
    assertEquals(Error.Code.CODE_MALFORMED, error.getCode());
  }

  @Test
  void textIsMalformed() throws Exception {
    Error error =
        fault(1002, client -> client.bytes(RawClient.frame(true, RawClient.TEXT, new byte[2])));
    assertEquals(Error.Code.CODE_MALFORMED, error.getCode());
  }

  @Test
  void anUnmaskedFrameIsMalformed() throws Exception {
    Error error = fault(1002, client -> client.bytes(new byte[] {(byte) 0x82, 1, 0}));
    assertEquals(Error.Code.CODE_MALFORMED, error.getCode());
  }

  @Test
  void aReservedOpcodeIsMalformed() throws Exception {
    Error error = fault(1002, client -> client.bytes(RawClient.frame(true, 3, new byte[1])));
    assertEquals(Error.Code.CODE_MALFORMED, error.getCode());
  }

  @Test
  void aReservedBitIsMalformed() throws Exception {
    byte[] frame = RawClient.frame(true, RawClient.BINARY, RawClient.ping(1, 1).toByteArray());
    frame[0] |= 0x40;
    assertEquals(Error.Code.CODE_MALFORMED, fault(1002, c -> c.bytes(frame)).getCode());
  }

  @Test
  void aContinuationOfNothingIsMalformed() throws Exception {
    Error error =
        fault(
            1002,
            client -> client.bytes(RawClient.frame(true, RawClient.CONTINUATION, new byte[1])));
    assertEquals(Error.Code.CODE_MALFORMED, error.getCode());
  }

  @Test
  void aMessageInsideAMessageIsMalformed() throws Exception {
    Error error =
        fault(
            1002,
            client -> {
              client.bytes(RawClient.frame(false, RawClient.BINARY, new byte[1]));
              client.bytes(RawClient.frame(true, RawClient.BINARY, new byte[1]));
            });
    assertEquals(Error.Code.CODE_MALFORMED, error.getCode());
  }

  @Test
  void deepNestingIsMalformed() throws Exception {
    ByteArrayOutputStream groups = new ByteArrayOutputStream();
    for (int i = 0; i < 2000; i++) {
      groups.write(0xA3); // field 100, start group
      groups.write(0x06);
    }
    Error error =
        fault(1002, c -> c.bytes(RawClient.frame(true, RawClient.BINARY, groups.toByteArray())));
    assertEquals(Error.Code.CODE_MALFORMED, error.getCode());
  }

  @Test
  void theLargestFrameIsTakenAndOneByteMoreIsNot() throws Exception {
    Recorder recorder = new Recorder();
    try (TestServer server = TestServer.start(recorder);
        RawClient client = RawClient.open(server)) {
      recorder.next(Recorder.Call.Opened.class);
      ClientFrame largest = sized(1, Limits.MAX_FRAME_BYTES);
      assertEquals(Limits.MAX_FRAME_BYTES, largest.getSerializedSize());
      client.send(largest);
      assertEquals(largest, recorder.next(Recorder.Call.Frame.class).frame());
      client.send(sized(2, Limits.MAX_FRAME_BYTES + 1));
      assertEquals(Error.Code.CODE_TOO_LARGE, client.readFault(1009).getCode());
      client.socket.close();
      recorder.next(Recorder.Call.Closed.class);
    }
  }

  @Test
  void fragmentsAreOneMessageWithinTheSameBound() throws Exception {
    Recorder recorder = new Recorder();
    try (TestServer server = TestServer.start(recorder);
        RawClient client = RawClient.open(server)) {
      recorder.next(Recorder.Call.Opened.class);
      ClientFrame largest = sized(1, Limits.MAX_FRAME_BYTES);
      sendInParts(client, largest);
      assertEquals(largest, recorder.next(Recorder.Call.Frame.class).frame());
      sendInParts(client, sized(2, Limits.MAX_FRAME_BYTES + 1));
      assertEquals(Error.Code.CODE_TOO_LARGE, client.readFault(1009).getCode());
    }
  }

  private static void sendInParts(RawClient client, ClientFrame frame) throws IOException {
    byte[] bytes = frame.toByteArray();
    int third = bytes.length / 3;
    client.bytes(RawClient.frame(false, RawClient.BINARY, part(bytes, 0, third)));
    client.bytes(RawClient.frame(true, RawClient.PING, new byte[] {7}));
    client.bytes(RawClient.frame(false, RawClient.CONTINUATION, part(bytes, third, 2 * third)));
    client.bytes(
        RawClient.frame(true, RawClient.CONTINUATION, part(bytes, 2 * third, bytes.length)));
  }

  private static byte[] part(byte[] bytes, int from, int to) {
    return java.util.Arrays.copyOfRange(bytes, from, to);
  }

  private static ClientFrame sized(int sequence, int size) {
    int text = size;
    while (true) {
      ClientFrame frame =
          ClientFrame.newBuilder()
              .setSequence(sequence)
              .setChat(
                  ChatIntent.newBuilder()
                      .setUnknownFields(
                          UnknownFieldSet.newBuilder()
                              .addField(
                                  1000,
                                  UnknownFieldSet.Field.newBuilder()
                                      .addLengthDelimited(ByteString.copyFrom(new byte[text]))
                                      .build())
                              .build()))
              .build();
      if (frame.getSerializedSize() <= size) {
        return frame;
      }
      text--;
    }
  }

  @Test
  void aGapInTheSequenceIsOutOfOrder() throws Exception {
    Error error = fault(1002, client -> client.ping(2));
    assertEquals(Error.Code.CODE_OUT_OF_ORDER, error.getCode());
  }

  @Test
  void aRepeatedSequenceIsOutOfOrder() throws Exception {
    Recorder recorder = new Recorder();
    try (TestServer server = TestServer.start(recorder);
        RawClient client = RawClient.open(server)) {
      client.ping(1);
      client.ping(1);
      assertEquals(Error.Code.CODE_OUT_OF_ORDER, client.readFault(1002).getCode());
    }
  }

  @Test
  void aMessageOfAnotherVersionIsUnknown() throws Exception {
    ClientFrame unknown =
        ClientFrame.newBuilder()
            .setSequence(1)
            .setUnknownFields(
                UnknownFieldSet.newBuilder()
                    .addField(
                        900,
                        UnknownFieldSet.Field.newBuilder()
                            .addLengthDelimited(ByteString.EMPTY)
                            .build())
                    .build())
            .build();
    Error error = fault(1002, client -> client.send(unknown));
    assertEquals(Error.Code.CODE_UNKNOWN_MESSAGE, error.getCode());
  }

  @Test
  void silenceAtTheStartIsHelloExpected() throws Exception {
    Recorder recorder = new Recorder();
    try (TestServer server = TestServer.with().limits(quick()).start(recorder);
        RawClient client = RawClient.open(server)) {
      assertEquals(Error.Code.CODE_HELLO_EXPECTED, client.readFault(1008).getCode());
    }
  }

  @Test
  void silenceLaterIsIdleAfterAPing() throws Exception {
    Recorder recorder = new Recorder();
    try (TestServer server = TestServer.with().limits(quick()).start(recorder);
        RawClient client = RawClient.open(server)) {
      client.ping(1);
      RawClient.Frame ping = client.read();
      assertNotNull(ping);
      assertEquals(RawClient.PING, ping.opcode());
      assertEquals(Error.Code.CODE_IDLE, client.readFault(1008).getCode());
    }
  }

  @Test
  void aPongIsEnoughToStay() throws Exception {
    Recorder recorder = new Recorder();
    try (TestServer server = TestServer.with().limits(quick()).start(recorder);
        RawClient client = RawClient.open(server)) {
      client.ping(1);
      for (int i = 0; i < 4; i++) {
        RawClient.Frame ping = client.read();
        assertNotNull(ping);
        assertEquals(RawClient.PING, ping.opcode());
        client.bytes(RawClient.frame(true, RawClient.PONG, new byte[0]));
      }
    }
  }

  @Test
  void aPingIsAnswered() throws Exception {
    try (TestServer server = TestServer.start(new Recorder());
        RawClient client = RawClient.open(server)) {
      client.bytes(RawClient.frame(true, RawClient.PING, new byte[] {4, 2}));
      RawClient.Frame pong = client.read();
      assertNotNull(pong);
      assertEquals(RawClient.PONG, pong.opcode());
      assertEquals(4, pong.payload()[0]);
    }
  }

  @Test
  void aCloseIsAnsweredAndTheSocketClosed() throws Exception {
    Recorder recorder = new Recorder();
    try (TestServer server = TestServer.start(recorder);
        RawClient client = RawClient.open(server)) {
      recorder.next(Recorder.Call.Opened.class);
      client.bytes(RawClient.frame(true, RawClient.CLOSE, new byte[] {3, (byte) 0xE8}));
      RawClient.Frame close = client.read();
      assertNotNull(close);
      assertEquals(1000, close.closeCode());
      assertEquals(null, client.read());
      recorder.next(Recorder.Call.Closed.class);
    }
  }

  @Test
  void theBurstIsTakenWhole() throws Exception {
    Recorder recorder = new Recorder();
    int burst = Limits.FRAMES_PER_SECOND * Limits.BURST_SECONDS;
    try (TestServer server = TestServer.start(recorder);
        RawClient client = RawClient.open(server)) {
      recorder.next(Recorder.Call.Opened.class);
      for (int i = 1; i <= burst; i++) {
        client.ping(i);
      }
      for (int i = 1; i <= burst; i++) {
        assertEquals(i, recorder.next(Recorder.Call.Frame.class).frame().getSequence());
      }
      assertEquals(0, server.count("asclepion.throttled"));
    }
  }

  @Test
  void aLittleTooFastIsThrottledThenAFlood() throws Exception {
    Recorder recorder = new Recorder();
    try (TestServer server = TestServer.with().limits(quick()).start(recorder);
        RawClient client = RawClient.open(server)) {
      Thread reader = Thread.currentThread();
      Thread writer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      // In steps smaller than the second burst that would be a flood at once.
                      for (int i = 1; i < 1_000_000 && !reader.isInterrupted(); i++) {
                        client.ping(i);
                        if (i % 100 == 0) {
                          Thread.sleep(40);
                        }
                      }
                    } catch (IOException | InterruptedException _) {
                      // The server has closed.
                    }
                  });
      assertEquals(Error.Code.CODE_FLOOD, client.readFault(1008).getCode());
      assertTrue(server.count("asclepion.throttled") >= 1);
      client.socket.close();
      writer.join();
    }
  }

  @Test
  void farTooFastIsAFloodAtOnce() throws Exception {
    Recorder recorder = new Recorder();
    try (TestServer server = TestServer.start(recorder);
        RawClient client = RawClient.open(server)) {
      byte[] ping = RawClient.frame(true, RawClient.PING, new byte[0]);
      ByteArrayOutputStream flood = new ByteArrayOutputStream();
      for (int i = 0; i < 20_000; i++) {
        flood.writeBytes(ping);
      }
      client.bytes(flood.toByteArray());
      assertEquals(Error.Code.CODE_FLOOD, client.readFault(1008).getCode());
    }
  }

  @Test
  void mutatedFramesNeverReachTheListenerUnlessTheyAreWhole() throws Exception {
    long seed = Long.getLong("asclepion.seed", System.nanoTime());
    Random random = new Random(seed);
    Recorder recorder = new Recorder();
    try (TestServer server = TestServer.start(recorder)) {
      for (int i = 0; i < 300; i++) {
        byte[] frame = RawClient.frame(true, RawClient.BINARY, RawClient.ping(1, 5).toByteArray());
        int flips = 1 + random.nextInt(4);
        for (int flip = 0; flip < flips; flip++) {
          frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
        }
        try (RawClient client = RawClient.open(server)) {
          client.bytes(frame);
        }
      }
      try (RawClient client = RawClient.open(server)) {
        client.bytes(RawClient.frame(true, RawClient.PING, new byte[0]));
        assertNotNull(client.read(), () -> "seed " + seed);
      }
      assertFalse(server.count("asclepion.faults", "code", "internal") > 0, () -> "seed " + seed);
    }
  }
}
