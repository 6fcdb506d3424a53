package org.asclepion.host.media;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.asclepion.host.room.AudienceSink;
import org.asclepion.host.room.RoomKey;
import org.asclepion.host.session.DeviceBook;
import org.asclepion.host.session.DeviceDesk;
import org.asclepion.host.session.DeviceTicket;
import org.asclepion.host.session.DeviceTicket.Way;
import org.asclepion.media.ice.IceCredentials;
import org.asclepion.media.port.MediaPort;
import org.asclepion.media.port.Peer;
import org.asclepion.media.port.RemoteEnd;
import org.asclepion.media.route.Router;
import org.asclepion.media.sdp.Agreement;
import org.asclepion.media.sdp.IceFragment;
import org.asclepion.media.sdp.Offer;
import org.asclepion.media.sdp.OfferParser;
import org.asclepion.media.sdp.SdpFault;
import org.asclepion.media.sdp.Terms;
import org.asclepion.world.audience.Audience;
import org.asclepion.world.audience.Revoked;
import org.jspecify.annotations.Nullable;

/**
 * The connections of devices and displays: one for each ticket, as long as the ticket is good. Any
 * thread.
 *
 * <p>A ticket's end is seen before its connection's: whoever ends one marks the ticket, then looks
 * for a connection; whoever opens one enters it, then looks at the ticket. So neither order leaves
 * a connection without a good ticket.
 */
final class Devices implements DeviceDesk, AudienceSink {
  /** Requests of one ticket in {@link #REQUESTS_NANOS}; a device that needs more is not well. */
  static final int REQUESTS = 8;

  static final long REQUESTS_NANOS = 10_000_000_000L;

  private static final Logger LOG = LogManager.getLogger();
  private static final String CNAME = "hospital";
  private static final int SESSION_CHARACTERS = 24;
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private final MediaPort port;
  private final Router router;
  private final Gatherings gatherings;
  private final DeviceBook book;
  private final Supplier<List<String>> candidates;
  private final RandomGenerator random;
  private final AtomicLong ids = new AtomicLong();

  /** By ticket. As large as there are tickets. */
  private final Map<DeviceTicket, Device> devices = new ConcurrentHashMap<>();

  /** Also by ticket; those of tickets that are over go with the next {@link #look}. */
  private final Map<DeviceTicket, Pace> paces = new ConcurrentHashMap<>();

  /**
   * @param candidates as they stand behind "a=" in an answer
   * @param random not to be guessed
   */
  Devices(
      MediaPort port,
      Router router,
      Gatherings gatherings,
      DeviceBook book,
      Supplier<List<String>> candidates,
      RandomGenerator random) {
    this.port = port;
    this.router = router;
    this.gatherings = gatherings;
    this.book = book;
    this.candidates = candidates;
    this.random = random;
  }

  /** How often a ticket has asked of late. */
  private static final class Pace {
    private long sinceNanos = System.nanoTime();
    private int requests;

    synchronized boolean allows(long nowNanos) {
      if (nowNanos - sinceNanos > REQUESTS_NANOS) {
        sinceNanos = nowNanos;
        requests = 0;
      }
      return ++requests <= REQUESTS;
    }
  }

  /** How many connections there are. */
  int count() {
    return devices.size();
  }

  @Override
  public Answer open(DeviceTicket ticket, String sdp) {
    if (!mayAsk(ticket)) {
      return new Answer.Refused(Reason.TOO_OFTEN);
    }
    Offer offer;
    try {
      offer = OfferParser.parse(sdp);
    } catch (SdpFault e) {
      LOG.debug("a device's offer is not accepted: {}", e.getMessage());
      return new Answer.Refused(Reason.MALFORMED);
    }
    Terms terms = ticket.way() == Way.IN ? Terms.SHOWS : Terms.WATCHES;
    Agreement agreement = Agreement.on(offer, terms, random::nextInt, CNAME);
    if (agreement.shows() == null && agreement.receives().isEmpty()) {
      return new Answer.Refused(Reason.NO_COMMON_CODEC);
    }
    return connect(ticket, offer, agreement);
  }

  private Answer connect(DeviceTicket ticket, Offer offer, Agreement agreement) {
    long id = ids.decrementAndGet();
    Leg leg =
        new Leg(
            id, agreement, router, gatherings.nowhere(), _ -> null, ended -> gone(ticket, ended));
    Peer link = port.add(new RemoteEnd(offer.ice(), offer.fingerprint()), leg);
    if (link == null) {
      leg.routed().closed("there are as many as there may be");
      return new Answer.Refused(Reason.BUSY);
    }
    leg.link(link);
    Device device = new Device(id, session(), ticket, leg, offer.ice());
    Device before = devices.put(ticket, device);
    if (before != null) {
      end(before);
    }
    gatherings.joined(device);
    if (!book.isGood(ticket)) {
      over(ticket);
      return new Answer.Refused(Reason.TICKET_OVER);
    }
    String answer =
        agreement.answer(link.local(), port.fingerprint(), candidates.get(), leg.nextAnswer());
    return new Answer.Agreed(device.session, device.version(), answer);
  }

  private String session() {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < SESSION_CHARACTERS; i++) {
      name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return name.toString();
  }

  @Override
  public Answer ice(
      DeviceTicket ticket, String session, @Nullable String version, String fragment) {
    if (!mayAsk(ticket)) {
      return new Answer.Refused(Reason.TOO_OFTEN);
    }
    IceCredentials told;
    try {
      told = IceFragment.parse(fragment).ice();
    } catch (SdpFault e) {
      LOG.debug("a device's fragment is not accepted: {}", e.getMessage());
      return new Answer.Refused(Reason.MALFORMED);
    }
    Device device = find(ticket, session);
    Peer link = device == null ? null : device.leg.link();
    if (device == null || link == null) {
      return new Answer.Refused(Reason.NO_SUCH_SESSION);
    }
    synchronized (device) {
      if (version != null) {
        boolean known = version.equals(device.version()) && told.equals(device.remote());
        return known ? new Answer.Noted() : new Answer.Refused(Reason.OUTDATED);
      }
      if (told.equals(device.remote())) {
        return new Answer.Refused(Reason.MALFORMED);
      }
      IceCredentials local = link.restart(told);
      device.restarted(told);
      return new Answer.Agreed(
          device.session, device.version(), IceFragment.answer(local, candidates.get()));
    }
  }

  private boolean mayAsk(DeviceTicket ticket) {
    if (paces.size() > DeviceBook.MAX_TICKETS) {
      // Some are of tickets that are over.
      look();
    }
    return paces.computeIfAbsent(ticket, _ -> new Pace()).allows(System.nanoTime());
  }

  private @Nullable Device find(DeviceTicket ticket, String session) {
    Device device = devices.get(ticket);
    return device != null && device.session.equals(session) ? device : null;
  }

  @Override
  public boolean close(DeviceTicket ticket, String session) {
    Device device = find(ticket, session);
    if (device == null || !devices.remove(ticket, device)) {
      return false;
    }
    end(device);
    return true;
  }

  @Override
  public void over(DeviceTicket ticket) {
    paces.remove(ticket);
    Device device = devices.remove(ticket);
    if (device != null) {
      end(device);
    }
  }

  @Override
  public boolean isConnected(DeviceTicket ticket) {
    Device device = devices.get(ticket);
    return device != null && device.leg.isOpen();
  }

  /** Its packets go nowhere from here on, and none come to it; then the path is closed. */
  private void end(Device device) {
    gatherings.gone(device);
    device.leg.close();
  }

  /** A link is gone, for whatever reason. Media loop. */
  private void gone(DeviceTicket ticket, Leg leg) {
    Device device = devices.get(ticket);
    if (device != null && device.leg == leg && devices.remove(ticket, device)) {
      gatherings.gone(device);
    }
  }

  /** Ends what has outlived its ticket. */
  void look() {
    for (DeviceTicket ticket : paces.keySet()) {
      if (!book.isGood(ticket)) {
        over(ticket);
      }
    }
  }

  // Of rooms it hears only their end.

  @Override
  public void revoked(RoomKey room, int tick, Revoked revoked) {}

  @Override
  public void published(RoomKey room, Audience audience) {}

  @Override
  public void ended(RoomKey room) {
    book.endAllOf(room);
    look();
  }
}
