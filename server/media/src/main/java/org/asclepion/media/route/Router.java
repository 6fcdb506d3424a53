package org.asclepion.media.route;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The selective forwarding unit: every participant's media, and the rule that a packet goes only
 * where an audience says. Any thread may call.
 *
 * <p><b>The idea.</b> Whoever knows the room publishes an immutable {@link Audience} to its {@link
 * Gathering}; a revocation that cannot wait for the next one is denied at once. Both live in one
 * reference, the {@link Ruling}. A packet's sender reads it and goes through the receivers computed
 * from that very object; if it is another object than last time, they are computed anew. So there
 * is no state that could be out of date, and no packet without an edge.
 *
 * <p><b>Threads.</b> A peer belongs to its link's loop with all it sends and gets. Loops meet at:
 * the ruling; a {@link Feed} for each source, written by the sender's loop; a bounded queue of
 * packets into each loop ({@link Hub}), after which the ruling is read again; and the map of peers.
 *
 * <p><b>Invariants.</b> Each packet sent was allowed by the ruling read after it arrived. A packet
 * is sent again only if its sender is allowed at that moment. No slot ever sends two packets under
 * one number.
 */
public final class Router {
  private final RouteListener listener;
  private final ConcurrentHashMap<Long, Peer> peers = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Executor, Hub> hubs = new ConcurrentHashMap<>();
  private final Set<Gathering> gatherings = ConcurrentHashMap.newKeySet();
  private final AtomicLong epoch = new AtomicLong();

  public Router(RouteListener listener) {
    this.listener = listener;
  }

  /** Makes a gathering, in which nobody hears anybody until an audience is published. */
  public Gathering gathering() {
    Gathering gathering = new Gathering(this);
    gatherings.add(gathering);
    return gathering;
  }

  /** Lets go of a gathering that has ended; whoever still stands in it is heard by nobody. */
  public void end(Gathering gathering) {
    gathering.end();
    gatherings.remove(gathering);
  }

  /**
   * Lets a participant in. The peer is to be given to its link as the listener. Whoever was there
   * under the same number is put out.
   */
  public Peer join(long participant, PeerProfile profile, Gathering gathering) {
    return join(participant, profile, gathering, listener);
  }

  /** The same, with a listener of its own for what happens in its slots. */
  public Peer join(long participant, PeerProfile profile, Gathering gathering, RouteListener own) {
    Peer peer = new Peer(this, participant, profile, gathering, own);
    Peer before = peers.put(participant, peer);
    changed();
    Hub hub = before == null ? null : before.hub();
    if (before != null && hub != null) {
      hub.execute(before::close);
    }
    return peer;
  }

  /** Has every loop do what time asks for; to be called about every 20 ms. */
  public void tick(long nowNanos) {
    for (Hub hub : hubs.values()) {
      hub.tick(nowNanos);
    }
  }

  /** The sum over all loops, a little late. */
  public long count(Count count) {
    long sum = 0;
    for (Hub hub : hubs.values()) {
      sum += hub.counters().get(count);
    }
    return sum;
  }

  @Nullable Peer peer(long id) {
    return peers.get(id);
  }

  Set<Gathering> gatherings() {
    return gatherings;
  }

  Hub hub(Executor loop) {
    return hubs.computeIfAbsent(loop, l -> new Hub(this, l));
  }

  void left(Peer peer) {
    peers.remove(peer.id(), peer);
  }

  /** Somebody came, went or moved: what was computed of who is where is out of date. */
  void changed() {
    epoch.incrementAndGet();
  }

  long epoch() {
    return epoch.get();
  }

  /** Tells the loops of a new audience. */
  void published(Gathering gathering) {
    for (Hub hub : hubs.values()) {
      hub.ruled(gathering);
    }
  }

  /** Tells the loops of a denial; done when all have heard. */
  CompletionStage<Void> denied(Gathering gathering) {
    List<CompletableFuture<Void>> heard =
        hubs.values().stream().map(hub -> hub.denied(gathering)).toList();
    return CompletableFuture.allOf(heard.toArray(CompletableFuture<?>[]::new));
  }
}
