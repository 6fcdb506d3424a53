package org.asclepion.media.sdp;

import java.util.HashSet;
import java.util.Set;
import java.util.function.IntSupplier;

/** Gives SSRCs that nobody in the session has. Owned by whoever makes an agreement. */
final class Ssrcs {
  private final IntSupplier random;
  private final Set<Integer> taken = new HashSet<>();

  Ssrcs(Offer offer, IntSupplier random) {
    this.random = random;
    // 0 means in this program that there is none.
    taken.add(0);
    for (Offer.Section section : offer.sections()) {
      taken.addAll(section.ssrcs());
      taken.addAll(section.repairs());
    }
  }

  int next() {
    int ssrc = random.getAsInt();
    while (!taken.add(ssrc)) {
      ssrc++;
    }
    return ssrc;
  }
}
