package org.asclepion.host.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import org.asclepion.host.Recorder;
import org.asclepion.host.TestServer;
import org.asclepion.host.transport.Limits;
import org.asclepion.media.dtls.Fingerprint;
import org.asclepion.media.ice.IceCredentials;
import org.asclepion.media.link.PeerListener;
import org.asclepion.media.port.MediaPort;
import org.asclepion.media.port.MediaPortOptions;
import org.asclepion.media.port.Peer;
import org.asclepion.media.port.PortCounter;
import org.asclepion.media.port.PortCounters;
import org.asclepion.media.port.RemoteEnd;
import org.asclepion.media.stun.Stun;
import org.asclepion.media.stun.StunKey;
import org.asclepion.media.stun.StunMessage;
import org.asclepion.media.stun.StunWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Media and HTTP on one TCP port: who means what, and who means harm. */
@Timeout(30)
class OverTcpTest {
  private static final Duration PATIENCE = Duration.ofMillis(400);
  private static final byte[] HTTP =
      "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final PortCounters counters = new PortCounters();
  private MediaPort media;
  private TestServer server;
  private Peer peer;
  private byte[] check;

  @BeforeEach
  void start() throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    media = new MediaPort(MediaPortOptions.on(any), counters);
    Duration ample = Duration.ofSeconds(20);
    Limits limits = new Limits(3, 256, ample, ample, ample, ample, ample);
    server =
        TestServer.with()
            .limits(limits)
            .times(PATIENCE, PATIENCE)
            .sharing(new IceOverTcp(media))
            .start(new Recorder());
    IceCredentials mine = IceCredentials.random(new SecureRandom());
    Fingerprint nobody = Fingerprint.sha256(new byte[] {1});
    Peer added = media.add(new RemoteEnd(mine, nobody), new Silent());
    assertNotNull(added);
    peer = added;
    check = framed(check(peer.local(), mine));
  }

  @AfterEach
  void stop() {
    server.close();
    media.close();
    assertEquals(0, counters.get(PortCounter.FAULTS), () -> "" + counters.lastFault());
  }

  @Test
  void aCheckIsAnsweredAndAPageIsServed() throws Exception {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(check);
      assertAnswered(socket);
    }
    try (Socket socket = connect()) {
      socket.getOutputStream().write(HTTP);
      byte[] status = socket.getInputStream().readNBytes(12);
      assertEquals("HTTP/1.1 200", new String(status, StandardCharsets.US_ASCII));
    }
  }

  @Test
  void aSlowSenderIsUnderstoodByteByByte() throws Exception {
    try (Socket socket = connect()) {
      socket.setTcpNoDelay(true);
      for (byte one : check) {
        socket.getOutputStream().write(one);
        socket.getOutputStream().flush();
      }
      assertAnswered(socket);
    }
  }

  @Test
  void anythingElseIsClosed() throws Exception {
    byte[] unlikely = {0, 20, 0, 1, 0, 9, 0x21, 0x12, (byte) 0xA4, 0x42, 1, 2, 3};
    byte[] noCookie = {0, 20, 0, 1, 0, 0, 0x21, 0x12, (byte) 0xA4, 0x43, 1, 2, 3};
    byte[] nothing = new byte[64];
    for (byte[] start : new byte[][] {unlikely, noCookie, nothing}) {
      try (Socket socket = connect()) {
        socket.getOutputStream().write(start);
        assertClosed(socket);
      }
    }
    assertEquals(0, counters.get(PortCounter.PACKETS_RECEIVED), "none of it came to media");
  }

  @Test
  void halfABeginningIsClosedWhenPatienceEnds() throws Exception {
    for (int bytes : new int[] {1, 2, 9}) {
      try (Socket socket = connect()) {
        socket.getOutputStream().write(check, 0, bytes);
        assertClosed(socket);
      }
    }
    assertEquals(0, counters.get(PortCounter.PACKETS_RECEIVED));
  }

  @Test
  void aFrameTooLongClosesAProvenConnectionToo() throws Exception {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(check);
      assertAnswered(socket);
      socket.getOutputStream().write(new byte[] {(byte) 0xFF, (byte) 0xFF, 0, 1});
      assertClosed(socket);
    }
  }

  @Test
  void connectionsOfMediaAreBoundedLikeAllOthers() throws Exception {
    try (Socket one = connect();
        Socket two = connect();
        Socket three = connect()) {
      for (Socket socket : new Socket[] {one, two, three}) {
        socket.getOutputStream().write(check);
        assertAnswered(socket);
      }
      try (Socket four = connect()) {
        assertClosed(four);
      }
      assertEquals(3, server.gauge("asclepion.sockets"));
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(server.address.getAddress(), server.address.getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private void assertAnswered(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    byte[] packet = new byte[in.readUnsignedShort()];
    in.readFully(packet);
    StunMessage message = new StunMessage();
    assertTrue(message.parse(Unpooled.wrappedBuffer(packet)));
    assertEquals(Stun.BINDING_SUCCESS, message.type());
    assertTrue(message.isSignedBy(new StunKey(peer.local().password())));
    assertEquals(socket.getLocalSocketAddress(), message.mappedAddress());
  }

  /** Whatever it may say first. */
  private static void assertClosed(Socket socket) throws IOException {
    try {
      var _ = socket.getInputStream().readAllBytes();
    } catch (SocketException _) {
      // Reset, because not all that was sent had been read.
    }
  }

  private static byte[] framed(byte[] packet) {
    byte[] framed = new byte[2 + packet.length];
    framed[0] = (byte) (packet.length >> 8);
    framed[1] = (byte) packet.length;
    System.arraycopy(packet, 0, framed, 2, packet.length);
    return framed;
  }

  private static byte[] check(IceCredentials to, IceCredentials from) {
    ByteBuf out = Unpooled.buffer();
    new StunWriter()
        .begin(Stun.BINDING_REQUEST, 1, 2)
        .username(to.ufrag() + ":" + from.ufrag())
        .controlling(5)
        .useCandidate()
        .end(new StunKey(to.password()))
        .copyTo(out);
    return Arrays.copyOf(out.array(), out.readableBytes());
  }

  /** Nothing comes of these connections. */
  private static final class Silent implements PeerListener {
    @Override
    public void opened(org.asclepion.media.link.PeerLink link) {}

    @Override
    public boolean wants(ByteBuf protectedRtp) {
      return false;
    }

    @Override
    public void rtp(ByteBuf plain, long arrivedNanos) {}

    @Override
    public void rtcp(ByteBuf plain, long arrivedNanos) {}

    @Override
    public void burstEnded() {}

    @Override
    public void closed(String reason) {}
  }
}
