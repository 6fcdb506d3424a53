package org.asclepion.host.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.asclepion.host.session.Admission;
import org.asclepion.host.session.EntryCodes;
import org.asclepion.host.session.EntryCodes.Grant;
import org.asclepion.host.session.EntryGrants;
import org.asclepion.host.session.Stay;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v1/codes}: six digits, and a link that says the same, for coming in without filling
 * in anything, and for going on with another device. Any thread. No log line or metric holds
 * anything of a code, a link or the person.
 */
final class CodesRoute {
  static final String PATH = "/api/v1/codes";

  private final TicketsRoute tickets;
  private final EntryCodes codes;
  private final EntryGrants grants;
  private final Function<String, @Nullable Stay> stays;
  private final @Nullable String operator;
  private final MeterRegistry metrics;
  private final RateLimit rate;
  private final CodeGuesses guesses;

  /**
   * @param tickets who may come in without a code may have one for somebody else
   * @param grants shared with the route of tickets
   * @param stays whose resume token something is
   * @param operator the operator's token; null where there is none
   */
  CodesRoute(
      TicketsRoute tickets,
      EntryCodes codes,
      EntryGrants grants,
      Function<String, @Nullable Stay> stays,
      @Nullable String operator,
      MeterRegistry metrics,
      Ticker ticker) {
    this.tickets = tickets;
    this.codes = codes;
    this.grants = grants;
    this.stays = stays;
    this.operator = operator;
    this.metrics = metrics;
    this.rate = new RateLimit(TicketsRoute.PER_SECOND, TicketsRoute.BURST, ticker);
    this.guesses = new CodeGuesses(ticker);
  }

  List<Route> routes() {
    return List.of(
        Route.post(PATH, request -> counted(() -> invite(request))),
        Route.post(PATH + "/continue", request -> counted(() -> goOn(request))),
        Route.post(PATH + "/redeem", request -> counted(() -> redeem(request))));
  }

  private interface Work {
    Response answer();
  }

  private Response counted(Work work) {
    try {
      return work.answer();
    } catch (Problem problem) {
      metrics.counter("asclepion.codes.refused", "code", problem.code()).increment();
      throw problem;
    }
  }

  /** For whoever may have a ticket as this person, and for the operator. */
  private Response invite(Request request) {
    boolean trusted = request.headers().contains("authorization");
    if (trusted) {
      tickets.requireOpen();
      limit(request);
      if (operator == null
          || !MessageDigest.isEqual(
              operator.getBytes(UTF_8), Bearer.token(request).getBytes(UTF_8))) {
        throw Problem.unauthorised("That is not the operator's token.");
      }
    }
    Admission admission = tickets.admit(request, trusted);
    return issued(codes.issue(new Grant.Enter(admission)), "enter");
  }

  /** For whoever is inside: the same person, elsewhere. */
  private Response goOn(Request request) {
    limit(request);
    Stay stay = stays.apply(Bearer.token(request));
    if (stay == null) {
      throw Problem.unauthorised("That is nobody's newest resume token.");
    }
    return issued(codes.issue(new Grant.Continue(stay)), "continue");
  }

  private Response redeem(Request request) {
    tickets.requireOpen();
    limit(request);
    JsonBody.requireType(request, Response.JSON);
    String given = JsonBody.parse(request.body(), Set.of("code")).required("code");
    if (grants.isFull()) {
      throw Problem.of(503, "busy", "Too many are on their way in.").retryAfter(60);
    }
    ObjectNode answer =
        EntryCodes.isCode(given) ? guesses.guess(request.remote(), () -> open(given)) : open(given);
    if (answer == null) {
      throw Problem.of(403, "room-code-wrong", "The code is wrong, used or no longer good.");
    }
    return json(200, answer);
  }

  /** What a code opens, told to its bearer; null when it opens nothing, or nothing any more. */
  private @Nullable ObjectNode open(String given) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    return switch (codes.redeem(given)) {
      case Grant.Enter(Admission admission) -> {
        answer.put("kind", "enter").put("token", grants.issue(admission));
        yield describe(admission, answer);
      }
      case Grant.Continue(Stay stay) -> {
        String token = stay.handOver();
        yield token == null
            ? null
            : describe(stay.admission(), answer.put("kind", "continue").put("token", token));
      }
      case null -> null;
    };
  }

  private static ObjectNode describe(Admission admission, ObjectNode to) {
    return to.put("displayName", admission.displayName())
        .put("role", admission.role().name().toLowerCase(Locale.ROOT))
        .put("language", admission.language());
  }

  private void limit(Request request) {
    if (!rate.allows(request.remote())) {
      throw Problem.of(429, "too-often", "Too many requests.").retryAfter(1);
    }
  }

  private Response issued(EntryCodes.@Nullable Issued made, String kind) {
    if (made == null) {
      throw Problem.of(503, "busy", "There are as many codes as there may be.").retryAfter(60);
    }
    metrics.counter("asclepion.codes.issued", "kind", kind).increment();
    return json(
        201,
        JsonNodeFactory.instance
            .objectNode()
            .put("code", made.code())
            .put("link", made.link())
            .put("expiresInSeconds", EntryCodes.LIFETIME.toSeconds()));
  }

  private static Response json(int status, ObjectNode body) {
    return new Response(status, Response.JSON, body.toString().getBytes(UTF_8))
        .with("cache-control", "no-store");
  }
}
