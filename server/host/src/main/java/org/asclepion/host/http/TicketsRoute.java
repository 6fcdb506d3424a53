package org.asclepion.host.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.asclepion.content.model.Hospital;
import org.asclepion.host.session.Admission;
import org.asclepion.host.session.EntryGrants;
import org.asclepion.host.session.TicketBook;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/v1/tickets}: who may come in, as what. Any thread. No answer, log line or metric
 * holds anything of a ticket or of the person.
 */
final class TicketsRoute implements Route.Handler {
  /** Tickets per second and at once, for load tests on the server's own machine. */
  static final int LOOPBACK_PER_SECOND = 1_000;

  static final int LOOPBACK_BURST = 5_000;

  /** Tickets per second and at once for an address, behind which there may be a whole ward. */
  static final int PER_SECOND = 2;

  static final int BURST = 60;

  private final Hospital hospital;
  private final Entry entry;
  private final @Nullable AccessCode code;
  private final TicketBook tickets;
  private final EntryGrants grants;
  private final BooleanSupplier open;
  private final MeterRegistry metrics;
  private final RateLimit loopback;
  private final RateLimit others;

  TicketsRoute(
      Hospital hospital,
      Entry entry,
      @Nullable AccessCode code,
      TicketBook tickets,
      EntryGrants grants,
      BooleanSupplier open,
      MeterRegistry metrics,
      Ticker ticker) {
    this.hospital = hospital;
    this.entry = entry;
    this.code = code;
    this.tickets = tickets;
    this.grants = grants;
    this.open = open;
    this.metrics = metrics;
    this.loopback = new RateLimit(LOOPBACK_PER_SECOND, LOOPBACK_BURST, ticker);
    this.others = new RateLimit(PER_SECOND, BURST, ticker);
  }

  @Override
  public Response handle(Request request) {
    try {
      Response response = issue(request);
      metrics.counter("asclepion.tickets.issued").increment();
      return response;
    } catch (Problem problem) {
      metrics.counter("asclepion.tickets.refused", "code", problem.code()).increment();
      throw problem;
    }
  }

  private Response issue(Request request) {
    Admission admission = admit(request, false);
    if (tickets.isFull()) {
      throw Problem.of(503, "busy", "Too many tickets wait to be used.").retryAfter(5);
    }
    byte[] body =
        JsonNodeFactory.instance
            .objectNode()
            .put("ticket", tickets.issue(admission))
            .put("expiresInSeconds", TicketBook.LIFETIME.toSeconds())
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    return new Response(201, Response.JSON, body).with("cache-control", "no-store");
  }

  /** Throws a {@link Problem} while the server takes nobody. */
  void requireOpen() {
    if (!open.getAsBoolean()) {
      throw Problem.of(503, "draining", "The server is stopping.").retryAfter(5);
    }
  }

  /**
   * As whom somebody may come in who asks as for a ticket; a {@link Problem} says why not.
   *
   * @param trusted whether the operator asks, who needs neither an open entry nor a code
   */
  Admission admit(Request request, boolean trusted) {
    requireOpen();
    if (trusted) {
      return admission(read(request), true);
    }
    InetAddress from = request.remote();
    boolean local = entry == Entry.DEMO && from.isLoopbackAddress();
    if (!(local ? loopback : others).allows(from)) {
      throw Problem.of(429, "too-many-tickets", "Too many tickets for one address.").retryAfter(1);
    }
    TicketRequest wanted = read(request);
    if (wanted.grant() != null) {
      return granted(wanted, wanted.grant());
    }
    if (entry == Entry.NONE) {
      throw Problem.of(403, "entry-closed", "This server has no open entry.");
    }
    if (code != null) {
      if (wanted.accessCode() == null) {
        throw Problem.field("accessCode", "is missing");
      }
      code.check(wanted.accessCode(), from);
    }
    return admission(wanted, entry == Entry.DEMO);
  }

  private static TicketRequest read(Request request) {
    JsonBody.requireType(request, Response.JSON);
    return TicketRequest.parse(request.body());
  }

  /** Who, as what and where to stands in the grant; looks and language are the bearer's own. */
  private Admission granted(TicketRequest wanted, String grant) {
    Admission given = grants.use(grant);
    if (given == null) {
      throw Problem.of(403, "grant-refused", "The way in is used up or too old.");
    }
    return new Admission(
        given.role(),
        given.displayName(),
        wanted.appearance(),
        wanted.language(),
        given.visit(),
        given.room(),
        given.instance());
  }

  private Admission admission(TicketRequest wanted, boolean anywhere) {
    int room = hospital.entrance();
    if (wanted.room() != null) {
      if (!anywhere) {
        throw Problem.field("room", "can be chosen in a demo only");
      }
      room = roomIndex(hospital, wanted.room());
    }
    if (!wanted.instance().isEmpty() && !anywhere) {
      throw Problem.field("instance", "can be chosen in a demo only");
    }
    return new Admission(
        wanted.role(),
        wanted.displayName(),
        wanted.appearance(),
        wanted.language(),
        wanted.visit(),
        room,
        wanted.instance());
  }

  /** The room of an id. */
  static int roomIndex(Hospital hospital, String id) {
    for (int i = 0; i < hospital.rooms().size(); i++) {
      if (hospital.rooms().get(i).template().id().equals(id)) {
        return i;
      }
    }
    throw Problem.field("room", "there is no such room");
  }
}
