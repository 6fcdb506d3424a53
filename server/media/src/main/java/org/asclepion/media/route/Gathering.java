package org.asclepion.media.route;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Participants who share an audience. Any thread publishes and denies; loops read the outcome.
 *
 * <p>A participant sends in exactly one gathering, and this one's audience says who gets it: those
 * who stand in it, and others who hear or see in from elsewhere.
 */
public final class Gathering {
  private final Router router;
  private final AtomicReference<Ruling> ruling = new AtomicReference<>(Ruling.EMPTY);

  Gathering(Router router) {
    this.router = router;
  }

  /** Replaces the audience; false, and nothing done, when it is not newer than the present one. */
  public boolean publish(Audience audience) {
    while (true) {
      Ruling before = ruling.get();
      if (audience.version() <= before.audience().version()) {
        return false;
      }
      if (ruling.compareAndSet(before, before.with(audience))) {
        router.published(this);
        return true;
      }
    }
  }

  /**
   * Revokes. When this returns, no packet that arrives is forwarded along what is denied, nor is
   * any retransmitted.
   *
   * @return done when also no loop is still at work with one that had arrived before
   */
  public CompletionStage<Void> deny(Denial denial) {
    while (true) {
      Ruling before = ruling.get();
      if (ruling.compareAndSet(before, before.with(denial))) {
        return router.denied(this);
      }
    }
  }

  /** Nobody hears anybody from now on, whatever is published. */
  void end() {
    ruling.set(new Ruling(new Audience.Builder(Long.MAX_VALUE).build(), List.of()));
    router.published(this);
  }

  Ruling ruling() {
    return ruling.get();
  }
}
