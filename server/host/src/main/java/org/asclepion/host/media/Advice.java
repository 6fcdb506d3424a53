package org.asclepion.host.media;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.asclepion.media.port.PortCounter;
import org.asclepion.media.port.PortCounters;
import org.asclepion.protocol.v1.MediaAdvice;
import org.asclepion.protocol.v1.MediaAdvice.Reason;
import org.asclepion.protocol.v1.MediaNotice;
import org.asclepion.protocol.v1.ServerFrame;

/**
 * Tells clients in plain reasons how their sound and pictures are doing, when that changes. Belongs
 * to the media thread.
 */
final class Advice {
  private final Register register;
  private final Predicate<Caller> shownInVain;
  private final PortCounters counters;
  private final Map<Caller, Verdict> verdicts = new HashMap<>();
  private long dropped;

  /**
   * @param shownInVain whether a device shows somebody something that they cannot receive
   */
  Advice(Register register, PortCounters counters, Predicate<Caller> shownInVain) {
    this.register = register;
    this.shownInVain = shownInVain;
    this.counters = counters;
  }

  /** Looks at everybody; once a second. */
  void look(long nowNanos) {
    long drops = counters.get(PortCounter.SEND_DROPPED) + counters.get(PortCounter.LOOP_BEHIND);
    boolean busy = drops - dropped > Verdict.BUSY_DROPS;
    dropped = drops;
    verdicts.keySet().removeIf(caller -> caller.leg() == null);
    for (Caller caller : register.callers()) {
      Leg leg = caller.leg();
      if (leg != null) {
        Verdict verdict = verdicts.computeIfAbsent(caller, _ -> new Verdict());
        boolean expected = !leg.isOpen() || caller.sendsSomething();
        long silentNanos = expected ? nowNanos - leg.heardNanos() : 0;
        Reason reason = Verdict.of(busy, silentNanos, leg.routed().stats(), caller.takeQuality());
        if (reason == Reason.REASON_GOOD && shownInVain.test(caller)) {
          reason = Reason.REASON_CODEC;
        }
        if (verdict.isNews(reason)) {
          caller.line.send(
              ServerFrame.newBuilder()
                  .setMedia(
                      MediaNotice.newBuilder()
                          .setAdvice(MediaAdvice.newBuilder().setReason(reason))));
        }
      }
    }
  }
}
