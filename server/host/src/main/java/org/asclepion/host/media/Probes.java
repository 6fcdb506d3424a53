package org.asclepion.host.media;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.asclepion.host.session.PathChecks;
import org.asclepion.media.link.PeerLink;
import org.asclepion.media.link.PeerListener;
import org.asclepion.media.port.MediaPort;
import org.asclepion.media.port.Peer;
import org.asclepion.media.port.RemoteEnd;
import org.asclepion.media.port.TurnCredentials;
import org.asclepion.media.sdp.Agreement;
import org.asclepion.media.sdp.Offer;
import org.asclepion.media.sdp.OfferParser;
import org.asclepion.media.sdp.SdpFault;
import org.asclepion.media.sdp.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Answers the connectivity checks of people who look for a path before they enter, and nothing else
 * of theirs. Any thread.
 *
 * <p>Such a peer is unknown to the router, has no handshake and so no keys: it can neither send nor
 * get a packet of sound. There are at most {@link #MAX_AT_ONCE}, each for {@link #LASTS}.
 */
final class Probes implements PathChecks {
  static final int MAX_AT_ONCE = 64;

  /** A browser has tried everything by then. */
  static final Duration LASTS = Duration.ofSeconds(15);

  private final MediaPort port;
  private final Supplier<List<String>> candidates;
  private final @Nullable TurnServers turn;
  private final InstantSource clock;
  private final ScheduledExecutorService timer;
  private final RandomGenerator random;
  private final AtomicInteger running = new AtomicInteger();

  /**
   * @param candidates as they stand behind "a=" in an answer
   * @param turn null where there is nothing to relay through
   * @param timer ends checks
   * @param random not to be guessed
   */
  Probes(
      MediaPort port,
      Supplier<List<String>> candidates,
      @Nullable TurnServers turn,
      InstantSource clock,
      ScheduledExecutorService timer,
      RandomGenerator random) {
    this.port = port;
    this.candidates = candidates;
    this.turn = turn;
    this.clock = clock;
    this.timer = timer;
    this.random = random;
  }

  @Override
  public Outcome check(String sdp) {
    Offer offer;
    try {
      if (sdp.length() > OfferParser.MAX_CHARACTERS) {
        return new Outcome.NotUnderstood();
      }
      offer = OfferParser.parse(sdp);
    } catch (SdpFault _) {
      return new Outcome.NotUnderstood();
    }
    Agreement agreement = Agreement.on(offer, Terms.CALLS, random::nextInt, Callers.CNAME);
    if (running.incrementAndGet() > MAX_AT_ONCE) {
      running.decrementAndGet();
      return new Outcome.Busy();
    }
    Peer peer = port.add(new RemoteEnd(offer.ice(), null), new Unheard());
    if (peer == null) {
      running.decrementAndGet();
      return new Outcome.Busy();
    }
    var _ = timer.schedule(peer::close, LASTS.toMillis(), TimeUnit.MILLISECONDS);
    String answer = agreement.answer(peer.local(), port.fingerprint(), candidates.get(), 1);
    return new Outcome.Answered(answer, relay());
  }

  private @Nullable Relay relay() {
    if (turn == null) {
      return null;
    }
    TurnCredentials mine =
        TurnCredentials.issue(turn.secret(), "check", clock.instant(), LASTS.multipliedBy(2));
    return new Relay(turn.uris(), mine.username(), mine.password());
  }

  /** Checks that run. */
  int running() {
    return running.get();
  }

  /** Nothing comes of it but that it ends, once. */
  private final class Unheard implements PeerListener {
    @Override
    public void opened(PeerLink link) {
      link.close();
    }

    @Override
    public boolean wants(ByteBuf protectedRtp) {
      return false;
    }

    @Override
    public void rtp(ByteBuf plain, long arrivedNanos) {}

    @Override
    public void rtcp(ByteBuf plain, long arrivedNanos) {}

    @Override
    public void burstEnded() {}

    @Override
    public void closed(String reason) {
      running.decrementAndGet();
    }
  }
}
