package org.asclepion.host.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.asclepion.content.model.Hospital;
import org.asclepion.content.model.Room;
import org.asclepion.host.session.DeviceBook;
import org.asclepion.host.session.DeviceDesk;
import org.asclepion.host.session.DeviceTicket;
import org.asclepion.host.session.DeviceTicket.Way;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v1/devices}: the operator makes tickets for devices and displays, looks at them and
 * revokes them. Any thread. A ticket's token is told once, to who makes it.
 */
final class DevicesRoute {
  static final String PATH = "/api/v1/devices";
  static final Set<String> FIELDS =
      Set.of("room", "visit", "instance", "board", "way", "label", "minutes");
  static final int MINUTES = 60;
  static final int MAX_MINUTES = (int) DeviceBook.MAX_LIFETIME.toMinutes();

  private static final int MAX_BOARD = 63;

  private final Hospital hospital;
  private final DeviceBook tickets;
  private final DeviceDesk desk;
  private final @Nullable String operator;
  private final RateLimit rate;

  /**
   * @param operator the operator's token; null where nobody may make tickets
   */
  DevicesRoute(
      Hospital hospital,
      DeviceBook tickets,
      DeviceDesk desk,
      @Nullable String operator,
      RateLimit rate) {
    this.hospital = hospital;
    this.tickets = tickets;
    this.desk = desk;
    this.operator = operator;
    this.rate = rate;
  }

  List<Route> routes() {
    return List.of(
        Route.get(PATH, request -> checked(request, list())),
        Route.post(PATH, this::issue),
        new Route("DELETE", PATH + "/" + Route.ANY, this::revoke));
  }

  private void check(Request request) {
    if (!rate.allows(request.remote())) {
      throw Problem.of(429, "too-often", "Too many requests.").retryAfter(1);
    }
    if (operator == null) {
      throw Problem.of(403, "no-operator", "This server takes no tickets for devices.");
    }
    if (!MessageDigest.isEqual(operator.getBytes(UTF_8), Bearer.token(request).getBytes(UTF_8))) {
      throw Problem.unauthorised("That is not the operator's token.");
    }
  }

  private Response checked(Request request, ObjectNode answer) {
    check(request);
    return json(200, answer);
  }

  private ObjectNode list() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    ArrayNode devices = all.putArray("devices");
    for (DeviceTicket ticket : tickets.all()) {
      describe(ticket, devices.addObject()).put("connected", desk.isConnected(ticket));
    }
    return all;
  }

  private ObjectNode describe(DeviceTicket ticket, ObjectNode to) {
    return to.put("id", ticket.id())
        .put("room", hospital.rooms().get(ticket.template()).template().id())
        .put("visit", ticket.visit())
        .put("board", ticket.board())
        .put("way", ticket.way().name().toLowerCase(Locale.ROOT))
        .put("label", ticket.label())
        .put("expiresInSeconds", tickets.left(ticket).toSeconds());
  }

  private Response issue(Request request) {
    check(request);
    JsonBody.requireType(request, Response.JSON);
    JsonBody body = JsonBody.parse(request.body(), FIELDS);
    int template = TicketsRoute.roomIndex(hospital, body.required("room"));
    Room room = hospital.rooms().get(template);
    if (room.boards().isEmpty()) {
      throw Problem.field("room", "has no board");
    }
    int board = body.integer("board", 0, MAX_BOARD, 0);
    if (board >= room.boards().size()) {
      throw Problem.field("board", "the room's boards are 0 to " + (room.boards().size() - 1));
    }
    String visit = body.key("visit", TicketRequest.DEFAULT_VISIT);
    if (!room.template().perVisit()) {
      visit = "";
    }
    Duration lifetime = Duration.ofMinutes(body.integer("minutes", 1, MAX_MINUTES, MINUTES));
    DeviceBook.Issued issued =
        tickets.issue(
            template,
            visit,
            body.key("instance", ""),
            board,
            way(body),
            body.displayName("label"),
            lifetime);
    if (issued == null) {
      throw Problem.of(503, "busy", "There are as many tickets as there may be.").retryAfter(60);
    }
    ObjectNode answer = describe(issued.ticket(), JsonNodeFactory.instance.objectNode());
    answer.put("endpoint", StreamRoute.pathOf(issued.ticket().way()));
    answer.put("token", issued.token());
    return json(201, answer);
  }

  private static Way way(JsonBody body) {
    String way = body.text("way");
    return switch (way == null ? "in" : way) {
      case "in" -> Way.IN;
      case "out" -> Way.OUT;
      default -> throw Problem.field("way", "must be in or out");
    };
  }

  private Response revoke(Request request) {
    check(request);
    DeviceTicket revoked = tickets.revoke(request.path().substring(PATH.length() + 1));
    if (revoked == null) {
      throw Problem.of(404, "no-such-ticket", "There is no such ticket.");
    }
    desk.over(revoked);
    return new Response(204, Response.TEXT, new byte[0]).with("cache-control", "no-store");
  }

  private static Response json(int status, ObjectNode body) {
    return new Response(status, Response.JSON, body.toString().getBytes(UTF_8))
        .with("cache-control", "no-store");
  }
}
