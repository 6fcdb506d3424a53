package org.asclepion.host;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.asclepion.content.load.Check;
import org.asclepion.content.load.DemoHospital;
import org.asclepion.content.model.Hospital;
import org.asclepion.host.cli.HospitalServer;
import org.asclepion.host.cli.Setup;
import org.asclepion.host.room.Journal;
import org.asclepion.host.room.Replicator;
import org.asclepion.host.scene.SceneFiles;

/**
 * The demo hospital, served by the whole production stack on a free loopback port; without its
 * models, which no test of the server looks at. The test's thread starts and closes it.
 */
public final class TestHospital implements AutoCloseable {
  private final HospitalServer server;
  private final SceneFiles scene;
  private final HttpClient http = HttpClient.newHttpClient();

  private TestHospital(UnaryOperator<Setup> changes) throws IOException {
    Hospital hospital = Objects.requireNonNull(Check.run(DemoHospital.directory()).hospital());
    Path noModels = Files.createTempDirectory("asclepion-test");
    scene = SceneFiles.load(hospital, noModels);
    Files.delete(noModels);
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = new HospitalServer(changes.apply(Setup.demo(hospital, scene, "test", free)));
  }

  public static TestHospital start() throws IOException {
    return new TestHospital(UnaryOperator.identity());
  }

  /** With what differs from the product; see {@link Setup}. */
  public static TestHospital start(UnaryOperator<Setup> changes) throws IOException {
    return new TestHospital(changes);
  }

  /** Watched by a journal, with short absences and wrapped replication. */
  public static TestHospital start(
      Journal journal, Duration resumeTime, UnaryOperator<Replicator.Factory> replicators)
      throws IOException {
    return start(
        setup -> setup.observedBy(journal).resumingFor(resumeTime).replicatingBy(replicators));
  }

  public InetSocketAddress address() {
    return server.address();
  }

  public URI uri(String path) {
    return URI.create("http://localhost:" + server.address().getPort() + path);
  }

  public URI webSocketUri() {
    return URI.create("ws://localhost:" + server.address().getPort() + "/api/v1/connect");
  }

  /** The building as clients are told it. */
  public org.asclepion.protocol.v1.Hospital hospital() throws IOException {
    ByteBuffer bytes = Objects.requireNonNull(scene.files().get(scene.hospitalFile()));
    return org.asclepion.protocol.v1.Hospital.parseFrom(bytes);
  }

  public PrometheusMeterRegistry metrics() {
    return server.metrics();
  }

  public double count(String name, String... tags) {
    var found = metrics().find(name).tags(tags).counter();
    return found == null ? 0 : found.count();
  }

  public double gauge(String name) {
    var found = metrics().find(name).gauge();
    return found == null ? Double.NaN : found.value();
  }

  public HttpClient http() {
    return http;
  }

  /** The body of a GET. */
  public String get(String path) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  /** Posts what should be a ticket request; the whole answer. */
  public HttpResponse<String> postTicket(String json) throws IOException, InterruptedException {
    return http.send(ticketRequest(json), HttpResponse.BodyHandlers.ofString());
  }

  public HttpRequest ticketRequest(String json) {
    return HttpRequest.newBuilder(uri("/api/v1/tickets"))
        .header("content-type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json))
        .build();
  }

  public HospitalServer server() {
    return server;
  }

  @Override
  public void close() {
    http.close();
    server.close();
  }
}
