package org.asclepion.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.asclepion.sdk.ClientEvent;
import org.asclepion.sdk.ClientLoop;
import org.asclepion.sdk.HospitalClient;
import org.asclepion.sdk.TicketRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The trunk: a doctor and a patient over real sockets, from the ticket to the other's eyes. */
@Timeout(120)
class TwoPeopleMeetTest {
  private HospitalServer server;
  private ClientLoop loop;

  @BeforeEach
  void start(@TempDir Path empty) throws Exception {
    Hospital hospital = Objects.requireNonNull(Check.run(DemoHospital.directory()).hospital());
    Path built = DemoHospital.directory().resolve("built");
    SceneFiles scene = SceneFiles.load(hospital, Files.exists(built) ? built : empty);
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = new HospitalServer(Setup.demo(hospital, scene, "test", free));
    loop = new ClientLoop();
  }

  @AfterEach
  void stop() {
    loop.close();
    server.close();
  }

  private Person person(String name, String role) {
    URI uri = URI.create("http://localhost:" + server.address().getPort());
    return new Person(loop, uri, TicketRequest.of(name, role));
  }

  @Test
  void eachSeesTheOtherWalkAndHearsThemSpeak() throws Exception {
    Person doctor = person("Dr. Lin", "doctor");
    Person patient = person("王芳", "patient");
    assertEquals("王芳", doctor.await(Person::nameOfOther));
    assertEquals("Dr. Lin", patient.await(Person::nameOfOther));

    double[] before = patient.await(Person::rootOfOther);
    doctor.walk(0, 0.04, 20);
    patient.await(
        client -> {
          double[] now = Person.rootOfOther(client);
          return now != null && Math.abs(now[1] - before[1]) > 0.5 ? now : null;
        });

    doctor.act(client -> client.say("请坐。", 0));
    assertEquals("请坐。", patient.next(ClientEvent.ChatHeard.class).chat().getText());
    doctor.leave();
    patient.await(client -> Person.bodies(client) == 1 ? "alone" : null);
  }

  @Test
  void whoLosesTheConnectionComesBackToTheSamePlace() throws Exception {
    Person doctor = person("Dr. Lin", "doctor");
    Person patient = person("Wang Fang", "patient");
    doctor.await(Person::nameOfOther);
    patient.next(ClientEvent.Welcomed.class);
    int slot = patient.next(ClientEvent.EnteredRoom.class).slot();
    patient.act(HospitalClient::cut);
    assertTrue(patient.next(ClientEvent.Welcomed.class).resumed());
    assertEquals(slot, patient.next(ClientEvent.EnteredRoom.class).slot());
    patient.await(Person::nameOfOther);
    assertEquals("Wang Fang", doctor.await(Person::nameOfOther));
  }
}
