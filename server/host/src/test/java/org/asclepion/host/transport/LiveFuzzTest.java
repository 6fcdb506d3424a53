package org.asclepion.host.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.asclepion.host.RawClient;
import org.asclepion.host.TestServer;
import org.asclepion.protocol.v1.ChatIntent;
import org.asclepion.protocol.v1.ClientFrame;
import org.asclepion.protocol.v1.ClockPing;
import org.asclepion.protocol.v1.Hello;
import org.asclepion.protocol.v1.Leave;
import org.asclepion.protocol.v1.MediaOffer;
import org.asclepion.protocol.v1.MediaRequest;
import org.asclepion.protocol.v1.PickUpIntent;
import org.asclepion.protocol.v1.PoseIntent;
import org.asclepion.protocol.v1.Resync;
import org.asclepion.protocol.v1.TeleportIntent;
import org.asclepion.protocol.v1.VoiceIntent;
import org.asclepion.protocol.v1.WriteNoteIntent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Mutated frames against the live socket: each is taken or ends its connection with a named fault,
 * and the server neither fails inside, nor hangs, nor leaks. A hundred thousand with {@code
 * -Dasclepion.long=true}, else a tenth of that; a failure names the seed for {@code
 * -Dasclepion.seed}.
 */
@Timeout(600)
class LiveFuzzTest {
  private static final int THREADS = 4;
  private static final int FRAMES = Boolean.getBoolean("asclepion.long") ? 100_000 : 10_000;

  /** With its pings, a connection stays within its burst. */
  private static final int FRAMES_PER_CONNECTION = 150;

  private static final List<ClientFrame> CORPUS = corpus();

  private static List<ClientFrame> corpus() {
    byte[] pose = new byte[90];
    new Random(1).nextBytes(pose);
    return List.of(
        ClientFrame.newBuilder()
            .setHello(Hello.newBuilder().setVersion(1).setTicket("t".repeat(32)).setLanguage("en"))
            .build(),
        ClientFrame.newBuilder()
            .setClockPing(ClockPing.newBuilder().setClientTimeNanos(1L << 60))
            .build(),
        ClientFrame.newBuilder()
            .setPose(PoseIntent.newBuilder().setSample(ByteString.copyFrom(pose)))
            .build(),
        ClientFrame.newBuilder()
            .setTeleport(TeleportIntent.newBuilder().setX(1.5f).setZ(-2).setYaw(0.1f))
            .build(),
        ClientFrame.newBuilder().setPickUp(PickUpIntent.newBuilder().setItem(300)).build(),
        ClientFrame.newBuilder().setChat(ChatIntent.newBuilder().setText("你好, hello")).build(),
        ClientFrame.newBuilder()
            .setWriteNote(WriteNoteIntent.newBuilder().setText("n".repeat(2000)))
            .build(),
        ClientFrame.newBuilder().setVoice(VoiceIntent.newBuilder().setTalking(true)).build(),
        ClientFrame.newBuilder()
            .setMedia(
                MediaRequest.newBuilder()
                    .setOffer(MediaOffer.newBuilder().setSdp("v=0\r\n".repeat(300))))
            .build(),
        ClientFrame.newBuilder().setResync(Resync.newBuilder().setScope(7)).build(),
        ClientFrame.newBuilder().setLeave(Leave.getDefaultInstance()).build());
  }

  /** What every thread adds to. */
  private final AtomicInteger left = new AtomicInteger(FRAMES);

  private final AtomicLong survived = new AtomicLong();
  private final AtomicLong named = new AtomicLong();
  private final AtomicLong cutShort = new AtomicLong();

  @Test
  void mutatedFramesAreTakenOrNamedAndNeverMore() throws Exception {
    long seed = Long.getLong("asclepion.seed", System.nanoTime());
    ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    Errors errors = new Errors();
    try (TestServer server = TestServer.start(new Quiet());
        ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> running =
          java.util.stream.IntStream.range(0, THREADS)
              .<Future<?>>mapToObj(i -> threads.submit(() -> attack(server, new Random(seed + i))))
              .toList();
      for (Future<?> one : running) {
        one.get();
      }
      assertEquals(FRAMES, survived.get() + named.get() + cutShort.get());
      assertTrue(survived.get() > 0 && named.get() > 0 && cutShort.get() > 0);
      assertEquals(0, server.count("asclepion.faults", "code", "internal"));
      try (RawClient after = RawClient.open(server)) {
        after.bytes(RawClient.frame(true, RawClient.PING, new byte[0]));
        assertNotNull(after.read());
      }
      // A leak is only reported when its buffer has been collected and another one is made.
      System.gc();
      try (RawClient after = RawClient.open(server)) {
        for (int i = 0; i < 100; i++) {
          after.bytes(RawClient.frame(true, RawClient.PING, new byte[0]));
          assertNotNull(after.read());
        }
      }
      assertEquals("", errors.since());
    } catch (Throwable failure) {
      throw new AssertionError("-Dasclepion.seed=" + seed, failure);
    } finally {
      ResourceLeakDetector.setLevel(before);
    }
  }

  private Object attack(TestServer server, Random random) throws IOException {
    while (left.get() > 0) {
      try (RawClient client = RawClient.open(server)) {
        // Resets at the end, or the ports of so many connections would run out.
        client.socket.setSoLinger(true, 0);
        boolean open = true;
        for (int i = 1; open && i <= FRAMES_PER_CONNECTION && left.getAndDecrement() > 0; i++) {
          ClientFrame frame =
              CORPUS.get(random.nextInt(CORPUS.size())).toBuilder().setSequence(i).build();
          open =
              random.nextInt(20) == 0
                  ? breakOff(client, frame, random)
                  : send(client, frame, random);
        }
      }
    }
    return "done";
  }

  /** A mutated message, rightly framed: the connection stays, or ends with a named fault. */
  private boolean send(RawClient client, ClientFrame frame, Random random) throws IOException {
    byte[] message = mutate(frame.toByteArray(), random);
    byte[] framed = RawClient.frame(true, RawClient.BINARY, message);
    client.bytes(concat(framed, RawClient.frame(true, RawClient.PING, new byte[] {1})));
    RawClient.Frame answer = client.read();
    assertNotNull(answer, "closed without a word");
    if (answer.opcode() == RawClient.PONG) {
      survived.incrementAndGet();
      return true;
    }
    assertTrue(answer.message().hasError());
    named.incrementAndGet();
    return false;
  }

  /** A frame whose header or length lies: then nothing more is sent, and the server must let go. */
  private boolean breakOff(RawClient client, ClientFrame frame, Random random) throws IOException {
    byte[] framed = RawClient.frame(true, RawClient.BINARY, frame.toByteArray());
    byte[] broken =
        random.nextBoolean()
            ? Arrays.copyOf(framed, random.nextInt(framed.length))
            : mutateHead(framed, random);
    try {
      client.bytes(broken);
      client.socket.shutdownOutput();
      while (client.read() != null) {
        // Whatever it says, it ends.
      }
    } catch (SocketException | java.io.EOFException _) {
      // Reset, as it may be.
    }
    cutShort.incrementAndGet();
    return false;
  }

  private static byte[] mutateHead(byte[] framed, Random random) {
    byte[] broken = framed.clone();
    broken[random.nextInt(Math.min(14, broken.length))] ^= (byte) (1 << random.nextInt(8));
    return broken;
  }

  private static byte[] mutate(byte[] message, Random random) {
    byte[] mutant = message.clone();
    for (int i = random.nextInt(3); i >= 0 && mutant.length > 0; i--) {
      int at = random.nextInt(mutant.length);
      switch (random.nextInt(6)) {
        case 0, 1, 2 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
        case 3 -> mutant[at] = (byte) random.nextInt(256);
        case 4 -> mutant = Arrays.copyOf(mutant, at);
        default -> {
          byte[] noise = new byte[random.nextInt(40)];
          random.nextBytes(noise);
          mutant =
              concat(
                  concat(Arrays.copyOf(mutant, at), noise),
                  Arrays.copyOfRange(mutant, at, mutant.length));
        }
      }
    }
    return mutant;
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  /** Sessions that take everything and remember nothing. */
  private static final class Quiet implements ConnectionListener.Factory {
    @Override
    public ConnectionListener opened(Connection connection) {
      return new ConnectionListener() {
        @Override
        public void onFrame(ClientFrame frame) {}

        @Override
        public void onWritable() {}

        @Override
        public void onClosed() {}
      };
    }
  }

  /** Every error logged since; Netty's leak detector reports by logging one. */
  private static final class Errors {
    private static final Path FILE =
        Path.of(System.getProperty("basedir", "."), "target", "errors.log");
    private final long before = size();

    private static long size() {
      return FILE.toFile().length();
    }

    String since() throws IOException {
      return size() == before ? "" : Files.readString(FILE).substring((int) before);
    }
  }
}
