package org.asclepion.host.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.asclepion.media.route.PeerStats;
import org.asclepion.protocol.v1.MediaAdvice.Reason;
import org.asclepion.protocol.v1.MediaQuality;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final PeerStats FINE = new PeerStats(1_000_000, 0, 50_000_000, 1, 1);
  private static final MediaQuality WELL = MediaQuality.getDefaultInstance();

  private static Reason of(boolean busy, PeerStats stats, @Nullable MediaQuality quality) {
    return Verdict.of(busy, 0, stats, quality);
  }

  private static Reason of(MediaQuality.Builder quality) {
    return of(false, FINE, quality.build());
  }

  @Test
  void wellIsWellWhetherOrNotTheClientSaysAnything() {
    assertEquals(Reason.REASON_GOOD, of(false, FINE, null));
    assertEquals(Reason.REASON_GOOD, of(false, FINE, WELL));
    assertEquals(Reason.REASON_GOOD, of(true, FINE, WELL), "a busy server that nobody notices");
  }

  @Test
  void silenceComesBeforeEverythingElse() {
    PeerStats bad = new PeerStats(1, 0.5, 1, 0, 0);
    assertEquals(
        Reason.REASON_NOTHING_RECEIVED, Verdict.of(true, Verdict.NOTHING_NANOS + 1, bad, null));
    assertEquals(Reason.REASON_GOOD, Verdict.of(false, Verdict.NOTHING_NANOS, FINE, null));
  }

  @Test
  void whatTheServerMeasuresIsTheNetwork() {
    PeerStats lossy = new PeerStats(1, Verdict.MUCH_LOSS + 0.001, 0, 0, 0);
    PeerStats late = new PeerStats(1, 0, Verdict.LATE_NANOS + 1, 0, 0);
    assertEquals(Reason.REASON_NETWORK, of(false, lossy, null));
    assertEquals(Reason.REASON_NETWORK, of(false, late, WELL));
    PeerStats just = new PeerStats(1, Verdict.MUCH_LOSS, Verdict.LATE_NANOS, 0, 0);
    assertEquals(Reason.REASON_GOOD, of(false, just, null));
  }

  @Test
  void whatTheClientSaysIsTheNetwork() {
    MediaQuality.Builder said = MediaQuality.newBuilder();
    assertEquals(Reason.REASON_GOOD, of(said.setLostPermille(50)));
    assertEquals(Reason.REASON_NETWORK, of(said.setLostPermille(51)));
    said.clear();
    assertEquals(Reason.REASON_GOOD, of(said.setRoundTripMillis(400)));
    assertEquals(Reason.REASON_NETWORK, of(said.setRoundTripMillis(401)));
    said.clear();
    assertEquals(Reason.REASON_GOOD, of(said.setConcealedMillis(Verdict.CONCEALED_MILLIS)));
    assertEquals(Reason.REASON_NETWORK, of(said.setConcealedMillis(Verdict.CONCEALED_MILLIS + 1)));
    said.clear();
    assertEquals(Reason.REASON_GOOD, of(said.setFrozenMillis(Verdict.FROZEN_MILLIS)));
    assertEquals(Reason.REASON_NETWORK, of(said.setFrozenMillis(Verdict.FROZEN_MILLIS + 1)));
  }

  @Test
  void whatIsBadWhileTheServerDropsIsTheServers() {
    MediaQuality frozen = MediaQuality.newBuilder().setFrozenMillis(1_000).build();
    assertEquals(Reason.REASON_SERVER_BUSY, of(true, FINE, frozen));
  }

  @Test
  void badIsToldAfterTwoLooksAndGoodAfterFive() {
    Verdict verdict = new Verdict();
    assertFalse(verdict.isNews(Reason.REASON_GOOD), "all begins well");
    assertFalse(verdict.isNews(Reason.REASON_NETWORK));
    assertTrue(verdict.isNews(Reason.REASON_NETWORK));
    assertFalse(verdict.isNews(Reason.REASON_NETWORK), "once is enough");
    for (int look = 1; look < Verdict.GOOD_LOOKS; look++) {
      assertFalse(verdict.isNews(Reason.REASON_GOOD));
    }
    assertTrue(verdict.isNews(Reason.REASON_GOOD));
  }

  @Test
  void whatFlickersIsNotTold() {
    Verdict verdict = new Verdict();
    for (int look = 0; look < 20; look++) {
      assertFalse(verdict.isNews(look % 2 == 0 ? Reason.REASON_NETWORK : Reason.REASON_GOOD));
    }
    assertFalse(verdict.isNews(Reason.REASON_NETWORK));
    assertFalse(verdict.isNews(Reason.REASON_SERVER_BUSY), "each reason for itself");
  }
}
