package org.asclepion.media.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.asclepion.media.route.Audience.Edge;
import org.asclepion.media.rtp.Allocation;
import org.asclepion.media.rtp.LayerSwitch;
import org.jspecify.annotations.Nullable;

/**
 * Which pictures a receiver sees, and how well. Owned by the receiver's loop.
 *
 * <p>Of the pictures in its audiences those that are on have a slot, by priority; who has one keeps
 * it while he is among the first. The bit rate is divided in the same order.
 */
final class PictureSlots {
  /** An edge whose sender is there. */
  private record Choice(Edge edge, Peer sender, boolean live, boolean held) {}

  /** What is on goes first, then priority, then whoever has a slot, then a fixed order. */
  private static final Comparator<Choice> ORDER =
      Comparator.comparingInt((Choice choice) -> choice.live() ? 0 : 1)
          .thenComparingInt(choice -> -choice.edge().priority())
          .thenComparingInt(choice -> choice.held() ? 0 : 1)
          .thenComparingLong(choice -> choice.edge().sender())
          .thenComparing(choice -> choice.edge().source());

  private final Slot[] slots;
  private final Allocation allocation;

  /** In the order of the allocation. */
  private final List<Slot> ranked = new ArrayList<>();

  PictureSlots(List<Slot> slots) {
    this.slots = slots.toArray(Slot[]::new);
    allocation = new Allocation(this.slots.length);
  }

  Slot[] all() {
    return slots;
  }

  @Nullable Slot of(Peer sender, Source source) {
    for (Slot slot : slots) {
      if (slot.holder() == sender && slot.source() == source) {
        return slot;
      }
    }
    return null;
  }

  /**
   * Chooses anew.
   *
   * @param edges those that the audiences and denials of this moment allow
   */
  void assign(List<Edge> edges, Router router, long nowNanos) {
    List<Choice> choices = new ArrayList<>();
    for (Edge edge : edges) {
      Peer sender = router.peer(edge.sender());
      if (sender != null) {
        boolean live = sender.feed(edge.source()).live(nowNanos);
        boolean held = of(sender, edge.source()) != null;
        if (live || held) {
          choices.add(new Choice(edge, sender, live, held));
        }
      }
    }
    choices.sort(ORDER);
    List<Choice> first = choices.subList(0, Math.min(choices.size(), slots.length));
    for (Slot slot : slots) {
      if (slot.holder() != null && first.stream().noneMatch(choice -> isIn(choice, slot))) {
        slot.free();
      }
    }
    ranked.clear();
    for (Choice choice : first) {
      Slot slot = of(choice.sender(), choice.edge().source());
      if (slot == null) {
        slot = free();
        slot.hold(choice.sender(), choice.edge().source());
      }
      slot.wantHeight(choice.edge().wantedHeight());
      ranked.add(slot);
    }
  }

  private static boolean isIn(Choice choice, Slot slot) {
    return slot.holder() == choice.sender() && slot.source() == choice.edge().source();
  }

  private Slot free() {
    for (Slot slot : slots) {
      if (slot.holder() == null) {
        return slot;
      }
    }
    throw new AssertionError("more choices than slots");
  }

  /**
   * Divides the bit rate, as {@link Allocation#solve}; asks for key frames where a layer begins.
   */
  void allocate(long bitsPerSecond, long tryBitsPerSecond, long nowNanos) {
    allocation.clear();
    for (Slot slot : ranked) {
      Peer sender = slot.holder();
      allocation.add(
          sender == null ? 0 : sender.feed(slot.source()).layerFor(slot.wantedHeight()),
          slot.layers.current());
      for (int layer = 0; sender != null && layer < Allocation.MAX_LAYERS; layer++) {
        allocation.rate(layer, sender.feed(slot.source()).bitsPerSecond(layer, nowNanos));
      }
    }
    allocation.solve(bitsPerSecond, tryBitsPerSecond);
    for (int i = 0; i < ranked.size(); i++) {
      LayerSwitch layers = ranked.get(i).layers;
      layers.want(allocation.layer(i));
      if (layers.waits()) {
        ranked.get(i).wishes.want();
      }
    }
  }
}
