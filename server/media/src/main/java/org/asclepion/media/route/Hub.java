package org.asclepion.media.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * All that lives on one loop: its peers, and the queue of packets from senders on other loops. What
 * other threads may call says so, the rest is the loop's.
 */
final class Hub {
  /** Packets under way from other loops; at the bound they are dropped and counted. */
  static final int MAX_HANDOVERS = 4_096;

  /**
   * So many packets wait for the socket at most while a burst is still being read: a call for each
   * sixty-four costs next to nothing, and the first of a burst need not wait for its last.
   */
  static final int FLUSH_PACKETS = 64;

  private final Router router;
  private final Executor loop;
  private final Counters counters = new Counters();
  private final List<Peer> peers = new ArrayList<>();
  private final List<Egress> touched = new ArrayList<>();
  private final Map<Gathering, Set<Peer>> viewers = new HashMap<>();
  private final Map<Peer, Fanouts> strangers = new HashMap<>();
  private final ArrayBlockingQueue<Handover> handovers = new ArrayBlockingQueue<>(MAX_HANDOVERS);
  private final AtomicBoolean draining = new AtomicBoolean();
  private final AtomicBoolean ticking = new AtomicBoolean();
  private final Set<Gathering> unread = ConcurrentHashMap.newKeySet();
  private int unflushed;
  private long nowNanos;

  Hub(Router router, Executor loop) {
    this.router = router;
    this.loop = loop;
  }

  Counters counters() {
    return counters;
  }

  void add(Peer peer) {
    peers.add(peer);
    for (Gathering gathering : router.gatherings()) {
      if (gathering.ruling().audience().names(peer.id())) {
        viewers.computeIfAbsent(gathering, _ -> new HashSet<>()).add(peer);
        ruled(peer, gathering, true);
      }
    }
  }

  void remove(Peer peer) {
    peers.remove(peer);
    viewers.values().forEach(set -> set.remove(peer));
  }

  /** Runs something on the loop, unless it has ended. Any thread. */
  void execute(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException _) {
      // The server is stopping: nothing is forwarded any more.
    }
  }

  /** Brings a packet to this loop's receivers. */
  void deliver(Incoming in, Peer sender, Fanout fanout) {
    nowNanos = in.nanos;
    Peer[] receivers = fanout.receivers;
    for (int i = 0; i < receivers.length; i++) {
      Egress egress = receivers[i].egress();
      if (egress != null) {
        egress.offer(in, sender, fanout.biases[i]);
      }
    }
    unflushed += receivers.length;
    if (unflushed >= FLUSH_PACKETS) {
      flush();
    }
  }

  /** Takes a packet of another loop's sender; that loop calls, and counts what does not fit. */
  void offer(Peer sender, Incoming in, Counters of) {
    Handover handover = Handover.of(sender, in);
    if (!handovers.offer(handover)) {
      handover.packet().release();
      of.add(Count.HANDOVER_FULL);
    } else if (draining.compareAndSet(false, true)) {
      execute(this::drain);
    }
  }

  private void drain() {
    draining.set(false);
    for (Handover handover = handovers.poll(); handover != null; handover = handovers.poll()) {
      try {
        deliver(handover);
      } finally {
        handover.packet().release();
      }
    }
    flush();
  }

  /** By the ruling of now, not of when the packet was handed over. */
  private void deliver(Handover handover) {
    Peer sender = handover.sender();
    if (sender.hub() == null) {
      return;
    }
    Fanouts fanouts =
        strangers.computeIfAbsent(sender, s -> new Fanouts(this, s.profile().extensions()));
    Incoming in = fanouts.incoming;
    in.take(handover);
    if (!in.rtp.read(in.packet) || !in.readPayload()) {
      return;
    }
    Fanout fanout = fanouts.of(in.source);
    fanout.refresh(sender, router);
    counters.add(Count.DENIED, fanout.denied);
    deliver(in, sender, fanout);
  }

  /** Notes that something was sent which has to be flushed. */
  void touched(Egress egress) {
    touched.add(egress);
  }

  void flush() {
    unflushed = 0;
    for (int i = 0; i < touched.size(); i++) {
      touched.get(i).flush();
    }
    touched.clear();
  }

  /** A gathering has another ruling; several in a row are read once. Any thread. */
  void ruled(Gathering gathering) {
    if (unread.add(gathering)) {
      execute(() -> read(gathering));
    }
  }

  /** As {@link #ruled}, and says when it is read and what was sent before is flushed. */
  CompletableFuture<Void> denied(Gathering gathering) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    try {
      loop.execute(
          () -> {
            read(gathering);
            flush();
            done.complete(null);
          });
    } catch (RejectedExecutionException _) {
      done.complete(null);
    }
    return done;
  }

  private void read(Gathering gathering) {
    unread.remove(gathering);
    Set<Peer> named = new HashSet<>();
    for (long id : gathering.ruling().audience().receivers()) {
      Peer peer = router.peer(id);
      if (peer != null && peer.hub() == this) {
        named.add(peer);
      }
    }
    Set<Peer> before = named.isEmpty() ? viewers.remove(gathering) : viewers.put(gathering, named);
    for (Peer peer : named) {
      ruled(peer, gathering, true);
    }
    if (before != null) {
      for (Peer peer : before) {
        if (!named.contains(peer)) {
          ruled(peer, gathering, false);
        }
      }
    }
  }

  private void ruled(Peer peer, Gathering gathering, boolean named) {
    Egress egress = peer.egress();
    if (egress != null) {
      egress.ruled(gathering, named, nowNanos);
    }
  }

  /** Does what time asks for; a tick that finds the last one not done is left out. Any thread. */
  void tick(long tickNanos) {
    if (ticking.compareAndSet(false, true)) {
      execute(
          () -> {
            ticking.set(false);
            work(tickNanos);
          });
    }
  }

  private void work(long tickNanos) {
    nowNanos = tickNanos;
    RuntimeException fault = null;
    // A listener may close its peer from within.
    for (Peer peer : peers.toArray(Peer[]::new)) {
      try {
        peer.tick(tickNanos);
      } catch (RuntimeException e) {
        // Whatever is wrong with one, the others' reports and layers do not wait for it.
        fault = e;
        peer.close();
      }
    }
    strangers.keySet().removeIf(peer -> peer.hub() == null);
    flush();
    if (fault != null) {
      throw fault;
    }
  }
}
