package org.asclepion.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.asclepion.protocol.pose.PoseColumns;
import org.asclepion.protocol.pose.PoseEncoder;
import org.asclepion.protocol.pose.PoseFormatException;
import org.asclepion.protocol.pose.PoseGrid;
import org.asclepion.protocol.pose.PoseSample;
import org.asclepion.protocol.v1.ClientFrame;
import org.asclepion.protocol.v1.ClientFrame.MessageCase;
import org.asclepion.protocol.v1.Component;
import org.asclepion.protocol.v1.Delta;
import org.asclepion.protocol.v1.Door;
import org.asclepion.protocol.v1.Error;
import org.asclepion.protocol.v1.Keyframe;
import org.asclepion.protocol.v1.Name;
import org.asclepion.protocol.v1.Refusal;
import org.asclepion.protocol.v1.Removal;
import org.asclepion.protocol.v1.RoomEntered;
import org.asclepion.protocol.v1.Scope;
import org.asclepion.protocol.v1.ScopeClosed;
import org.asclepion.protocol.v1.ScopeKind;
import org.asclepion.protocol.v1.ScopeOpened;
import org.asclepion.protocol.v1.ServerFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client against a scripted server, over real sockets. */
@Timeout(30)
final class HospitalClientTest {
  private static final int SCOPE = 77;
  private static final int SLOT = 4;

  private final FakeServer server = new FakeServer();
  private final ClientLoop loop = new ClientLoop();
  private final BlockingQueue<ClientEvent> events = new LinkedBlockingQueue<>();
  private final AtomicInteger tapped = new AtomicInteger();
  private final PoseEncoder encoder = new PoseEncoder();

  @AfterEach
  void close() {
    loop.close();
    server.close();
  }

  @Test
  void comesInWithATicketItAskedFor() throws InterruptedException {
    HospitalClient client = connect();
    server.connection();
    ClientFrame hello = server.frame(MessageCase.HELLO);
    assertEquals(1, hello.getSequence());
    assertEquals("T1", hello.getHello().getTicket());
    assertEquals(1, hello.getHello().getVersion());
    assertEquals(ClientState.JOINING, client.state());
  }

  @Test
  void saysWhyThereIsNoTicket() throws InterruptedException {
    server.answerTickets(
        HttpResponseStatus.FORBIDDEN, "{\"code\":\"wrong-code\",\"detail\":\"Ask the desk.\"}");
    connect();
    ClientEvent.Ended end = next(ClientEvent.Ended.class);
    assertEquals(ClientEvent.End.NO_TICKET, end.end());
    assertTrue(end.detail().contains("403 wrong-code Ask the desk."), end.detail());
  }

  @Test
  void saysWhatTheServerRefused() throws InterruptedException {
    connect();
    Channel connection = server.connection();
    FakeServer.send(
        connection,
        ServerFrame.newBuilder()
            .setError(Error.newBuilder().setCode(Error.Code.CODE_TICKET_REFUSED)));
    ClientEvent.Ended end = next(ClientEvent.Ended.class);
    assertEquals(ClientEvent.End.REFUSED, end.end());
    assertEquals("CODE_TICKET_REFUSED", end.detail());
  }

  @Test
  void endsOnBytesThatAreNoFrame() throws InterruptedException {
    connect();
    Channel connection = server.connection();
    var _ =
        connection.writeAndFlush(
            new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[] {-1, -1, -1})));
    assertEquals(ClientEvent.End.BAD_SERVER, next(ClientEvent.Ended.class).end());
  }

  @Test
  void mirrorsTheRoom() throws InterruptedException {
    HospitalClient client = connect();
    Channel connection = join(client);
    PoseColumns poses = poses(1, 2.0);
    keyframe(connection, 10, poses);
    ClientEvent.StreamChanged first = next(ClientEvent.StreamChanged.class);
    assertTrue(first.keyframe());
    assertEquals(2, first.changed().size());

    PoseColumns moved = poses(2, 2.5);
    encoder.delta(poses, 10, moved);
    FakeServer.send(
        connection,
        delta(10, 11, encoder.toByteString())
            .setDelta(
                Delta.newBuilder()
                    .setScope(SCOPE)
                    .setBaseSeq(10)
                    .setSeq(11)
                    .setPoses(encoder.toByteString())
                    .addComponents(door(true))
                    .addRemovals(Removal.newBuilder().setType(2).setId(SLOT))));
    next(ClientEvent.StreamChanged.class);
    ScopeStream stream = on(() -> Objects.requireNonNull(client.room().stream(SCOPE)));
    assertEquals(11, on(stream::seq));
    long time = on(stream::serverNanos);
    assertEquals(5_000 + 11 * 33, time);
    assertTrue(on(() -> stream.poses().sameState(moved)));
    assertNull(on(() -> stream.component(Component.ValueCase.NAME, SLOT)));
    assertTrue(
        on(() -> Objects.requireNonNull(stream.component(Component.ValueCase.DOOR, 3)))
            .getDoor()
            .getOpen());
    assertEquals(2.5, on(() -> client.prediction().x()));
    assertTrue(tapped.get() >= 5, "the tap hears every frame");

    FakeServer.send(
        connection,
        ServerFrame.newBuilder().setScopeClosed(ScopeClosed.newBuilder().setScope(SCOPE)));
    next(ClientEvent.StreamClosed.class);
    assertNull(on(() -> client.room().stream(SCOPE)));
  }

  @Test
  void asksForAKeyframeOnceWhenADeltaDoesNotFit() throws InterruptedException {
    HospitalClient client = connect();
    Channel connection = join(client);
    keyframe(connection, 10, poses(1, 2.0));
    next(ClientEvent.StreamChanged.class);
    FakeServer.send(connection, delta(11, 12, ByteString.EMPTY));
    FakeServer.send(connection, delta(12, 13, ByteString.EMPTY));
    assertEquals(SCOPE, server.frame(MessageCase.RESYNC).getResync().getScope());
    keyframe(connection, 13, poses(3, 3.0));
    next(ClientEvent.StreamChanged.class);
    // Damaged poses in place of missing ones: the base fits, the bytes do not.
    FakeServer.send(connection, delta(13, 14, ByteString.copyFrom(new byte[] {1, 2, 3})));
    server.frame(MessageCase.RESYNC);
    assertEquals(2, on(client::resyncs));
  }

  @Test
  void resumesWithTheNewestToken() throws InterruptedException {
    HospitalClient client = connect();
    Channel first = join(client);
    var _ = first.close();
    next(ClientEvent.ConnectionLost.class);
    Channel second = server.connection();
    ClientFrame hello = server.frame(MessageCase.HELLO);
    assertEquals(1, hello.getSequence(), "sequences count within a connection");
    assertEquals("R1", hello.getHello().getResumeToken());
    FakeServer.welcome(second, "R2", true);
    assertTrue(next(ClientEvent.Welcomed.class).resumed());
    assertTrue(on(() -> client.room().streams().isEmpty()), "nothing stale is kept");
    on(() -> client.say("back", 0));
    assertEquals("back", server.frame(MessageCase.CHAT).getChat().getText());
    client.execute(client::cut);
    server.connection();
    assertEquals("R2", server.frame(MessageCase.HELLO).getHello().getResumeToken());
  }

  @Test
  void passesRefusalsOn() throws InterruptedException {
    HospitalClient client = connect();
    Channel connection = join(client);
    int sequence = on(() -> client.say("psst", 9));
    assertEquals(sequence, server.frame(MessageCase.CHAT).getSequence());
    FakeServer.send(
        connection,
        ServerFrame.newBuilder()
            .setRefusal(
                Refusal.newBuilder()
                    .setSequence(sequence)
                    .setReason(Refusal.Reason.REASON_NO_SUCH_THING)));
    assertEquals(sequence, next(ClientEvent.Refused.class).sequence());
    assertThrows(IllegalStateException.class, () -> client.say("from another thread", 0));
  }

  @Test
  void sendsItsMotionAndNoMoreThanItsMotion() throws InterruptedException, PoseFormatException {
    HospitalClient client = connect();
    Channel connection = join(client);
    keyframe(connection, 10, poses(500, 2.0));
    next(ClientEvent.StreamChanged.class);
    int[] asked = {0};
    on(
        () -> {
          client.move(
              (now, motion) -> {
                motion.moveX = asked[0]++ < 3 ? 0.1 : 0;
                return true;
              },
              200);
          return 0;
        });
    double sum = 0;
    for (int i = 1; i <= 3; i++) {
      PoseSample sample = new PoseSample();
      sample.decode(server.frame(MessageCase.POSE).getPose().getSample().toByteArray());
      assertEquals(500 + i, sample.number, "numbers go on from what the server last saw");
      sum += PoseGrid.rootMetres(sample.moveX);
    }
    assertEquals(0.3, sum, 0.0005);
    assertEquals(2.3, on(() -> client.prediction().x()), 0.0005);
    // The server answers the first two and holds the body back a little.
    PoseColumns answer = poses(502, 2.15);
    keyframe(connection, 11, answer);
    next(ClientEvent.StreamChanged.class);
    assertEquals(2.25, on(() -> client.prediction().x()), 0.001);
    assertEquals(1, on(() -> client.prediction().pending()));
    on(() -> client.say("still", 0));
    server.frame(MessageCase.CHAT);
  }

  private HospitalClient connect() {
    ClientOptions options =
        ClientOptions.to(server.uri(), TicketRequest.of("Ada", "doctor"))
            .withTap(bytes -> tapped.incrementAndGet());
    return HospitalClient.connect(loop, options, (client, event) -> events.add(event));
  }

  private Channel join(HospitalClient client) throws InterruptedException {
    Channel connection = server.connection();
    server.frame(MessageCase.HELLO);
    FakeServer.welcome(connection, "R1", false);
    FakeServer.send(
        connection,
        ServerFrame.newBuilder()
            .setRoomEntered(RoomEntered.newBuilder().setTemplate(2).setSlot(SLOT).setTickHz(30)));
    FakeServer.send(
        connection,
        ServerFrame.newBuilder()
            .setScopeOpened(
                ScopeOpened.newBuilder()
                    .setScope(
                        Scope.newBuilder().setNumber(SCOPE).setKind(ScopeKind.SCOPE_KIND_ROOM))));
    assertInstanceOf(ClientEvent.Welcomed.class, next(ClientEvent.Welcomed.class));
    next(ClientEvent.StreamOpened.class);
    assertEquals(SLOT, on(() -> client.room().ownSlot()));
    return connection;
  }

  private static PoseColumns poses(int sample, double x) {
    PoseColumns poses = new PoseColumns();
    poses.setRoot(poses.add(SLOT), sample, x, 0, -1, 0.5);
    poses.setRoot(poses.add(9), 1, 0, 0, 0, 0);
    return poses;
  }

  private void keyframe(Channel to, int seq, PoseColumns poses) {
    encoder.keyframe(poses);
    FakeServer.send(
        to,
        ServerFrame.newBuilder()
            .setKeyframe(
                Keyframe.newBuilder()
                    .setScope(SCOPE)
                    .setSeq(seq)
                    .setEpochNanos(5_000)
                    .setPeriodNanos(33)
                    .setPoses(encoder.toByteString())
                    .addComponents(door(false))
                    .addComponents(
                        Component.newBuilder()
                            .setName(Name.newBuilder().setSlot(SLOT).setDisplayName("Ada")))));
  }

  private static ServerFrame.Builder delta(int base, int seq, ByteString poses) {
    return ServerFrame.newBuilder()
        .setDelta(Delta.newBuilder().setScope(SCOPE).setBaseSeq(base).setSeq(seq).setPoses(poses));
  }

  private static Component door(boolean open) {
    return Component.newBuilder().setDoor(Door.newBuilder().setAperture(3).setOpen(open)).build();
  }

  /** The next event of a kind; others are passed over. */
  private <E extends ClientEvent> E next(Class<E> kind) throws InterruptedException {
    while (true) {
      ClientEvent event = events.poll(10, TimeUnit.SECONDS);
      assertNotNull(event, "no " + kind.getSimpleName() + " came");
      if (kind.isInstance(event)) {
        return kind.cast(event);
      }
    }
  }

  private <T> T on(Supplier<T> task) {
    CompletableFuture<T> done = new CompletableFuture<>();
    loop.execute(() -> done.complete(task.get()));
    return done.join();
  }
}
