package org.asclepion.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.asclepion.host.TestServer;
import org.asclepion.host.ops.Health;
import org.asclepion.host.session.DeviceBook;
import org.asclepion.host.session.DeviceDesk;
import org.asclepion.host.session.EntryCodes;
import org.asclepion.host.session.EntryGrants;
import org.asclepion.host.session.PathChecks;
import org.asclepion.host.session.TicketBook;
import org.asclepion.world.avatar.Appearance;
import org.junit.jupiter.api.Test;

/** The OpenAPI document says what the router does, no more and no less. */
class OpenApiTest {
  private static final JsonNode DOCUMENT = read();

  private static JsonNode read() {
    try (var in = Site.class.getResourceAsStream("openapi.json")) {
      return new ObjectMapper().readTree(in);
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void itNamesEveryRouteAndNoOther() {
    Set<String> routed = new TreeSet<>();
    routed.add("GET " + Router.CONNECT);
    for (Route route : Site.routes(parts())) {
      routed.add(route.method() + " " + route.path());
    }
    Set<String> documented = new TreeSet<>();
    DOCUMENT
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            documented.add(
                                method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
    assertEquals(documented, routed);
  }

  @Test
  void itsRolesAndLanguagesAreTheOnesThatAreAccepted() {
    JsonNode schemas = DOCUMENT.get("components").get("schemas");
    assertEquals(TicketRequest.roles(), texts(schemas.get("Role").get("enum")));
    assertEquals(TicketRequest.LANGUAGES, texts(schemas.get("Language").get("enum")));
    JsonNode fields = schemas.get("TicketRequest").get("properties");
    for (Appearance.Choice choice : Appearance.CHOICES) {
      JsonNode field = fields.get(choice.name());
      assertEquals(choice.max(), field.get("maximum").intValue(), choice.name());
      assertEquals(0, field.get("minimum").intValue(), choice.name());
      assertEquals(0, field.get("default").intValue(), choice.name());
    }
    assertEquals(TicketRequest.DEFAULT_VISIT, fields.get("visit").get("default").textValue());
    Set<String> names = new TreeSet<>();
    fields.fieldNames().forEachRemaining(names::add);
    assertEquals(new TreeSet<>(TicketRequest.FIELDS), names);
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    for (JsonNode reference : DOCUMENT.findValues("$ref")) {
      String pointer = reference.textValue().substring(1);
      assertEquals(false, DOCUMENT.at(pointer).isMissingNode(), pointer);
    }
  }

  private static java.util.List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::textValue).toList();
  }

  private static Site.Parts parts() {
    return new Site.Parts(
        TestServer.hospital(),
        "test",
        Entry.DEMO,
        Doorplate.none(),
        null,
        null,
        HostCheck.any(),
        Map.of(),
        Map.of(),
        new TicketBook(Ticker.systemTicker()),
        new Site.Invitations(
            new EntryCodes(new SecureRandom(), Ticker.systemTicker()),
            new EntryGrants(Ticker.systemTicker()),
            _ -> null),
        null,
        new DeviceBook(Ticker.systemTicker()),
        DeviceDesk.none(),
        new Health(),
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
        PathChecks.none());
  }
}
