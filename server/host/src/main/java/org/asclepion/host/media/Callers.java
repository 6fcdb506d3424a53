package org.asclepion.host.media;

import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.asclepion.host.session.MediaDesk;
import org.asclepion.media.ice.IceCredentials;
import org.asclepion.media.port.MediaPort;
import org.asclepion.media.port.Peer;
import org.asclepion.media.port.RemoteEnd;
import org.asclepion.media.route.Router;
import org.asclepion.media.route.Source;
import org.asclepion.media.sdp.Agreement;
import org.asclepion.media.sdp.Offer;
import org.asclepion.media.sdp.OfferParser;
import org.asclepion.media.sdp.SdpFault;
import org.asclepion.media.sdp.Terms;
import org.asclepion.protocol.v1.MediaAnswer;
import org.asclepion.protocol.v1.MediaNotice;
import org.asclepion.protocol.v1.MediaOffer;
import org.asclepion.protocol.v1.MediaQuality;
import org.asclepion.protocol.v1.MediaRequest;
import org.asclepion.protocol.v1.MediaRestart;
import org.asclepion.protocol.v1.MediaSource;
import org.asclepion.protocol.v1.MediaSourceState;
import org.asclepion.protocol.v1.Refusal;
import org.asclepion.protocol.v1.ServerFrame;
import org.jspecify.annotations.Nullable;

/**
 * The desk of a server that carries sound and pictures: makes connections of offers, and obeys what
 * is switched on and off. Any thread.
 */
final class Callers implements MediaDesk {
  private static final Logger LOG = LogManager.getLogger();

  /** The same for everybody: it says only that the streams of one server belong together. */
  static final String CNAME = "hospital";

  private final MediaPort port;
  private final Router router;
  private final Register register;
  private final Gatherings gatherings;
  private final Supplier<List<String>> candidates;
  private final @Nullable Relays relays;
  private final RandomGenerator random;

  /**
   * @param candidates as they stand behind "a=" in an answer
   * @param relays null where there is nothing to relay through
   * @param random not to be guessed
   */
  Callers(
      MediaPort port,
      Router router,
      Register register,
      Gatherings gatherings,
      Supplier<List<String>> candidates,
      @Nullable Relays relays,
      RandomGenerator random) {
    this.port = port;
    this.router = router;
    this.register = register;
    this.gatherings = gatherings;
    this.candidates = candidates;
    this.relays = relays;
    this.random = random;
  }

  @Override
  public void request(
      long participant, Line answer, Line line, int sequence, MediaRequest request) {
    Caller caller = register.caller(participant, line);
    switch (request.getRequestCase()) {
      case OFFER -> offer(caller, answer, sequence, request.getOffer());
      case SOURCE -> source(caller, answer, sequence, request.getSource());
      case QUALITY -> quality(caller, request.getQuality());
      case REQUEST_NOT_SET -> answer.refuse(sequence, Refusal.Reason.REASON_NOT_AVAILABLE);
    }
  }

  private void offer(Caller caller, Line answer, int sequence, MediaOffer wish) {
    if (wish.getSdp().length() > OfferParser.MAX_CHARACTERS) {
      answer.refuse(sequence, Refusal.Reason.REASON_TOO_LONG);
      return;
    }
    if (!caller.mayOffer(System.nanoTime())) {
      answer.refuse(sequence, Refusal.Reason.REASON_BUSY);
      return;
    }
    Offer offer;
    try {
      offer = OfferParser.parse(wish.getSdp());
    } catch (SdpFault e) {
      LOG.debug("an offer is not accepted: {}", e.getMessage());
      answer.refuse(sequence, Refusal.Reason.REASON_NOT_AVAILABLE);
      return;
    }
    synchronized (caller) {
      if (wish.getRestart()) {
        restart(caller, answer, sequence, offer);
      } else {
        connect(caller, answer, sequence, offer);
      }
    }
  }

  /** A new connection, in place of the one there may be. */
  private void connect(Caller caller, Line answer, int sequence, Offer offer) {
    Agreement agreement = Agreement.on(offer, Terms.CALLS, random::nextInt, CNAME);
    Leg leg =
        new Leg(
            caller.participant,
            agreement,
            router,
            gatherings.nowhere(),
            register::shown,
            it -> gone(caller, it));
    Peer link = port.add(new RemoteEnd(offer.ice(), offer.fingerprint()), leg);
    if (link == null) {
      leg.routed().closed("there are as many as there may be");
      answer.refuse(sequence, Refusal.Reason.REASON_BUSY);
      return;
    }
    leg.link(link);
    Leg before = caller.leg();
    caller.leg(leg);
    if (before != null) {
      before.close();
    }
    gatherings.joined(caller);
    answer(leg, link.local(), answer, sequence);
  }

  /** New credentials for the connection there is. */
  private void restart(Caller caller, Line answer, int sequence, Offer offer) {
    Leg leg = caller.leg();
    Peer link = leg == null ? null : leg.link();
    if (leg == null || link == null || !leg.agreement.isAlso(offer)) {
      // Its keys are gone with it: the client has to begin anew.
      answer.refuse(sequence, Refusal.Reason.REASON_NO_SUCH_THING);
      return;
    }
    answer(leg, link.restart(offer.ice()), answer, sequence);
  }

  private void answer(Leg leg, IceCredentials local, Line answer, int sequence) {
    String sdp =
        leg.agreement.answer(local, port.fingerprint(), candidates.get(), leg.nextAnswer());
    answer.send(
        notice(
            MediaNotice.newBuilder()
                .setAnswer(MediaAnswer.newBuilder().setSdp(sdp).setSequence(sequence))));
  }

  private static ServerFrame.Builder notice(MediaNotice.Builder notice) {
    return ServerFrame.newBuilder().setMedia(notice);
  }

  /** A link is gone, for whatever reason. Media loop. */
  private void gone(Caller caller, Leg leg) {
    synchronized (caller) {
      if (caller.leg() != leg) {
        return;
      }
      caller.leg(null);
    }
    caller.line.send(
        notice(MediaNotice.newBuilder().setRestart(MediaRestart.getDefaultInstance())));
    gatherings.changed(caller);
  }

  private void source(Caller caller, Line answer, int sequence, MediaSourceState state) {
    Source source = source(state.getSource());
    if (source == null || source == Source.VOICE) {
      answer.refuse(sequence, Refusal.Reason.REASON_NOT_ALLOWED);
      return;
    }
    set(caller, state.getSource(), source, state.getOn());
  }

  private void set(Caller caller, MediaSource named, Source source, boolean on) {
    if (!caller.set(named, on)) {
      return;
    }
    if (on) {
      gatherings.changed(caller);
    } else {
      gatherings.silenced(caller, source);
    }
  }

  private static @Nullable Source source(MediaSource source) {
    return switch (source) {
      case MEDIA_SOURCE_MICROPHONE -> Source.VOICE;
      case MEDIA_SOURCE_CAMERA -> Source.CAMERA;
      case MEDIA_SOURCE_SCREEN -> Source.SCREEN;
      case MEDIA_SOURCE_UNSPECIFIED, UNRECOGNIZED -> null;
    };
  }

  private static void quality(Caller caller, MediaQuality quality) {
    caller.quality(quality);
  }

  @Override
  public void microphone(long participant, Line line, boolean open) {
    Caller caller = open ? register.caller(participant, line) : register.caller(participant);
    if (caller != null) {
      set(caller, MediaSource.MEDIA_SOURCE_MICROPHONE, Source.VOICE, open);
    }
  }

  @Override
  public void away(long participant) {
    Caller caller = register.caller(participant);
    if (caller != null) {
      caller.away(true);
      gatherings.silenced(caller, null);
    }
  }

  @Override
  public void back(long participant, Line answer, Line line) {
    if (relays != null) {
      relays.met(participant, answer, line);
    }
    Caller caller = register.caller(participant);
    if (caller != null) {
      caller.away(false);
      gatherings.changed(caller);
    }
  }

  @Override
  public void over(long participant) {
    if (relays != null) {
      relays.over(participant);
    }
    Caller caller = register.forget(participant);
    if (caller != null) {
      gatherings.silenced(caller, null);
      Leg leg = caller.leg();
      if (leg != null) {
        leg.close();
      }
    }
  }
}
