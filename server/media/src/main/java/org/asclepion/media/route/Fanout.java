package org.asclepion.media.route;

import java.util.ArrayList;
import java.util.List;
import org.asclepion.media.route.Audience.Edge;
import org.jspecify.annotations.Nullable;

/**
 * The receivers of one sender's one source on one loop. Owned by that loop.
 *
 * <p>Computed from a ruling and kept while that very ruling stands and nobody has come or gone: so
 * a packet costs two comparisons and never an outdated way.
 */
final class Fanout {
  /** A voice of a higher priority counts as so much louder for each step. */
  static final float DECIBELS_PER_PRIORITY = 10;

  private static final Peer[] NO_PEERS = {};

  private final Source source;
  private final Hub hub;
  private @Nullable Ruling ruling;
  private long epoch = -1;

  /** Those on this loop, and beside each how much louder or softer the sender counts there. */
  Peer[] receivers = NO_PEERS;

  float[] biases = {};

  /** Other loops that have receivers. */
  List<Hub> elsewhere = List.of();

  /** Ways that a denial closes. */
  int denied;

  Fanout(Source source, Hub hub) {
    this.source = source;
    this.hub = hub;
  }

  /** Brings it up to date. */
  void refresh(Peer sender, Router router) {
    // The epoch first: who joins after it was read makes the next packet look again.
    long now = router.epoch();
    Ruling standing = sender.ruling();
    if (standing != ruling || now != epoch) {
      compute(sender, standing, router);
      ruling = standing;
      epoch = now;
    }
  }

  private void compute(Peer sender, Ruling standing, Router router) {
    List<Peer> here = new ArrayList<>();
    List<Float> louder = new ArrayList<>();
    List<Hub> others = new ArrayList<>();
    denied = 0;
    for (Edge edge : standing.audience().from(sender.id())) {
      if (edge.source() != source || edge.receiver() == sender.id()) {
        continue;
      }
      Peer receiver = router.peer(edge.receiver());
      Hub at = receiver == null ? null : receiver.hub();
      if (receiver == null || at == null) {
        continue;
      }
      if (standing.denies(sender.id(), edge.receiver(), source)) {
        denied++;
      } else if (at == hub) {
        here.add(receiver);
        louder.add(bias(edge));
      } else if (!others.contains(at)) {
        others.add(at);
      }
    }
    receivers = here.toArray(Peer[]::new);
    biases = new float[receivers.length];
    for (int i = 0; i < biases.length; i++) {
      biases[i] = louder.get(i);
    }
    elsewhere = List.copyOf(others);
  }

  private static float bias(Edge edge) {
    double farther = 20 * Math.log10(Math.max(1, edge.metres()));
    return (float) (edge.priority() * DECIBELS_PER_PRIORITY - farther);
  }

  boolean empty() {
    return receivers.length == 0 && elsewhere.isEmpty();
  }
}
