package org.asclepion.bench.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.asclepion.content.load.Check;
import org.asclepion.content.load.DemoHospital;
import org.asclepion.content.model.Hospital;
import org.asclepion.host.cli.HospitalServer;
import org.asclepion.host.cli.Setup;
import org.asclepion.host.scene.SceneFiles;

/** The demo hospital on a free port, without models. The test's thread starts and closes it. */
final class DemoServer implements AutoCloseable {
  private final HospitalServer server;

  DemoServer() throws IOException {
    Hospital hospital = Objects.requireNonNull(Check.run(DemoHospital.directory()).hospital());
    Path noModels = Files.createTempDirectory("asclepion-test");
    SceneFiles scene = SceneFiles.load(hospital, noModels);
    Files.delete(noModels);
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = new HospitalServer(Setup.demo(hospital, scene, "test", free));
  }

  InetSocketAddress address() {
    return server.address();
  }

  URI uri() {
    return URI.create("http://localhost:" + address().getPort() + "/");
  }

  double count(String name) {
    var found = server.metrics().find(name).counter();
    return found == null ? 0 : found.count();
  }

  double gauge(String name) {
    var found = server.metrics().find(name).gauge();
    return found == null ? Double.NaN : found.value();
  }

  @Override
  public void close() {
    server.close();
  }
}
