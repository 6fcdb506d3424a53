package org.asclepion.host.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.asclepion.host.session.PathChecks.Outcome;
import org.asclepion.media.ice.IceCredentials;
import org.asclepion.media.port.MediaPort;
import org.asclepion.media.port.MediaPortOptions;
import org.asclepion.media.port.PortCounter;
import org.asclepion.media.port.PortCounters;
import org.asclepion.media.stun.Stun;
import org.asclepion.media.stun.StunKey;
import org.asclepion.media.stun.StunMessage;
import org.asclepion.media.stun.StunWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who looks for a path gets answers to checks, for a while, and nothing else. */
class ProbesTest {
  private static final String OFFER =
      """
      v=0\r
      o=- 1 2 IN IP4 127.0.0.1\r
      s=-\r
      t=0 0\r
      a=group:BUNDLE 0\r
      m=audio 9 UDP/TLS/RTP/SAVPF 111\r
      c=IN IP4 0.0.0.0\r
      a=ice-ufrag:mine\r
      a=ice-pwd:0123456789abcdef01234567\r
      a=fingerprint:sha-256 %s\r
      a=setup:actpass\r
      a=mid:0\r
      a=recvonly\r
      a=rtcp-mux\r
      a=rtpmap:111 opus/48000/2\r
      """
          .formatted("AB:".repeat(32).substring(0, 95));

  private final PortCounters counters = new PortCounters();
  private final InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private final MediaPort port;
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private final Probes probes;

  ProbesTest() throws Exception {
    port = new MediaPort(MediaPortOptions.on(any), counters);
    probes =
        new Probes(
            port, List::of, null, InstantSource.system(), timer, new SplittableRandom(20261121));
  }

  @AfterEach
  void stop() {
    timer.shutdownNow();
    port.close();
    assertEquals(0, counters.get(PortCounter.FAULTS), () -> "" + counters.lastFault());
  }

  private Outcome.Answered answered() {
    return assertInstanceOf(Outcome.Answered.class, probes.check(OFFER));
  }

  private static String line(Outcome.Answered answer, String name) {
    Matcher found = Pattern.compile("a=" + name + ":(\\S+)").matcher(answer.sdp());
    assertTrue(found.find(), answer::sdp);
    return found.group(1);
  }

  @Test
  void checksAreAnsweredAndNoHandshakeBegins() throws Exception {
    Outcome.Answered answer = answered();
    assertNull(answer.relay());
    IceCredentials theirs = new IceCredentials(line(answer, "ice-ufrag"), line(answer, "ice-pwd"));
    try (DatagramSocket socket = new DatagramSocket(any)) {
      socket.setSoTimeout(10_000);
      send(socket, check(theirs));
      StunMessage message = new StunMessage();
      assertTrue(message.parse(receive(socket)));
      assertEquals(Stun.BINDING_SUCCESS, message.type());
      assertTrue(message.isSignedBy(new StunKey(theirs.password())));
      // From an address that may send: a ClientHello's beginning, in a record by itself.
      byte[] hello = {22, (byte) 0xFE, (byte) 0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1};
      send(socket, hello);
      send(socket, check(theirs));
      do {
        assertTrue(message.parse(receive(socket)));
      } while (message.type() != Stun.BINDING_SUCCESS);
    }
    assertEquals(1, counters.get(PortCounter.DTLS_DROPPED));
    assertEquals(0, counters.get(PortCounter.HANDSHAKES_STARTED));
  }

  @Test
  void soManyAtATimeAndEachEndsByItself() {
    for (int i = 0; i < Probes.MAX_AT_ONCE; i++) {
      var _ = answered();
    }
    assertInstanceOf(Outcome.Busy.class, probes.check(OFFER));
    assertEquals(Probes.MAX_AT_ONCE, probes.running());
    assertEquals(Probes.MAX_AT_ONCE, timer.getQueue().size(), "an end for each");
    // Time passes at once.
    List.copyOf(timer.getQueue()).forEach(Runnable::run);
    long end = System.nanoTime() + 10_000_000_000L;
    while (probes.running() > 0 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertEquals(0, probes.running());
    assertEquals(0, port.peers());
    var _ = answered();
  }

  @Test
  void whatIsNoOfferIsNotTakenForOne() {
    assertInstanceOf(Outcome.NotUnderstood.class, probes.check("v=0\r\n"));
    assertInstanceOf(Outcome.NotUnderstood.class, probes.check(OFFER + "x".repeat(12_001)));
    assertEquals(0, probes.running());
  }

  private void send(DatagramSocket socket, byte[] packet) throws Exception {
    socket.send(new DatagramPacket(packet, packet.length, port.address()));
  }

  private static ByteBuf receive(DatagramSocket socket) throws Exception {
    DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
    socket.receive(packet);
    return Unpooled.wrappedBuffer(packet.getData(), 0, packet.getLength());
  }

  private static byte[] check(IceCredentials to) {
    ByteBuf out = Unpooled.buffer();
    new StunWriter()
        .begin(Stun.BINDING_REQUEST, 1, 2)
        .username(to.ufrag() + ":mine")
        .controlling(5)
        .useCandidate()
        .end(new StunKey(to.password()))
        .copyTo(out);
    return Arrays.copyOf(out.array(), out.readableBytes());
  }
}
