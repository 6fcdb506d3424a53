package org.asclepion.host.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.asclepion.host.RawClient;
import org.asclepion.host.Recorder;
import org.asclepion.host.TestServer;
import org.asclepion.host.transport.Connection.Offer;
import org.asclepion.protocol.v1.Error;
import org.asclepion.protocol.v1.Goodbye;
import org.junit.jupiter.api.Test;

/** What a connection does for a peer that reads, reads again, or never reads any more. */
class SlowReaderTest {
  private static final int FRAME_BYTES = 4096;
  private static final int SMALL_RECEIVE_BUFFER = 8 * 1024;

  private static Limits patience(Duration slowReader) {
    return new Limits(
        8192,
        256,
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        slowReader,
        Duration.ofSeconds(5),
        Duration.ofMillis(500));
  }

  /** Offers until the outbox has been full for a while, as a room does tick after tick. */
  private static int fill(Connection connection, ByteBuf frame) throws InterruptedException {
    int accepted = 0;
    int refusedInARow = 0;
    while (refusedInARow < 100) {
      switch (connection.offer(frame)) {
        case ACCEPTED -> {
          accepted++;
          refusedInARow = 0;
        }
        case BACK_PRESSURED -> {
          refusedInARow++;
          Thread.sleep(2);
        }
        case CLOSED -> throw new AssertionError("closed");
      }
      connection.flush();
    }
    return accepted;
  }

  @Test
  void oneThatReturnsIsToldToTheListenerAndLosesNothingThatWasAccepted() throws Exception {
    Recorder recorder = new Recorder();
    try (TestServer server =
            TestServer.with().limits(patience(Duration.ofSeconds(30))).start(recorder);
        RawClient client = RawClient.open(server, SMALL_RECEIVE_BUFFER)) {
      Connection connection = recorder.next(Recorder.Call.Opened.class).connection();
      byte[] bytes = new byte[FRAME_BYTES];
      new Random(1).nextBytes(bytes);
      ByteBuf frame = Unpooled.wrappedBuffer(bytes);
      int accepted = fill(connection, frame);
      assertTrue(accepted * (long) FRAME_BYTES < 8_000_000, "accepted " + accepted);
      for (int i = 0; i < accepted; i++) {
        RawClient.Frame read = client.read();
        assertNotNull(read);
        assertEquals(FRAME_BYTES, read.payload().length);
      }
      recorder.next(Recorder.Call.Writable.class);
      while (!connection.isWritable()) {
        Thread.onSpinWait();
      }
      assertEquals(Offer.ACCEPTED, connection.offer(frame));
      connection.flush();
      assertNotNull(client.read());
      assertEquals(1, awaitReferences(frame));
    }
  }

  private static int awaitReferences(ByteBuf frame) throws InterruptedException {
    for (int i = 0; i < 1000 && frame.refCnt() != 1; i++) {
      Thread.sleep(5);
    }
    return frame.refCnt();
  }

  @Test
  void oneThatDoesNotReturnIsClosedAndHoldsNoMemory() throws Exception {
    Recorder recorder = new Recorder();
    try (TestServer server =
            TestServer.with().limits(patience(Duration.ofMillis(600))).start(recorder);
        RawClient client = RawClient.open(server, SMALL_RECEIVE_BUFFER)) {
      Connection connection = recorder.next(Recorder.Call.Opened.class).connection();
      ByteBuf frame = Unpooled.wrappedBuffer(new byte[FRAME_BYTES]);
      int accepted = fill(connection, frame);
      // While the kernel's buffers grew it may have been writable now and then.
      Recorder.Call call = recorder.next(Recorder.Call.class);
      while (call instanceof Recorder.Call.Writable) {
        call = recorder.next(Recorder.Call.class);
      }
      assertInstanceOf(Recorder.Call.Closed.class, call);
      assertEquals(1, server.count("asclepion.faults", "code", "slow_reader"));
      assertEquals(Offer.CLOSED, connection.offer(frame));
      assertEquals(1, awaitReferences(frame));
      int read = 0;
      while (readQuietly(client)) {
        read++;
      }
      assertTrue(read <= accepted + 2);
    }
  }

  private static boolean readQuietly(RawClient client) {
    try {
      return client.read() != null;
    } catch (java.io.IOException _) {
      return false;
    }
  }

  @Test
  void manyFramesOfManyThreadsArriveInEachThreadsOrder() throws Exception {
    Recorder recorder = new Recorder();
    try (TestServer server = TestServer.start(recorder);
        RawClient client = RawClient.open(server)) {
      Connection connection = recorder.next(Recorder.Call.Opened.class).connection();
      int threads = 3;
      int each = 20_000;
      for (int t = 0; t < threads; t++) {
        int thread = t;
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  for (int i = 0; i < each; i++) {
                    ByteBuf frame = Unpooled.buffer(8).writeInt(thread).writeInt(i);
                    while (connection.offer(frame) == Offer.BACK_PRESSURED) {
                      Thread.onSpinWait();
                    }
                    connection.flush();
                    frame.release();
                  }
                });
      }
      int[] next = new int[threads];
      for (int i = 0; i < threads * each; i++) {
        RawClient.Frame read = client.read();
        assertNotNull(read);
        ByteBuf payload = Unpooled.wrappedBuffer(read.payload());
        int thread = payload.readInt();
        assertEquals(next[thread]++, payload.readInt());
      }
    }
  }

  @Test
  void framesOfEverySizeAreFramedRight() throws Exception {
    Recorder recorder = new Recorder();
    try (TestServer server = TestServer.start(recorder);
        RawClient client = RawClient.open(server)) {
      Connection connection = recorder.next(Recorder.Call.Opened.class).connection();
      for (int size : new int[] {0, 1, 125, 126, 127, 65_535, 65_536, 300_000}) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        while (connection.offer(Unpooled.wrappedBuffer(bytes)) != Offer.ACCEPTED) {
          Thread.onSpinWait();
        }
        connection.flush();
        RawClient.Frame read = client.read();
        assertNotNull(read);
        assertEquals(RawClient.BINARY, read.opcode());
        org.junit.jupiter.api.Assertions.assertArrayEquals(bytes, read.payload());
      }
    }
  }

  @Test
  void aGoodbyeComesAfterWhatWasQueuedAndEndsIt() throws Exception {
    Recorder recorder = new Recorder();
    try (TestServer server = TestServer.start(recorder);
        RawClient client = RawClient.open(server)) {
      Connection connection = recorder.next(Recorder.Call.Opened.class).connection();
      connection.offer(Unpooled.wrappedBuffer(new byte[0]));
      connection.close(Goodbye.Reason.REASON_DRAINING, 7);
      connection.fail(Error.Code.CODE_INTERNAL, "too late");
      assertEquals(Offer.CLOSED, connection.offer(Unpooled.wrappedBuffer(new byte[0])));
      RawClient.Frame first = client.read();
      assertNotNull(first);
      assertEquals(0, first.payload().length);
      RawClient.Frame goodbye = client.read();
      assertNotNull(goodbye);
      assertEquals(7, goodbye.message().getGoodbye().getRetryAfterSeconds());
      RawClient.Frame close = client.read();
      assertNotNull(close);
      assertEquals(1001, close.closeCode());
      client.socket.close();
      recorder.next(Recorder.Call.Closed.class);
    }
  }

  @Test
  void closingThePortSaysGoodbyeToEverybody() throws Exception {
    Recorder recorder = new Recorder();
    TestServer server = TestServer.start(recorder);
    try (RawClient client = RawClient.open(server)) {
      recorder.next(Recorder.Call.Opened.class);
      Thread closing = Thread.ofVirtual().start(server::close);
      RawClient.Frame goodbye = client.read();
      assertNotNull(goodbye);
      assertEquals(Goodbye.Reason.REASON_DRAINING, goodbye.message().getGoodbye().getReason());
      client.socket.close();
      assertTrue(closing.join(Duration.ofSeconds(8)));
      recorder.next(Recorder.Call.Closed.class);
    } finally {
      server.close();
    }
    assertEquals(null, recorder.calls.poll(0, TimeUnit.SECONDS));
  }
}
