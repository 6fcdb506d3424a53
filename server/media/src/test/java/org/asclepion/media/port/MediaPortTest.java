package org.asclepion.media.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.asclepion.media.dtls.Fingerprint;
import org.asclepion.media.ice.IceCredentials;
import org.asclepion.media.srtp.SrtpProfile;
import org.asclepion.media.stun.Stun;
import org.asclepion.media.stun.StunKey;
import org.asclepion.media.stun.StunWriter;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A port on loopback and peers on real sockets. */
class MediaPortTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final PortCounters counters = new PortCounters();
  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened.reversed()) {
      one.close();
    }
    assertEquals(0, counters.get(PortCounter.FAULTS), () -> "" + counters.lastFault());
  }

  @ParameterizedTest
  @EnumSource(SrtpProfile.class)
  void aPeerIsHeardAndHears(SrtpProfile profile) throws Exception {
    MediaPort port = port(MediaPortOptions.on(ANY));
    Guest guest = guest(port);
    guest.peer.connect(List.of(profile));
    assertEquals(port.fingerprint(), guest.peer.client.seen);
    guest.echoes("how do you do");
    assertEquals(1, counters.get(PortCounter.HANDSHAKES_DONE));
    assertEquals(1, port.addresses());
  }

  @ParameterizedTest
  @CsvSource({"false, 1, 127.0.0.1", "true, 1, 127.0.0.1", "true, 3, 127.0.0.1", "true, 1, ::"})
  void everyKindOfSocketDoes(boolean epoll, int loops, String bind) throws Exception {
    InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral(bind), 0);
    MediaPort port = port(MediaPortOptions.on(address).withEpoll(epoll).withLoops(loops));
    for (int i = 0; i < 2 * loops; i++) {
      Guest guest = guest(port);
      guest.peer.connect(SrtpProfile.PREFERRED);
      guest.echoes("number " + i);
    }
    assertEquals(2 * loops, port.peers());
  }

  @Test
  void gcmIsPreferred() throws Exception {
    MediaPort port = port(MediaPortOptions.on(ANY));
    Guest guest = guest(port);
    guest.peer.connect(SrtpProfile.PREFERRED.reversed());
    assertEquals(SrtpProfile.AEAD_AES_128_GCM, guest.peer.client.keys().profile());
  }

  @Test
  void anotherCertificateIsTurnedAway() throws Exception {
    MediaPort port = port(MediaPortOptions.on(ANY));
    TestPeer peer = kept(new TestPeer(port.address()));
    Fingerprint another = Fingerprint.sha256(new byte[] {1});
    Listener listener = new Listener(false);
    Peer added = port.add(new RemoteEnd(peer.mine, another), listener);
    assertNotNull(added);
    peer.knows(added.local());
    assertThrows(IOException.class, () -> peer.connect(SrtpProfile.PREFERRED));
    assertTrue(listener.closed().contains("handshake"));
    assertEquals(1, counters.get(PortCounter.HANDSHAKES_FAILED));
  }

  @Test
  void whoShowsNoCertificateIsTurnedAway() throws Exception {
    MediaPort port = port(MediaPortOptions.on(ANY));
    Guest guest = guest(port);
    guest.peer.client.showsCertificate = false;
    assertThrows(IOException.class, () -> guest.peer.connect(SrtpProfile.PREFERRED));
    assertTrue(guest.listener.closed().contains("handshake"));
  }

  @Test
  void whoOffersNoProfileIsTurnedAway() throws Exception {
    MediaPort port = port(MediaPortOptions.on(ANY));
    Guest guest = guest(port);
    assertThrows(TlsFatalAlertReceived.class, () -> guest.peer.connect(List.of()));
    assertTrue(guest.listener.closed().contains("handshake"));
    assertEquals(0, port.peers());
  }

  @Test
  void closeNotifyEndsItOnBothSides() throws Exception {
    MediaPort port = port(MediaPortOptions.on(ANY));
    Guest first = guest(port);
    first.peer.connect(SrtpProfile.PREFERRED);
    first.listener.awaitOpened();
    first.peer.sayGoodbye();
    assertEquals("closed", first.listener.closed());

    Guest second = guest(port);
    second.peer.connect(SrtpProfile.PREFERRED);
    second.added.close();
    assertEquals("closed", second.listener.closed());
    second.added.close();
    assertEquals(0, port.peers());
    assertEquals(0, port.addresses());
  }

  /** What a telephone does between two networks: no word about it in the signalling. */
  @Test
  void mediaFollowTheNominatedAddressOnceItIsProven() throws Exception {
    MediaPort port = port(MediaPortOptions.on(ANY));
    Guest guest = guest(port);
    guest.peer.connect(SrtpProfile.PREFERRED);
    guest.echoes("from here");
    guest.peer.roamAndSettle();
    guest.echoes("from there");
    assertEquals(2, port.addresses());
  }

  /** A signed request from a victim's address: the victim answers nothing, and gets no media. */
  @Test
  void mediaDoNotFollowAnAddressThatDoesNotAnswer() throws Exception {
    MediaPort port = port(MediaPortOptions.on(ANY));
    Guest guest = guest(port);
    guest.peer.connect(SrtpProfile.PREFERRED);
    guest.echoes("from here");
    guest.peer.roam();
    guest.peer.answers = false;
    long before = guest.peer.bytesReceived;
    long sentBefore = guest.peer.bytesSent;
    guest.peer.check(true);
    int already = guest.listener.echoed;
    guest.peer.sendRtp(7, 500, new byte[1_000]);
    await(() -> guest.listener.echoed > already, "the packet came from a validated address");
    while (guest.peer.pump(300)) {
      assertNull(guest.peer.mediaOrNull());
    }
    long amplified = guest.peer.bytesReceived - before;
    long sent = guest.peer.bytesSent - sentBefore;
    assertTrue(amplified <= 3 * sent, amplified + " bytes for " + sent);
  }

  @Test
  void anUnprovenAddressGetsNoMoreThanThreeTimesWhatItSent() throws Exception {
    MediaPort port = port(MediaPortOptions.on(ANY));
    Guest guest = guest(port);
    guest.peer.answers = false;
    guest.peer.check(true);
    guest.peer.send(TestRecords.hello());
    while (counters.get(PortCounter.SEND_UNPROVEN) == 0 && guest.peer.checksSeen < 4) {
      assertTrue(guest.peer.pump(2_000), "the server asks again");
      assertTrue(guest.peer.bytesReceived <= 3 * guest.peer.bytesSent);
    }
  }

  @Test
  void anIceRestartChangesNamesAndNotTheKeys() throws Exception {
    MediaPort port = port(MediaPortOptions.on(ANY));
    Guest guest = guest(port);
    guest.peer.connect(SrtpProfile.PREFERRED);
    guest.echoes("before");
    IceCredentials old = guest.added.local();
    IceCredentials fresh = guest.added.restart(guest.peer.mine);
    assertNotEquals(old, fresh);
    guest.peer.check(false);
    guest.echoes("the old names hold");
    guest.peer.knows(fresh);
    guest.peer.roamAndSettle();
    guest.echoes("after");
    guest.peer.knows(old);
    guest.peer.check(guest.peer.mine, false);
    await(() -> counters.get(PortCounter.STUN_FORGED) > 0, "the old name is gone");
  }

  /** More than one slice, and no more than the guest's socket holds. */
  @Test
  void whatMayWaitKeepsItsOrder() throws Exception {
    MediaPort port = port(MediaPortOptions.on(ANY));
    Guest guest = guest(port);
    guest.peer.connect(SrtpProfile.PREFERRED);
    guest.listener.awaitOpened();
    guest.listener.mayWait = true;
    int packets = 100;
    for (int i = 0; i < packets; i++) {
      guest.peer.sendRtp(7, i, new byte[] {(byte) i});
    }
    for (int i = 0; i < packets; i++) {
      assertEquals((byte) i, guest.peer.nextRtp().getByte(12), "number " + i);
    }
  }

  @Test
  void strangersAreDroppedAndCounted() throws Exception {
    MediaPort port = port(MediaPortOptions.on(ANY));
    Guest guest = guest(port);
    guest.peer.connect(SrtpProfile.PREFERRED);
    TestPeer stranger = kept(new TestPeer(port.address()));
    stranger.send(guest.peer.sealed(7, 700, new byte[100]));
    stranger.send(TestRecords.hello());
    stranger.send(new byte[] {99, 99, 99});
    stranger.knows(new IceCredentials(guest.added.local().ufrag(), "wrongwrongwrongwrongwrong"));
    stranger.check(stranger.mine, true);
    stranger.knows(IceCredentials.random(new SecureRandom()));
    stranger.check(stranger.mine, true);
    stranger.send(new byte[] {0, 1, 0, 0, 1, 2, 3, 4});
    await(() -> counters.get(PortCounter.STUN_MALFORMED) == 1, "the last one came");
    assertEquals(2, counters.get(PortCounter.FROM_STRANGERS));
    assertEquals(1, counters.get(PortCounter.NO_PROTOCOL));
    assertEquals(2, counters.get(PortCounter.STUN_FORGED));
    assertFalse(stranger.pump(100), "nobody answers a stranger");
    assertEquals(1, port.addresses());
    guest.echoes("still there");
  }

  @Test
  void aPeerCannotTakeAnothersAddress() throws Exception {
    MediaPort port = port(MediaPortOptions.on(ANY));
    Guest first = guest(port);
    first.peer.connect(SrtpProfile.PREFERRED);
    first.echoes("mine");
    Listener other = new Listener(false);
    Peer thief = port.add(first.peer.end(), other);
    assertNotNull(thief);
    IceCredentials kept = first.added.local();
    first.peer.knows(thief.local());
    first.peer.check(first.peer.mine, true);
    await(() -> counters.get(PortCounter.ADDRESS_TAKEN) == 1, "refused");
    first.peer.knows(kept);
    first.echoes("still mine");
  }

  @Test
  void replayedAndForgedPacketsAreDroppedAndCounted() throws Exception {
    MediaPort port = port(MediaPortOptions.on(ANY));
    Guest guest = guest(port);
    guest.peer.connect(SrtpProfile.PREFERRED);
    guest.echoes("once");
    byte[] packet = guest.peer.sealed(7, 900, new byte[100]);
    byte[] forged = guest.peer.sealed(7, 901, new byte[100]);
    forged[60] ^= 1;
    guest.peer.send(packet);
    guest.peer.send(packet);
    guest.peer.send(packet);
    guest.peer.send(forged);
    await(() -> counters.get(PortCounter.SRTP_FORGED) == 1, "the last one came");
    assertEquals(2, counters.get(PortCounter.SRTP_REPLAYED));
    assertEquals(2, guest.listener.echoed);
  }

  @Test
  void whatIsNotWantedIsNotOpened() throws Exception {
    MediaPort port = port(MediaPortOptions.on(ANY));
    Guest guest = guest(port);
    guest.peer.connect(SrtpProfile.PREFERRED);
    guest.echoes("wanted");
    guest.listener.wants = false;
    guest.peer.sendRtp(7, 800, new byte[10]);
    await(() -> counters.get(PortCounter.SRTP_UNWANTED) == 1, "asked");
    assertEquals(1, guest.listener.echoed);
  }

  @Test
  void handshakesAtATimeAreBoundedAndTimeOut() throws Exception {
    MediaPort port = port(MediaPortOptions.on(ANY).withBounds(8, 2, Duration.ofMillis(1_500)));
    List<Guest> flood = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Guest guest = guest(port);
      guest.peer.check(true);
      guest.peer.send(TestRecords.hello());
      flood.add(guest);
    }
    await(() -> counters.get(PortCounter.HANDSHAKES_REFUSED) == 4, "two run, four do not");
    assertEquals(2, counters.get(PortCounter.HANDSHAKES_STARTED));
    await(() -> counters.get(PortCounter.HANDSHAKES_FAILED) == 2, "they time out");
    // The places are free again: one of those refused gets in.
    flood.getLast().peer.handshake(SrtpProfile.PREFERRED);
    flood.getLast().echoes("at last");
  }

  @Test
  void peersAreBounded() throws Exception {
    MediaPort port = port(MediaPortOptions.on(ANY).withBounds(2, 2, Duration.ofSeconds(5)));
    guest(port);
    Guest second = guest(port);
    TestPeer third = kept(new TestPeer(port.address()));
    assertNull(port.add(third.end(), new Listener(false)));
    assertEquals(1, counters.get(PortCounter.PEERS_REFUSED));
    second.added.close();
    second.listener.closed();
    assertNotNull(port.add(third.end(), new Listener(false)));
  }

  /** An idle server is not woken ten times a second to find that nobody is there. */
  @Test
  void withoutPeersNothingKeepsTime() throws Exception {
    MediaPort port = port(MediaPortOptions.on(ANY));
    assertFalse(port.keepsTime());
    Guest first = guest(port);
    await(port::keepsTime, "somebody may be silent for too long");
    Guest second = guest(port);
    second.peer.connect(SrtpProfile.PREFERRED);
    second.echoes("not alone");
    first.added.close();
    first.listener.closed();
    assertTrue(port.keepsTime());
    second.added.close();
    second.listener.closed();
    await(() -> !port.keepsTime(), "nobody is left");
    guest(port);
    await(port::keepsTime, "and somebody again");
  }

  @Test
  void aPeerInTheWrongRoleIsTold() throws Exception {
    MediaPort port = port(MediaPortOptions.on(ANY));
    Guest guest = guest(port);
    StunWriter writer = new StunWriter();
    IceCredentials to = guest.added.local();
    guest.peer.send(
        writer
            .begin(Stun.BINDING_REQUEST, 1, 2)
            .username(to.ufrag() + ":" + guest.peer.mine.ufrag())
            .controlled(9)
            .end(new StunKey(to.password())));
    guest.peer.awaitError(Stun.ERROR_ROLE_CONFLICT);
    await(() -> counters.get(PortCounter.STUN_REFUSED) == 1, "counted");
  }

  @Test
  void theEndOfThePortIsTheEndOfItsPeers() throws Exception {
    MediaPort port = port(MediaPortOptions.on(ANY));
    Guest guest = guest(port);
    guest.peer.connect(SrtpProfile.PREFERRED);
    guest.listener.awaitOpened();
    port.close();
    assertEquals("the server closes", guest.listener.closed());
  }

  private MediaPort port(MediaPortOptions options) throws IOException {
    return kept(new MediaPort(options, counters));
  }

  private Guest guest(MediaPort port) throws IOException {
    InetSocketAddress to =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port.address().getPort());
    TestPeer peer = kept(new TestPeer(to));
    Listener listener = new Listener(true);
    Peer added = port.add(peer.end(), listener);
    assertNotNull(added);
    peer.knows(added.local());
    return new Guest(peer, added, listener);
  }

  private <T extends AutoCloseable> T kept(T one) {
    opened.add(one);
    return one;
  }

  private static void await(BooleanSupplier condition, String what) throws InterruptedException {
    Listener.await(condition, what);
  }

  private record Guest(TestPeer peer, Peer added, Listener listener) {
    void echoes(String text) throws IOException, InterruptedException {
      listener.awaitOpened();
      byte[] payload = text.getBytes(StandardCharsets.UTF_8);
      peer.sendRtp(7, listener.nextSequence++, payload);
      ByteBuf echo = peer.nextRtp();
      assertEquals(text, echo.skipBytes(12).toString(StandardCharsets.UTF_8));
    }
  }
}
