package org.asclepion.media.port;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.asclepion.media.srtp.SrtpScratch;
import org.asclepion.media.stun.Stun;
import org.asclepion.media.stun.StunMessage;
import org.asclepion.media.stun.StunWriter;
import org.jspecify.annotations.Nullable;

/**
 * One thread of the port with its socket, and the peers that belong to it. Owned by that thread,
 * except where said.
 *
 * <p>The kernel spreads packets over the sockets of one port by their addresses, and so knows
 * nothing of who belongs to which loop: what arrives at the wrong one is handed over. With one loop
 * nothing ever is.
 */
final class MediaLoop {
  /** Packets on their way from another thread to this loop at most; then they are dropped. */
  static final int MAX_HANDED_OVER = 8_192;

  private static final long TICK_MILLIS = 100;

  private final MediaPort port;
  private final EventLoop executor;
  private final StunMessage message = new StunMessage();
  private final StunWriter writer = new StunWriter();
  private final SrtpScratch scratch = new SrtpScratch();
  private final List<Peer> peers = new ArrayList<>();
  private final List<Peer> heard = new ArrayList<>();
  private final Backlog<Peer> backlog =
      new Backlog<>((packet, peer, arrived) -> peer.rtp(packet, arrived), System::nanoTime);
  private final AtomicInteger handedOver = new AtomicInteger();
  private @Nullable Channel channel;

  /** Whether the rest of the backlog is on the loop's timetable. */
  private boolean goesOn;

  /** Runs while there are peers: a loop that has none sleeps until a packet or a peer comes. */
  private volatile @Nullable Future<?> timer;

  MediaLoop(MediaPort port, EventLoop executor) {
    this.port = port;
    this.executor = executor;
  }

  /** Before the first packet; the opener's thread. */
  void start(Channel bound) {
    channel = bound;
    executor.execute(SrtpScratch::warmUp);
  }

  /** Any thread. */
  boolean keepsTime() {
    return timer != null;
  }

  Executor executor() {
    return executor;
  }

  /** Any thread. After the port's end there is nobody to run it, and nothing to do. */
  void execute(Runnable task) {
    if (executor.inEventLoop()) {
      task.run();
      return;
    }
    try {
      executor.execute(task);
    } catch (RejectedExecutionException _) {
      // The loop is gone, and with it all that the task would touch.
    }
  }

  StunWriter writer() {
    return writer;
  }

  SrtpScratch scratch() {
    return scratch;
  }

  void add(Peer peer) {
    peers.add(peer);
    if (timer == null) {
      timer =
          executor.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  void remove(Peer peer) {
    peers.remove(peer);
    Future<?> running = timer;
    if (peers.isEmpty() && running != null) {
      running.cancel(false);
      timer = null;
    }
  }

  void closePeers() {
    for (Peer peer : List.copyOf(peers)) {
      peer.shut("the server closes");
    }
    backlog.clear();
  }

  /** A packet from the socket; whoever calls keeps it. */
  void datagram(ByteBuf packet, InetSocketAddress from) {
    packet(packet, from, port.claimOf(from), null);
  }

  /** A packet from a TCP connection, on the connection's thread; whoever calls keeps it. */
  void framed(ByteBuf packet, TcpLane lane) {
    packet(packet, null, lane.owner(), lane);
  }

  private void packet(
      ByteBuf packet,
      @Nullable InetSocketAddress from,
      PortLane.@Nullable Claim claim,
      @Nullable TcpLane tcp) {
    port.meter().count(PortCounter.PACKETS_RECEIVED);
    port.meter().add(PortCounter.BYTES_RECEIVED, packet.readableBytes());
    Protocol protocol = Protocol.of(packet);
    switch (protocol) {
      case STUN -> stun(packet, from, claim, tcp);
      case DTLS, RTP, RTCP -> {
        if (claim == null) {
          port.meter().count(PortCounter.FROM_STRANGERS);
        } else if (claim.peer().mediaLoop().executor.inEventLoop()) {
          deliver(protocol, packet, claim);
        } else {
          handOver(claim.peer(), packet, () -> deliver(protocol, packet, claim));
        }
      }
      case NONE -> port.meter().count(PortCounter.NO_PROTOCOL);
    }
  }

  /** On the peer's loop. One peer's fault must not end the loop of them all. */
  private void deliver(Protocol protocol, ByteBuf packet, PortLane.Claim claim) {
    try {
      switch (protocol) {
        case DTLS -> claim.peer().dtls(packet, claim.path());
        case RTP -> rtp(packet, claim.peer());
        case RTCP -> claim.peer().rtcp(packet, System.nanoTime());
        case STUN, NONE -> throw new IllegalArgumentException("not for a peer: " + protocol);
      }
    } catch (RuntimeException e) {
      port.meter().fault(e);
    }
  }

  /** On the peer's loop, which need not be this one: the packet may have come to another socket. */
  private static void rtp(ByteBuf packet, Peer peer) {
    if (peer.mayWait(packet)) {
      peer.mediaLoop().backlog.add(packet, peer, System.nanoTime());
    } else {
      peer.rtp(packet, System.nanoTime());
    }
  }

  private void stun(
      ByteBuf packet,
      @Nullable InetSocketAddress from,
      PortLane.@Nullable Claim claim,
      @Nullable TcpLane tcp) {
    StunMessage parsed = executor.inEventLoop() ? message : new StunMessage();
    if (!parsed.parse(packet)) {
      port.meter().count(PortCounter.STUN_MALFORMED);
      return;
    }
    Peer peer = addressee(parsed, claim);
    if (peer == null) {
      boolean request = parsed.type() == Stun.BINDING_REQUEST;
      port.meter().count(request ? PortCounter.STUN_FORGED : PortCounter.STUN_UNSOLICITED);
      return;
    }
    MediaLoop owner = peer.mediaLoop();
    if (owner.executor.inEventLoop()) {
      owner.stunFor(peer, packet, from, tcp);
    } else {
      handOver(peer, packet, () -> owner.stunFor(peer, packet, from, tcp));
    }
  }

  /** Requests name whom they are for; anything else is for whoever uses the address. */
  private @Nullable Peer addressee(StunMessage parsed, PortLane.@Nullable Claim claim) {
    if (parsed.type() != Stun.BINDING_REQUEST) {
      return claim == null ? null : claim.peer();
    }
    boolean mine = claim != null && claim.peer().mediaLoop() == this && executor.inEventLoop();
    if (claim != null && mine && claim.peer().isNamedIn(parsed)) {
      return claim.peer();
    }
    String name = parsed.addressee();
    return name == null ? null : port.peerNamed(name);
  }

  private void stunFor(
      Peer peer, ByteBuf packet, @Nullable InetSocketAddress from, @Nullable TcpLane tcp) {
    if (!message.parse(packet)) {
      return;
    }
    PortLane lane = tcp;
    if (lane == null && from != null && channel != null) {
      PortLane.Claim claim = port.claimOf(from);
      lane =
          claim != null && claim.peer() == peer
              ? (PortLane) claim.path().lane()
              : port.laneTo(channel, from);
    }
    if (lane != null) {
      try {
        peer.stun(message, packet.readableBytes(), lane, System.nanoTime());
      } catch (RuntimeException e) {
        port.meter().fault(e);
      }
    }
  }

  /** Runs a task on a peer's loop, the packet kept for it. */
  private void handOver(Peer peer, ByteBuf packet, Runnable task) {
    MediaLoop owner = peer.mediaLoop();
    if (owner.handedOver.incrementAndGet() > MAX_HANDED_OVER) {
      owner.handedOver.decrementAndGet();
      port.meter().count(PortCounter.LOOP_BEHIND);
      return;
    }
    packet.retain();
    owner.execute(
        () -> {
          owner.handedOver.decrementAndGet();
          task.run();
          packet.release();
          owner.burstEnded();
        });
  }

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      port.meter().fault(e);
    }
  }

  /** Remembers who has to be told when the burst is over. */
  void heard(Peer peer) {
    if (!peer.heardInBurst) {
      peer.heardInBurst = true;
      heard.add(peer);
    }
  }

  /** The socket has nothing more for now: sound goes out, then pictures have their turn. */
  void burstEnded() {
    tellHeard();
    handleBacklog();
  }

  /** A slice of it; then the socket, and whatever else waits for the loop, and then the next. */
  private void handleBacklog() {
    if (backlog.isEmpty()) {
      return;
    }
    guarded(backlog::slice);
    tellHeard();
    if (!backlog.isEmpty() && !goesOn) {
      goesOn = true;
      // As a plain task it would be run before the socket is looked at.
      var _ = executor.schedule(this::goOn, 0, TimeUnit.NANOSECONDS);
    }
  }

  private void goOn() {
    goesOn = false;
    handleBacklog();
  }

  private void tellHeard() {
    for (int i = 0; i < heard.size(); i++) {
      guarded(heard.get(i)::burstEnded);
    }
    heard.clear();
  }

  private void tick() {
    long now = System.nanoTime();
    for (int i = peers.size() - 1; i >= 0; i--) {
      Peer peer = peers.get(i);
      guarded(() -> peer.tick(now));
    }
  }
}
