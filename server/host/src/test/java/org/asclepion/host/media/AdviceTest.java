package org.asclepion.host.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.asclepion.media.port.PortCounter;
import org.asclepion.media.port.PortCounters;
import org.asclepion.media.route.RouteListener;
import org.asclepion.media.route.Router;
import org.asclepion.media.route.Source;
import org.asclepion.media.sdp.Agreement;
import org.asclepion.media.sdp.OfferParser;
import org.asclepion.media.sdp.Terms;
import org.asclepion.protocol.v1.MediaAdvice.Reason;
import org.asclepion.protocol.v1.MediaQuality;
import org.asclepion.protocol.v1.MediaSource;
import org.junit.jupiter.api.Test;

class AdviceTest {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private static final class Nobody implements RouteListener {
    @Override
    public void talking(long participant, boolean talking, int loudness) {}

    @Override
    public void voice(long receiver, int slot, long sender) {}

    @Override
    public void picture(long receiver, int slot, long sender, Source source) {}
  }

  private final Register register = new Register();
  private final PortCounters counters = new PortCounters();
  private final Advice advice = new Advice(register, counters, caller -> false);
  private final List<Reason> told = new ArrayList<>();
  private final Caller caller =
      register.caller(1, frame -> told.add(frame.build().getMedia().getAdvice().getReason()));
  private long now = System.nanoTime();

  private void connect() throws Exception {
    Router router = new Router(new Nobody());
    Agreement agreement =
        Agreement.on(
            OfferParser.parse(GatheringsTest.OFFER), Terms.CALLS, new Random(1)::nextInt, "h");
    caller.leg(new Leg(1, agreement, router, router.gathering(), register::shown, ended -> {}));
  }

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      now += SECOND_NANOS;
      advice.look(now);
    }
  }

  private void frozen() {
    caller.quality(MediaQuality.newBuilder().setFrozenMillis(1_000).build());
  }

  @Test
  void whoHasNoConnectionIsToldNothing() {
    look(20);
    assertEquals(List.of(), told);
  }

  @Test
  void aConnectionThatBringsNothingIsToldSoOnce() throws Exception {
    connect();
    look(6);
    assertEquals(List.of(), told, "it may still come");
    look(20);
    assertEquals(List.of(Reason.REASON_NOTHING_RECEIVED), told);
  }

  @Test
  void whoSendsNothingOverAnOpenConnectionIsNotMissed() throws Exception {
    connect();
    Leg leg = Objects.requireNonNull(caller.leg());
    leg.opened(new GatheringsTest.Link());
    look(20);
    assertEquals(List.of(), told);
    caller.set(MediaSource.MEDIA_SOURCE_MICROPHONE, true);
    look(2);
    assertEquals(List.of(Reason.REASON_NOTHING_RECEIVED), told);
    leg.closed("the test is over");
  }

  @Test
  void theServerTakesTheBlameWhileItDrops() throws Exception {
    connect();
    for (int i = 0; i < 2; i++) {
      counters.add(PortCounter.SEND_DROPPED, Verdict.BUSY_DROPS + 1);
      frozen();
      look(1);
    }
    assertEquals(List.of(Reason.REASON_SERVER_BUSY), told);
    for (int i = 0; i < 2; i++) {
      counters.add(PortCounter.LOOP_BEHIND, Verdict.BUSY_DROPS);
      frozen();
      look(1);
    }
    assertEquals(List.of(Reason.REASON_SERVER_BUSY, Reason.REASON_NETWORK), told, "a few are few");
  }

  @Test
  void whatTheClientSaidCountsOnce() throws Exception {
    connect();
    frozen();
    look(2);
    assertEquals(List.of(), told);
  }
}
