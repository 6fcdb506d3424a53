package org.asclepion.media.port;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.Executor;
import org.asclepion.media.dtls.DtlsAssociation;
import org.asclepion.media.dtls.DtlsRecord;
import org.asclepion.media.dtls.DtlsUser;
import org.asclepion.media.dtls.Fingerprint;
import org.asclepion.media.ice.IceAgent;
import org.asclepion.media.ice.IceCredentials;
import org.asclepion.media.ice.IcePath;
import org.asclepion.media.ice.PathUser;
import org.asclepion.media.link.PeerLink;
import org.asclepion.media.link.PeerListener;
import org.asclepion.media.srtp.SrtpKeys;
import org.asclepion.media.srtp.SrtpReceiver;
import org.asclepion.media.srtp.SrtpReceiver.Verdict;
import org.asclepion.media.srtp.SrtpSender;
import org.asclepion.media.stun.Stun;
import org.asclepion.media.stun.StunMessage;
import org.jspecify.annotations.Nullable;

/**
 * One participant's association: the addresses that ICE found, the keys that DTLS agreed on, and
 * the packets between. Owned by its loop; what any thread may call says so.
 */
public final class Peer implements PeerLink {
  /** A peer's life; it only goes downwards, and from everywhere to the end. */
  enum State {
    /** Waiting for a signed check, then for a ClientHello. */
    NEW,
    /** The handshake has a thread. */
    HANDSHAKING,
    /** There are keys. */
    OPEN,
    CLOSED
  }

  /** The fixed header. */
  private static final int MIN_RTP_BYTES = 12;

  private final MediaPort port;
  private final MediaLoop loop;
  private final PeerListener listener;
  private final @Nullable Fingerprint fingerprint;
  private final IceAgent agent;
  private volatile IceCredentials local;
  private State state = State.NEW;
  private @Nullable DtlsAssociation association;
  private @Nullable SrtpSender sender;
  private @Nullable SrtpReceiver receiver;

  /** Where the last word goes when the peer has no path any more. */
  private @Nullable IcePath farewell;

  /** Whether the loop has to tell the listener that the burst is over. */
  boolean heardInBurst;

  Peer(
      MediaPort port,
      MediaLoop loop,
      IceCredentials local,
      RemoteEnd remote,
      PeerListener listener,
      long nowNanos) {
    this.port = port;
    this.loop = loop;
    this.local = local;
    this.listener = listener;
    fingerprint = remote.fingerprint();
    agent = new IceAgent(local, remote.ice(), loop.writer(), port.random(), new Paths(), nowNanos);
  }

  /** Our credentials for the answer; any thread. */
  public IceCredentials local() {
    return local;
  }

  /**
   * The peer restarts ICE, with new credentials of its own; any thread.
   *
   * @return our new ones, for the answer
   */
  public IceCredentials restart(IceCredentials remote) {
    IceCredentials next = port.newName(this);
    local = next;
    loop.execute(
        () -> {
          if (state == State.CLOSED) {
            port.forgetName(next.ufrag());
          } else {
            agent.restart(next, remote);
          }
        });
    return next;
  }

  @Override
  public Executor loop() {
    return loop.executor();
  }

  @Override
  public boolean protectRtp(ByteBuf plain) {
    SrtpSender ready = sender;
    if (ready == null || !ready.protectRtp(plain)) {
      port.meter().count(PortCounter.SEND_REFUSED);
      return false;
    }
    return true;
  }

  @Override
  public void send(ByteBuf protectedPacket) {
    IcePath path = agent.selected();
    if (path == null || state != State.OPEN) {
      port.meter().count(PortCounter.SEND_DROPPED);
      protectedPacket.release();
    } else {
      sendOn(path, protectedPacket);
    }
  }

  @Override
  public void sendRtcp(ByteBuf plain) {
    SrtpSender ready = sender;
    if (ready == null || !ready.protectRtcp(plain)) {
      port.meter().count(PortCounter.SEND_REFUSED);
      plain.release();
    } else {
      send(plain);
    }
  }

  @Override
  public void flush() {
    IcePath path = agent.selected();
    if (path != null) {
      path.lane().flush();
    }
  }

  @Override
  public void close() {
    loop.execute(() -> shut("closed"));
  }

  MediaLoop mediaLoop() {
    return loop;
  }

  boolean isNamedIn(StunMessage request) {
    return agent.isFor(request);
  }

  /** A STUN message for this peer that came by a lane. */
  void stun(StunMessage message, int bytes, PortLane lane, long nowNanos) {
    if (state == State.CLOSED) {
      return;
    }
    IceAgent.Verdict verdict =
        switch (message.type()) {
          case Stun.BINDING_REQUEST -> agent.request(message, bytes, lane, nowNanos);
          case Stun.BINDING_SUCCESS, Stun.BINDING_ERROR ->
              agent.response(message, bytes, lane, nowNanos);
          // Indications only keep a translation of addresses alive, and ask for nothing.
          case Stun.BINDING_INDICATION -> IceAgent.Verdict.TAKEN;
          default -> IceAgent.Verdict.UNSOLICITED;
        };
    switch (verdict) {
      case TAKEN -> {}
      case FORGED -> port.meter().count(PortCounter.STUN_FORGED);
      case REFUSED -> port.meter().count(PortCounter.STUN_REFUSED);
      case ADDRESS_TAKEN -> port.meter().count(PortCounter.ADDRESS_TAKEN);
      case UNSOLICITED -> port.meter().count(PortCounter.STUN_UNSOLICITED);
    }
  }

  /** A DTLS datagram from one of this peer's addresses. */
  void dtls(ByteBuf datagram, IcePath path) {
    path.received(datagram.readableBytes());
    DtlsAssociation running = association;
    if (state == State.NEW && fingerprint != null && DtlsRecord.isHello(datagram)) {
      running = port.handshakes().start(fingerprint, new Handshake());
      if (running == null) {
        port.meter().count(PortCounter.HANDSHAKES_REFUSED);
        return;
      }
      port.meter().count(PortCounter.HANDSHAKES_STARTED);
      association = running;
      state = State.HANDSHAKING;
    }
    if (running == null || !DtlsRecord.isWhole(datagram) || !running.offer(datagram)) {
      port.meter().count(PortCounter.DTLS_DROPPED);
      return;
    }
    agent.heard(path);
  }

  /** Whether a packet may wait for others. */
  boolean mayWait(ByteBuf packet) {
    return packet.readableBytes() >= MIN_RTP_BYTES && listener.mayWait(packet);
  }

  /** An SRTP packet from one of this peer's addresses. */
  void rtp(ByteBuf packet, long nowNanos) {
    SrtpReceiver ready = receiver;
    if (ready == null || state != State.OPEN) {
      port.meter().count(PortCounter.SRTP_EARLY);
    } else if (!listener.wants(packet)) {
      port.meter().count(PortCounter.SRTP_UNWANTED);
    } else if (counted(ready.unprotectRtp(packet))) {
      loop.heard(this);
      listener.rtp(packet, nowNanos);
    }
  }

  /** An SRTCP packet from one of this peer's addresses. */
  void rtcp(ByteBuf packet, long nowNanos) {
    SrtpReceiver ready = receiver;
    if (ready == null || state != State.OPEN) {
      port.meter().count(PortCounter.SRTP_EARLY);
    } else if (counted(ready.unprotectRtcp(packet))) {
      loop.heard(this);
      listener.rtcp(packet, nowNanos);
    }
  }

  void burstEnded() {
    heardInBurst = false;
    if (state == State.OPEN) {
      listener.burstEnded();
    }
  }

  void laneGone(PortLane lane) {
    agent.gone(lane);
  }

  /** Every 100 ms or so. */
  void tick(long nowNanos) {
    if (state != State.CLOSED && !agent.tick(nowNanos)) {
      port.meter().count(PortCounter.CONSENT_EXPIRED);
      shut("no answer for 30 s");
    }
  }

  /** The end, for whatever reason; a second one is ignored. */
  void shut(String reason) {
    if (state == State.CLOSED) {
      return;
    }
    if (state == State.HANDSHAKING) {
      port.meter().count(PortCounter.HANDSHAKES_FAILED);
    }
    state = State.CLOSED;
    farewell = agent.selected();
    agent.close();
    sender = null;
    receiver = null;
    if (association != null) {
      association.close();
    }
    port.closed(this);
    listener.closed(reason);
  }

  private void opened(SrtpKeys keys) {
    if (state != State.HANDSHAKING) {
      return;
    }
    state = State.OPEN;
    sender = keys.serverSender(loop.scratch());
    receiver = keys.serverReceiver(loop.scratch());
    port.meter().count(PortCounter.HANDSHAKES_DONE);
    listener.opened(this);
    flush();
  }

  private void sendOn(IcePath path, ByteBuf packet) {
    if (path.maySend(packet.readableBytes())) {
      path.lane().write(packet);
    } else {
      port.meter().count(PortCounter.SEND_UNPROVEN);
      packet.release();
    }
  }

  private boolean counted(Verdict verdict) {
    switch (verdict) {
      case OPENED -> {}
      case MALFORMED -> port.meter().count(PortCounter.SRTP_MALFORMED);
      case REPLAYED -> port.meter().count(PortCounter.SRTP_REPLAYED);
      case FORGED -> port.meter().count(PortCounter.SRTP_FORGED);
      case TOO_MANY_STREAMS -> port.meter().count(PortCounter.SRTP_TOO_MANY_STREAMS);
    }
    return verdict == Verdict.OPENED;
  }

  /** What the handshake's thread says, brought to the loop. */
  private final class Handshake implements DtlsUser {
    @Override
    public void send(byte[] datagram) {
      loop.execute(
          () -> {
            IcePath path = state == State.CLOSED ? farewell : agent.selected();
            if (path != null) {
              sendOn(path, Unpooled.wrappedBuffer(datagram));
              path.lane().flush();
            }
          });
    }

    @Override
    public void established(SrtpKeys keys) {
      loop.execute(() -> opened(keys));
    }

    @Override
    public void ended(String reason) {
      loop.execute(() -> shut(reason));
    }
  }

  /** What the agent says about addresses and names, brought to the port's tables. */
  private final class Paths implements PathUser {
    @Override
    public boolean admits(IcePath path) {
      return ((PortLane) path.lane()).claim(new PortLane.Claim(Peer.this, path));
    }

    @Override
    public void removed(IcePath path) {
      ((PortLane) path.lane()).release(Peer.this);
    }

    @Override
    public void retired(String ufrag) {
      port.forgetName(ufrag);
    }
  }
}
