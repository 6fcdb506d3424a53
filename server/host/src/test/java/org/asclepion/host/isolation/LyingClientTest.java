package org.asclepion.host.isolation;

import static org.asclepion.protocol.pose.PoseColumns.HEAD;
import static org.asclepion.protocol.pose.PoseColumns.LEFT_HAND;
import static org.asclepion.protocol.pose.PoseColumns.RIGHT_HAND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import org.asclepion.protocol.pose.PoseColumns;
import org.asclepion.protocol.pose.PoseGrid;
import org.asclepion.protocol.pose.PoseSample;
import org.asclepion.protocol.v1.Refusal.Reason;
import org.asclepion.protocol.v1.ScopeKind;
import org.asclepion.world.avatar.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A client that claims what a body cannot do gains nothing: it is corrected or refused, counted,
 * and everybody goes on to see what is true.
 */
@Timeout(60)
class LyingClientTest {
  private static final double FASTEST = 4.2;
  private static final double BANKED = FASTEST * 0.3;

  private Crowd crowd;
  private Stage stage;
  private Walker liar;
  private Walker witness;
  private int sample = 30_000;

  @BeforeEach
  void begin() throws Exception {
    crowd = new Crowd(1, Duration.ofSeconds(30), UnaryOperator.identity());
    stage = new Stage(crowd);
    witness = stage.enter(Role.DOCTOR, "one", "lobby");
    liar = stage.enter(Role.PATIENT, "one", "lobby");
    crowd.run(() -> crowd.walkers().remove(liar));
  }

  @AfterEach
  void end() {
    try {
      assertEquals(List.of(), crowd.findings().violations());
    } finally {
      crowd.close();
    }
  }

  @Test
  void doesNotRunFasterThanPeopleDo() throws Exception {
    double before = witnessed(PoseColumns.ROOT_X);
    double beforeZ = witnessed(PoseColumns.ROOT_Z);
    long begun = System.nanoTime();
    for (int i = 0; i < 10; i++) {
      send(it -> it.moveX = PoseGrid.move(0.9));
      send(it -> it.moveX = PoseGrid.move(-3.9));
    }
    int last = sample;
    awaitSample(last);
    double seconds = (System.nanoTime() - begun) / 1e9;
    double way =
        Math.hypot(witnessed(PoseColumns.ROOT_X) - before, witnessed(PoseColumns.ROOT_Z) - beforeZ);
    assertTrue(way <= FASTEST * (seconds + 0.1) + BANKED, "went " + way + " m in " + seconds);
    assertTrue(corrected("speed") > 0);
  }

  @Test
  void doesNotWalkThroughWalls() throws Exception {
    // North, where the garden is, over and over.
    for (int i = 0; i < 60; i++) {
      send(it -> it.moveZ = PoseGrid.move(-0.2));
      Thread.sleep(50);
    }
    awaitSample(sample);
    double x = witnessed(PoseColumns.ROOT_X);
    double z = witnessed(PoseColumns.ROOT_Z);
    assertTrue(crowd.plan().holds(liar.template(), x, z, 0), "at " + x + ", " + z);
    assertTrue(corrected("collision") > 0);
  }

  @Test
  void doesNotReachFartherThanAnArm() throws Exception {
    for (int i = 0; i < 20; i++) {
      send(it -> it.setLimb(RIGHT_HAND, 3.9f, 1.2f, 0, 0, 0, 0, 1));
      Thread.sleep(50);
    }
    awaitSample(sample);
    float[] head = new float[7];
    float[] hand = new float[7];
    crowd.run(
        () -> {
          PoseColumns poses = poses();
          int row = poses.rowOf(slot());
          poses.limb(row, HEAD, head);
          poses.limb(row, RIGHT_HAND, hand);
        });
    double reach =
        Math.sqrt(
            Math.pow(hand[0] - head[0], 2)
                + Math.pow(hand[1] - head[1], 2)
                + Math.pow(hand[2] - head[2], 2));
    assertTrue(reach < 1.21, "reached " + reach);
    assertTrue(corrected("reach") > 0);
  }

  @Test
  void doesNotSendTheSameSampleTwice() throws Exception {
    send(it -> {});
    awaitSample(sample);
    sample--;
    send(it -> it.moveX = PoseGrid.move(0.2));
    stage.await("counted", () -> corrected("sample") > 0);
  }

  @Test
  void doesNotTeleportThroughAWall() throws Exception {
    // A free place of the waiting room next door.
    int waiting = crowd.plan().room("waiting");
    Grid.Spot[] spot = new Grid.Spot[1];
    crowd.run(() -> spot[0] = crowd.grid(waiting).nearest(23, 30));
    assertRefused(
        () -> liar.client.teleport(spot[0].x(), spot[0].z()),
        Reason.REASON_NOT_WALKABLE,
        Reason.REASON_TOO_FAR);
    assertRefused(() -> liar.client.teleport(Float.NaN, 0), Reason.REASON_NOT_WALKABLE);
    assertRefused(() -> liar.client.teleport(1e9, 1e9), Reason.REASON_TOO_FAR);
  }

  @Test
  void doesNotSitOnWhatIsNotThere() throws Exception {
    int seats = crowd.plan().room(liar.template()).getSeatsCount();
    assertRefused(() -> liar.client.sit(seats + 5), Reason.REASON_NO_SUCH_THING);
    assertRefused(() -> liar.client.sit(-1), Reason.REASON_NO_SUCH_THING);
    int far = farthestSeat();
    assertRefused(() -> liar.client.sit(far), Reason.REASON_OUT_OF_REACH);
  }

  @Test
  void doesNotTakeWhatAnotherHolds() throws Exception {
    int item = stage.take(witness);
    assertRefused(() -> liar.client.pickUp(item, true), Reason.REASON_ITEM_HELD);
    assertRefused(() -> liar.client.pickUp(9_999, true), Reason.REASON_NO_SUCH_THING);
    assertRefused(() -> liar.client.release(true, 3), Reason.REASON_HAND_EMPTY);
  }

  @Test
  void doesNotOpenDoorsFromAfar() throws Exception {
    assertRefused(
        () -> liar.client.useDoor(crowd.plan().aperture("mdt-door"), true),
        Reason.REASON_NO_SUCH_THING);
    assertRefused(
        () -> liar.client.useDoor(crowd.plan().aperture("lobby-garden"), true),
        Reason.REASON_OUT_OF_REACH);
  }

  @Test
  void doesNotWriteWhatIsForStaff() throws Exception {
    int[] sequence = new int[1];
    crowd.run(() -> liar.client.write(true));
    crowd.run(() -> sequence[0] = liar.client.sit(9_999));
    stage.await("answered", () -> liar.client.refusal(sequence[0]) != null);
    assertTrue(crowd.ask(() -> liar.client.refusal(sequence[0] - 1) == Reason.REASON_NOT_ALLOWED));
  }

  private interface Lie {
    void tell(PoseSample sample);
  }

  private void send(Lie lie) {
    PoseSample pose = new PoseSample();
    pose.setLimb(HEAD, 0, 1.6f, 0, 0, 0, 0, 1);
    pose.setLimb(LEFT_HAND, -0.25f, 1, -0.2f, 0, 0, 0, 1);
    pose.setLimb(RIGHT_HAND, 0.25f, 1, -0.2f, 0, 0, 0, 1);
    lie.tell(pose);
    pose.number = ++sample;
    crowd.run(() -> liar.client.pose(pose.encode()));
  }

  private void awaitSample(int number) throws InterruptedException {
    stage.await(
        "sample " + number, () -> poses().get(poses().rowOf(slot()), PoseColumns.SAMPLE) == number);
  }

  /** What the other sees. */
  private double witnessed(int column) {
    double[] metres = new double[1];
    crowd.run(() -> metres[0] = PoseGrid.rootMetres(poses().get(poses().rowOf(slot()), column)));
    return metres[0];
  }

  private PoseColumns poses() {
    State room = witness.client.line().state(ScopeKind.SCOPE_KIND_ROOM);
    if (room == null) {
      throw new AssertionError("no room");
    }
    return room.poses();
  }

  private int slot() {
    Stay stay = liar.client.line().stay();
    if (stay == null) {
      throw new AssertionError("nowhere");
    }
    return stay.slot;
  }

  private double corrected(String kind) {
    return crowd.hospital().count("asclepion.corrected", "kind", kind);
  }

  private void assertRefused(IntSupplier act, Reason... reasons) throws InterruptedException {
    int[] sequence = new int[1];
    crowd.run(() -> sequence[0] = act.getAsInt());
    stage.await("refused", () -> liar.client.refusal(sequence[0]) != null);
    Reason reason = crowd.find("reason", () -> liar.client.refusal(sequence[0]));
    assertTrue(List.of(reasons).contains(reason), "refused with " + reason);
    String word = reason.name().replace("REASON_", "").toLowerCase(Locale.ROOT);
    assertTrue(crowd.hospital().count("asclepion.refused", "reason", word) > 0, "counted");
  }

  private int farthestSeat() {
    int[] far = new int[1];
    crowd.run(
        () -> {
          var seats = crowd.plan().room(liar.template()).getSeatsList();
          double most = 0;
          for (int i = 0; i < seats.size(); i++) {
            double away =
                Math.hypot(seats.get(i).getX() - liar.x(), seats.get(i).getZ() - liar.z());
            if (away > most) {
              most = away;
              far[0] = i;
            }
          }
        });
    return far[0];
  }
}
