package org.asclepion.host.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.asclepion.host.session.PathChecks;
import org.asclepion.host.session.PathChecks.Outcome;
import org.asclepion.host.session.Tickets;
import org.asclepion.host.session.Tickets.Redeemed;

/**
 * {@code POST /api/v1/path}: an offer by somebody who may come in, to find out how sound and
 * pictures would travel. Any thread.
 *
 * <p>It costs a ticket. So nobody can ask who could not as well enter, the bounds of tickets are
 * its bounds, and to strangers this route does nothing at all.
 */
final class PathRoute implements Route.Handler {
  private static final String BEARER = "Bearer ";
  private static final String SDP = "application/sdp";

  private final Tickets tickets;
  private final BooleanSupplier open;
  private final PathChecks checks;

  PathRoute(Tickets tickets, BooleanSupplier open, PathChecks checks) {
    this.tickets = tickets;
    this.open = open;
    this.checks = checks;
  }

  @Override
  public Response handle(Request request) {
    if (!open.getAsBoolean()) {
      throw Problem.of(503, "draining", "The server is stopping.").retryAfter(5);
    }
    List<String> types = request.headers().getAll("content-type");
    if (types.size() != 1 || !types.getFirst().strip().toLowerCase(Locale.ROOT).equals(SDP)) {
      throw Problem.of(415, "unsupported-type", "Send the body as " + SDP + ".");
    }
    String credentials = request.headers().get("authorization", "");
    if (!credentials.startsWith(BEARER)
        || !(tickets.redeem(credentials.substring(BEARER.length())) instanceof Redeemed.Granted)) {
      throw Problem.of(403, "ticket-refused", "This needs a ticket that has not been used.");
    }
    return switch (checks.check(new String(request.body(), StandardCharsets.UTF_8))) {
      case Outcome.Answered answered -> response(answered);
      case Outcome.NotUnderstood _ ->
          throw Problem.of(400, "malformed", "The body is no offer that is understood.");
      case Outcome.Busy _ ->
          throw Problem.of(503, "busy", "Too many look for a path at this time.").retryAfter(5);
      case Outcome.Unavailable _ ->
          throw Problem.of(404, "no-media", "This server carries neither sound nor pictures.");
    };
  }

  private static Response response(Outcome.Answered answered) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("sdp", answered.sdp());
    var servers = json.putArray("iceServers");
    PathChecks.Relay relay = answered.relay();
    if (relay != null) {
      ObjectNode server = servers.addObject();
      relay.uris().forEach(server.putArray("urls")::add);
      server.put("username", relay.username()).put("credential", relay.password());
    }
    return new Response(200, Response.JSON, json.toString().getBytes(StandardCharsets.UTF_8))
        .with("cache-control", "no-store");
  }
}
