package org.asclepion.media.port;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.asclepion.media.dtls.DtlsHandshakes;
import org.asclepion.media.dtls.DtlsIdentity;
import org.asclepion.media.dtls.Fingerprint;
import org.asclepion.media.ice.IceAgent;
import org.asclepion.media.ice.IceCredentials;
import org.asclepion.media.link.PeerListener;
import org.jspecify.annotations.Nullable;

/**
 * The media port: everybody's sound and pictures come and go here. Any thread opens it, adds peers
 * and closes it; packets are handled by its loops.
 *
 * <p>Tables that a stranger could grow do not exist: an address enters by a request signed with a
 * peer's password, at most {@link IceAgent#MAX_PATHS} for each of a bounded number of peers.
 */
public final class MediaPort implements AutoCloseable {
  private final MediaPortOptions options;
  private final PortMeter meter;
  private final SecureRandom random = new SecureRandom();
  private final DtlsHandshakes handshakes;
  private final EventLoopGroup group;
  private final List<MediaLoop> loops = new ArrayList<>();
  private final List<Channel> channels = new ArrayList<>();
  private final ConcurrentMap<String, Peer> names = new ConcurrentHashMap<>();
  private final ConcurrentMap<InetSocketAddress, PortLane.Claim> addresses =
      new ConcurrentHashMap<>();
  private final AtomicInteger peers = new AtomicInteger();
  private final AtomicInteger nextLoop = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final List<Candidate> candidates;
  private final InetSocketAddress bound;

  /** Binds the socket; from then on peers can be added. */
  public MediaPort(MediaPortOptions options, PortMeter meter) throws IOException {
    this.options = options;
    this.meter = meter;
    handshakes =
        new DtlsHandshakes(
            DtlsIdentity.create(random, Instant.now()),
            options.profiles(),
            options.maxHandshakes(),
            options.handshakeTimeout());
    DatagramSockets sockets = DatagramSockets.choose(options.epoll());
    if (options.loops() > 1 && !sockets.canShare()) {
      throw new IOException("several media loops share one port on Linux only: use one");
    }
    group = sockets.group(options.loops());
    try {
      InetSocketAddress address = options.bind();
      for (int i = 0; i < options.loops(); i++) {
        EventLoop executor = group.next();
        MediaLoop loop = new MediaLoop(this, executor);
        Channel channel =
            sockets.bind(executor, address, options.loops() > 1, new Datagrams(loop, meter));
        address = (InetSocketAddress) channel.localAddress();
        channels.add(channel);
        loops.add(loop);
        loop.start(channel);
      }
      bound = address;
      List<InetSocketAddress> announced = Announced.of(options.announce(), bound);
      List<Candidate> made = new ArrayList<>();
      for (InetSocketAddress one : announced) {
        made.add(new Candidate(made.size() + 1, one, false));
      }
      candidates = List.copyOf(made);
    } catch (IOException | RuntimeException e) {
      var _ = group.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
      throw e;
    }
  }

  /** Where the socket is. */
  public InetSocketAddress address() {
    return bound;
  }

  /** What peers are told, UDP only; ICE-TCP is announced by whoever owns that port. */
  public List<Candidate> candidates() {
    return candidates;
  }

  /** Of our certificate. */
  public Fingerprint fingerprint() {
    return handshakes.fingerprint();
  }

  public int peers() {
    return peers.get();
  }

  /** Addresses in use, over UDP. */
  public int addresses() {
    return addresses.size();
  }

  /**
   * Expects a peer; it has half a minute to come.
   *
   * @return null when there are as many as there may be
   */
  public @Nullable Peer add(RemoteEnd remote, PeerListener listener) {
    if (peers.incrementAndGet() > options.maxPeers()) {
      peers.decrementAndGet();
      meter.count(PortCounter.PEERS_REFUSED);
      return null;
    }
    MediaLoop loop = loops.get(Math.floorMod(nextLoop.getAndIncrement(), loops.size()));
    IceCredentials local = IceCredentials.random(random);
    Peer peer = new Peer(this, loop, local, remote, listener, System.nanoTime());
    names.put(local.ufrag(), peer);
    meter.count(PortCounter.PEERS_ADDED);
    loop.execute(() -> loop.add(peer));
    return peer;
  }

  /**
   * For a TCP connection on which ICE-TCP was recognised ({@link IceTcp#isLikely}): the handlers to
   * put at the end of its pipeline, in this order. They keep what they need and close what they do
   * not know.
   */
  public List<ChannelHandler> tcpHandlers() {
    return List.of(IceTcp.frames(), new IceTcp(loops.getFirst(), meter));
  }

  /** Whether any loop has itself woken by time; without peers none does. Any thread. */
  boolean keepsTime() {
    return loops.stream().anyMatch(MediaLoop::keepsTime);
  }

  /** Tells every peer, and gives the port back. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    for (MediaLoop loop : loops) {
      loop.execute(loop::closePeers);
    }
    for (Channel channel : channels) {
      // The handshakes' threads have a last word for each peer.
      Runnable closing =
          () -> {
            var _ = channel.close();
          };
      var _ = channel.eventLoop().schedule(closing, 50, TimeUnit.MILLISECONDS);
    }
    group.shutdownGracefully(100, 2_000, TimeUnit.MILLISECONDS).syncUninterruptibly();
  }

  PortMeter meter() {
    return meter;
  }

  RandomGenerator random() {
    return random;
  }

  DtlsHandshakes handshakes() {
    return handshakes;
  }

  PortLane.@Nullable Claim claimOf(InetSocketAddress from) {
    return addresses.get(from);
  }

  @Nullable Peer peerNamed(String ufrag) {
    return names.get(ufrag);
  }

  PortLane laneTo(Channel channel, InetSocketAddress remote) {
    return new UdpLane(channel, remote, addresses, meter);
  }

  IceCredentials newName(Peer peer) {
    IceCredentials next = IceCredentials.random(random);
    names.put(next.ufrag(), peer);
    return next;
  }

  void forgetName(String ufrag) {
    names.remove(ufrag);
  }

  void closed(Peer peer) {
    peer.mediaLoop().remove(peer);
    peers.decrementAndGet();
    meter.count(PortCounter.PEERS_CLOSED);
  }

  static PooledByteBufAllocator allocator() {
    return PooledByteBufAllocator.DEFAULT;
  }
}
