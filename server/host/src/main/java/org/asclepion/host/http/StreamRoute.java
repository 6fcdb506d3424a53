package org.asclepion.host.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.asclepion.host.session.DeviceBook;
import org.asclepion.host.session.DeviceDesk;
import org.asclepion.host.session.DeviceDesk.Answer;
import org.asclepion.host.session.DeviceTicket;
import org.asclepion.host.session.DeviceTicket.Way;
import org.jspecify.annotations.Nullable;

/**
 * WHIP (RFC 9725) for devices, or WHEP (draft-ietf-wish-whep-03) for displays: the two differ in
 * nothing but which way the picture goes. Any thread. Everything is asked with the ticket's token;
 * no page of another server may ask, so there is no CORS.
 */
final class StreamRoute {
  private static final String SDP = "application/sdp";
  private static final String FRAGMENT = "application/trickle-ice-sdpfrag";
  private static final int RETRY_SECONDS = 5;

  private final Way way;
  private final String path;
  private final DeviceBook tickets;
  private final DeviceDesk desk;
  private final RateLimit rate;
  private final MeterRegistry metrics;

  StreamRoute(Way way, DeviceBook tickets, DeviceDesk desk, RateLimit rate, MeterRegistry metrics) {
    this.way = way;
    this.tickets = tickets;
    this.desk = desk;
    this.rate = rate;
    this.metrics = metrics;
    path = pathOf(way);
  }

  static String pathOf(Way way) {
    return way == Way.IN ? "/api/v1/whip" : "/api/v1/whep";
  }

  List<Route> routes() {
    String session = path + "/" + Route.ANY;
    return List.of(
        route("POST", path, this::open),
        new Route("OPTIONS", path, _ -> empty(200).with("accept-post", SDP)),
        route("PATCH", session, this::ice),
        route("DELETE", session, this::close),
        new Route("OPTIONS", session, _ -> empty(200).with("accept-patch", FRAGMENT)));
  }

  /** Counted, and only with a good ticket for this way. */
  private Route route(String method, String where, Function<Asked, Response> answer) {
    return new Route(
        method,
        where,
        request -> {
          try {
            Response response = answer.apply(new Asked(request, ticket(request)));
            count(method, "ok");
            return response;
          } catch (Problem problem) {
            count(method, problem.code());
            throw problem;
          }
        });
  }

  private record Asked(Request request, DeviceTicket ticket) {
    String session() {
      return request.path().substring(request.path().lastIndexOf('/') + 1);
    }

    String body() {
      return new String(request.body(), UTF_8);
    }
  }

  private void count(String method, String outcome) {
    metrics
        .counter(
            "asclepion.devices.requests",
            "way",
            way.name().toLowerCase(Locale.ROOT),
            "method",
            method.toLowerCase(Locale.ROOT),
            "outcome",
            outcome)
        .increment();
  }

  private DeviceTicket ticket(Request request) {
    if (!rate.allows(request.remote())) {
      throw tooOften();
    }
    DeviceTicket ticket = tickets.find(Bearer.token(request));
    if (ticket == null) {
      throw over();
    }
    if (ticket.way() != way) {
      throw Problem.of(403, "wrong-way", "This ticket is for " + pathOf(ticket.way()) + ".");
    }
    return ticket;
  }

  private Response open(Asked asked) {
    JsonBody.requireType(asked.request(), SDP);
    return switch (desk.open(asked.ticket(), asked.body())) {
      case Answer.Agreed it ->
          new Response(201, SDP, it.sdp().getBytes(UTF_8))
              .with("location", path + "/" + it.session())
              .with("etag", quoted(it.version()))
              .with("accept-patch", FRAGMENT)
              .with("cache-control", "no-store");
      case Answer.Noted _ -> empty(204);
      case Answer.Refused it -> throw refused(it.reason());
    };
  }

  private Response ice(Asked asked) {
    JsonBody.requireType(asked.request(), FRAGMENT);
    String about = about(asked.request());
    return switch (desk.ice(asked.ticket(), asked.session(), about, asked.body())) {
      case Answer.Agreed it ->
          new Response(200, FRAGMENT, it.sdp().getBytes(UTF_8))
              .with("etag", quoted(it.version()))
              .with("cache-control", "no-store");
      case Answer.Noted _ -> empty(204);
      case Answer.Refused it -> throw refused(it.reason());
    };
  }

  /** Which credentials a request is about (RFC 9725 section 4.3.1); null for new ones. */
  private static @Nullable String about(Request request) {
    List<String> given = request.headers().getAll("if-match");
    if (given.size() != 1) {
      throw Problem.of(
          428, "if-match-missing", "Send If-Match with the ETag, or * to restart ICE.");
    }
    String tag = given.getFirst().strip();
    if (tag.equals("*")) {
      return null;
    }
    boolean strong = tag.length() > 2 && tag.startsWith("\"") && tag.endsWith("\"");
    return strong ? tag.substring(1, tag.length() - 1) : "";
  }

  private Response close(Asked asked) {
    if (!desk.close(asked.ticket(), asked.session())) {
      throw refused(DeviceDesk.Reason.NO_SUCH_SESSION);
    }
    return empty(200);
  }

  private Problem refused(DeviceDesk.Reason reason) {
    return switch (reason) {
      case MALFORMED ->
          Problem.of(
              400,
              "description-malformed",
              "Not a session description that can be answered: everything in one bundle, with ICE"
                  + " credentials, a SHA-256 fingerprint and a=setup:actpass.");
      case NO_COMMON_CODEC ->
          Problem.of(
              422,
              "no-common-codec",
              way == Way.IN
                  ? "Offer one video to send, in VP8 or in H.264 constrained baseline (42e0xx)."
                  : "Offer to receive video in VP8 or in H.264 constrained baseline with"
                      + " packetization-mode=1.");
      case NO_SUCH_SESSION -> Problem.of(404, "no-such-session", "There is no such session.");
      case OUTDATED -> Problem.of(412, "outdated", "The session has other ICE credentials by now.");
      case TOO_OFTEN -> tooOften();
      case BUSY ->
          Problem.of(503, "busy", "The server can carry no more streams.")
              .retryAfter(RETRY_SECONDS);
      case TICKET_OVER -> over();
    };
  }

  private static Problem over() {
    return Problem.unauthorised("The ticket is unknown, revoked or over.");
  }

  private static Problem tooOften() {
    return Problem.of(429, "too-often", "Too many requests.").retryAfter(RETRY_SECONDS);
  }

  private static String quoted(String version) {
    return '"' + version + '"';
  }

  private static Response empty(int status) {
    return new Response(status, Response.TEXT, new byte[0]).with("cache-control", "no-store");
  }
}
