package org.asclepion.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.asclepion.content.load.Check;
import org.asclepion.content.load.DemoHospital;
import org.asclepion.content.model.Hospital;
import org.asclepion.host.cli.HospitalServer;
import org.asclepion.host.cli.Setup;
import org.asclepion.host.scene.SceneFiles;
import org.asclepion.protocol.v1.ChatIntent;
import org.asclepion.protocol.v1.ClientFrame;
import org.asclepion.protocol.v1.Error;
import org.asclepion.protocol.v1.Hello;
import org.asclepion.protocol.v1.PickUpIntent;
import org.asclepion.protocol.v1.ReleaseIntent;
import org.asclepion.protocol.v1.Resync;
import org.asclepion.protocol.v1.ServerFrame;
import org.asclepion.protocol.v1.SideTalkIntent;
import org.asclepion.protocol.v1.SitIntent;
import org.asclepion.protocol.v1.StandIntent;
import org.asclepion.protocol.v1.TeleportIntent;
import org.asclepion.protocol.v1.UseDoorIntent;
import org.asclepion.protocol.v1.WriteNoteIntent;
import org.asclepion.sdk.ClientLoop;
import org.asclepion.sdk.TicketRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * People who were let in and then send nonsense, in the room where two others meet: the two see
 * each other walk and speak as if nothing were, and nothing fails inside the server.
 */
@Timeout(300)
class RoomNeverNoticesTest {
  private static final int ATTACKS = 40;
  private static final int FRAMES_PER_ATTACK = 60;

  private static final List<ClientFrame> INTENTS =
      List.of(
          ClientFrame.newBuilder()
              .setTeleport(TeleportIntent.newBuilder().setX(Float.NaN).setZ(1e30f).setYaw(99))
              .build(),
          ClientFrame.newBuilder()
              .setTeleport(TeleportIntent.newBuilder().setX(1).setZ(1).setYaw(1))
              .build(),
          ClientFrame.newBuilder().setUseDoor(UseDoorIntent.newBuilder().setAperture(3)).build(),
          ClientFrame.newBuilder().setSit(SitIntent.newBuilder().setSeat(2)).build(),
          ClientFrame.newBuilder().setStand(StandIntent.getDefaultInstance()).build(),
          ClientFrame.newBuilder().setPickUp(PickUpIntent.newBuilder().setItem(1)).build(),
          ClientFrame.newBuilder()
              .setRelease(ReleaseIntent.newBuilder().setVx(1e9f).setVy(Float.NEGATIVE_INFINITY))
              .build(),
          ClientFrame.newBuilder()
              .setChat(ChatIntent.newBuilder().setText("x\u202ey\u0000"))
              .build(),
          ClientFrame.newBuilder()
              .setSideTalk(SideTalkIntent.newBuilder().setInviteSlotPlusOne(-1).setTalk(7))
              .build(),
          ClientFrame.newBuilder()
              .setWriteNote(WriteNoteIntent.newBuilder().setText("n".repeat(9000)).setStaff(true))
              .build(),
          ClientFrame.newBuilder().setResync(Resync.newBuilder().setScope(-1)).build());

  @Test
  void twoPeopleMeetAmongAttackers(@TempDir Path empty) throws Exception {
    long seed = Long.getLong("asclepion.seed", System.nanoTime());
    Random random = new Random(seed);
    Path log = Path.of(System.getProperty("basedir", "."), "target", "errors.log");
    long logged = log.toFile().length();
    Hospital hospital = Objects.requireNonNull(Check.run(DemoHospital.directory()).hospital());
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Setup setup =
        Setup.demo(hospital, SceneFiles.load(hospital, empty), "test", free)
            .resumingFor(Duration.ofMillis(50));
    try (HospitalServer server = new HospitalServer(setup);
        ClientLoop loop = new ClientLoop()) {
      URI uri = URI.create("http://localhost:" + server.address().getPort());
      Person doctor = new Person(loop, uri, TicketRequest.of("Dr. Lin", "doctor"));
      doctor.await(client -> Person.bodies(client) == 1 ? "in" : null);
      for (int attack = 0; attack < ATTACKS; attack++) {
        attack(server.address(), uri, random);
      }
      double taken =
          Objects.requireNonNull(server.metrics().find("asclepion.frames.in").counter()).count();
      assertTrue(taken > ATTACKS * 20, "the attackers' frames came through: " + taken);
      Person patient = new Person(loop, uri, TicketRequest.of("王芳", "patient"));
      assertNotNull(patient.await(Person::nameOfOther));
      doctor.act(client -> client.say("Please sit down.", 0));
      assertEquals(
          "Please sit down.",
          patient.next(org.asclepion.sdk.ClientEvent.ChatHeard.class).chat().getText());
      assertEquals(
          0,
          Objects.requireNonNull(
                  server.metrics().find("asclepion.faults").tag("code", "internal").counter())
              .count());
      assertEquals("", Files.exists(log) ? Files.readString(log).substring((int) logged) : "");
    } catch (Throwable failure) {
      throw new AssertionError("-Dasclepion.seed=" + seed, failure);
    }
  }

  private static void attack(InetSocketAddress address, URI uri, Random random) throws Exception {
    try (RawClient client = new RawClient(address, 0)) {
      client.text(RawClient.upgrade(uri.getPort(), ""));
      assertTrue(client.head().startsWith("HTTP/1.1 101 "));
      client.send(
          ClientFrame.newBuilder()
              .setSequence(1)
              .setHello(Hello.newBuilder().setVersion(1).setTicket(ticket(uri)).setLanguage("en"))
              .build());
      for (int i = 2; i < FRAMES_PER_ATTACK; i++) {
        ClientFrame intent =
            INTENTS.get(random.nextInt(INTENTS.size())).toBuilder().setSequence(i).build();
        byte[] message = intent.toByteArray();
        if (message.length > 6 && random.nextInt(4) == 0) {
          // Behind the sequence and the tags, so that most of them go further than the transport.
          int at = 6 + random.nextInt(message.length - 6);
          message[at] ^= (byte) (1 << random.nextInt(8));
        }
        client.bytes(RawClient.frame(true, RawClient.BINARY, message));
      }
      client.bytes(RawClient.frame(true, RawClient.CLOSE, new byte[0]));
      for (RawClient.Frame frame = client.read(); frame != null; frame = client.read()) {
        if (frame.opcode() == RawClient.BINARY && frame.message().hasError()) {
          ServerFrame message = frame.message();
          assertTrue(message.getError().getCode() != Error.Code.CODE_INTERNAL);
        }
      }
    } catch (java.net.SocketException _) {
      // The server had enough while there was more to say.
    }
  }

  private static String ticket(URI uri) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      String body =
          http.send(
                  HttpRequest.newBuilder(uri.resolve("/api/v1/tickets"))
                      .header("content-type", "application/json")
                      .POST(BodyPublishers.ofString("{\"displayName\":\"M\",\"role\":\"nurse\"}"))
                      .build(),
                  BodyHandlers.ofString())
              .body();
      int start = body.indexOf(':') + 2;
      return body.substring(start, body.indexOf('"', start));
    }
  }
}
