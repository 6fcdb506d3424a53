package org.asclepion.media.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.asclepion.media.srtp.SrtpProfile;
import org.asclepion.media.stun.Stun;
import org.asclepion.media.stun.StunKey;
import org.asclepion.media.stun.StunWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Datagrams of all four protocols and of none, broken in all places, thrown at the open port by a
 * stranger and from a peer's own address. The port goes on, answers a stranger nothing, accounts
 * for every datagram, and the peer still hears its echo. A failure names its seed for {@code
 * -Dasclepion.seed}.
 */
class PortFuzzTest {
  private static final int RUNS = Boolean.getBoolean("asclepion.long") ? 1_000_000 : 20_000;

  /** As many as a socket's buffer holds, so that none is lost on the way. */
  private static final int BURST = 50;

  private final long seed = Long.getLong("asclepion.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final PortCounters counters = new PortCounters();
  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened.reversed()) {
      one.close();
    }
  }

  @Test
  void whateverIsThrownAtItThePortGoesOn() throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    MediaPort port = kept(new MediaPort(MediaPortOptions.on(any), counters));
    TestPeer guest = kept(new TestPeer(port.address()));
    Listener listener = new Listener(true);
    Peer added = port.add(guest.end(), listener);
    assertNotNull(added);
    guest.knows(added.local());
    guest.connect(SrtpProfile.PREFERRED);
    listener.awaitOpened();
    TestPeer stranger = kept(new TestPeer(port.address()));
    stranger.knows(added.local());
    try {
      long sent = counters.get(PortCounter.PACKETS_RECEIVED);
      for (int run = 0; run < RUNS; run += 2 * BURST) {
        for (int i = 0; i < BURST; i++) {
          stranger.send(datagram(added));
          guest.send(datagram(added));
        }
        sent += 2 * BURST;
        long all = sent;
        Listener.await(() -> counters.get(PortCounter.PACKETS_RECEIVED) >= all, "all have come");
        while (guest.pump(1)) {
          var _ = guest.mediaOrNull();
        }
      }
      assertEquals(0, counters.get(PortCounter.FAULTS), () -> "" + counters.lastFault());
      assertTrue(counters.get(PortCounter.FROM_STRANGERS) > RUNS / 10);
      assertTrue(counters.get(PortCounter.STUN_FORGED) > RUNS / 100);
      assertTrue(counters.get(PortCounter.STUN_MALFORMED) > RUNS / 50);
      assertTrue(counters.get(PortCounter.SRTP_FORGED) > RUNS / 50);
      assertTrue(counters.get(PortCounter.NO_PROTOCOL) > RUNS / 50);
      assertFalse(stranger.pump(1), "an answer to a stranger");
      assertEquals(1, port.peers());
      assertEquals(1, port.addresses());
      echoes(guest, listener);
    } catch (AssertionError | RuntimeException | IOException e) {
      throw new AssertionError("-Dasclepion.seed=" + seed, e);
    }
  }

  private static void echoes(TestPeer guest, Listener listener) throws Exception {
    int before = listener.echoed;
    guest.sendRtp(7, 1, new byte[20]);
    Listener.await(() -> listener.echoed > before, "the peer is still heard");
    ByteBuf echo = guest.nextRtp();
    assertEquals(32, echo.readableBytes());
  }

  private byte[] datagram(Peer added) {
    byte[] bytes =
        switch (random.nextInt(6)) {
          case 0 -> check(added);
          case 1 -> TestRecords.hello();
          case 2 -> media(false);
          case 3 -> media(true);
          default -> {
            byte[] any = new byte[1 + random.nextInt(200)];
            random.nextBytes(any);
            yield any;
          }
        };
    if (bytes.length > 4 && random.nextInt(4) == 0) {
      bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
    }
    for (int flips = random.nextInt(4); flips > 0; flips--) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  /** For the peer, but signed with no key it knows. */
  private byte[] check(Peer added) {
    StunWriter writer = new StunWriter();
    writer
        .begin(Stun.BINDING_REQUEST, random.nextInt(), random.nextLong())
        .username(added.local().ufrag() + ":abcd")
        .priority(1)
        .controlling(5)
        .useCandidate()
        .end(new StunKey("nobodysnobodysnobodysnobody"));
    ByteBuf out = Unpooled.buffer();
    writer.copyTo(out);
    byte[] bytes = new byte[out.readableBytes()];
    out.readBytes(bytes);
    return bytes;
  }

  private byte[] media(boolean rtcp) {
    byte[] bytes = new byte[12 + random.nextInt(200)];
    random.nextBytes(bytes);
    bytes[0] = (byte) (0x80 | (random.nextInt(4) == 0 ? random.nextInt(32) : 0));
    bytes[1] = (byte) (rtcp ? 200 + random.nextInt(8) : 111);
    return bytes;
  }

  private <T extends AutoCloseable> T kept(T one) {
    opened.add(one);
    return one;
  }
}
