package org.asclepion.world.room;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.asclepion.world.avatar.Pose;
import org.asclepion.world.space.Angles;
import org.asclepion.world.space.Seat;

/**
 * The anonymous figures that stand for visitors where visitors must not recognise each other.
 * Belongs to the thread that steps the room.
 *
 * <p>A figure tells that somebody is there and roughly where, nothing else: its number is drawn at
 * random for each stay, it stands on the points of a coarse grid and looks in one of eight
 * directions, and it walks from point to point at its own pace, never in step with the person. It
 * sets out again only from where it arrived, so that not even the middle of a walk tells more.
 */
final class Figures {
  static final double GRID = 0.25;
  static final double FOLLOWS_BEYOND = 0.5;
  static final double SPEED = 1.0;
  private static final double TURN = Math.PI / 4;

  private static final class Stay {
    final Body body;
    Component.Figure figure;

    Stay(Body body, Component.Figure figure) {
      this.body = body;
      this.figure = figure;
    }
  }

  private final Stage stage;
  private final Seats seats;
  private final List<Stay> stays = new ArrayList<>();

  Figures(Stage stage, Seats seats) {
    this.stage = stage;
    this.seats = seats;
  }

  void entered(Body body, RandomGenerator random) {
    if (!body.hidden) {
      return;
    }
    int id = draw(random);
    Pose pose = body.pose();
    double x = snap(pose.rootX);
    double z = snap(pose.rootZ);
    Component.Figure figure =
        new Component.Figure(id, x, z, x, z, turn(pose.rootYaw), stage.tick, stage.tick, -1);
    stays.add(new Stay(body, figure));
    stage.components.put(Scope.VISITORS, figure);
    stage.components.put(body.person, new Component.OwnFigure(id));
  }

  void left(Body body) {
    for (int i = 0; i < stays.size(); i++) {
      if (stays.get(i).body == body) {
        stage.components.remove(
            Scope.VISITORS, Component.Figure.class, stays.remove(i).figure.id());
        return;
      }
    }
  }

  void endStep() {
    for (int i = 0; i < stays.size(); i++) {
      follow(stays.get(i));
    }
  }

  private void follow(Stay stay) {
    Component.Figure now = stay.figure;
    if (stage.tick < now.endStep()) {
      return;
    }
    Body body = stay.body;
    boolean far = body.squareTo(now.toX(), now.toZ()) > FOLLOWS_BEYOND * FOLLOWS_BEYOND;
    if (!far && body.seat == now.seat()) {
      return;
    }
    double x = snap(body.pose().rootX);
    double z = snap(body.pose().rootZ);
    double yaw = turn(body.pose().rootYaw);
    if (body.seat >= 0) {
      Seat seat = seats.get(body.seat);
      x = snap(seat.x());
      z = snap(seat.z());
      yaw = turn(seat.yaw());
    }
    double dx = x - now.toX();
    double dz = z - now.toZ();
    int ticks = stage.ticks(Math.sqrt(dx * dx + dz * dz) / SPEED);
    stay.figure =
        new Component.Figure(
            now.id(), now.toX(), now.toZ(), x, z, yaw, stage.tick, stage.tick + ticks, body.seat);
    stage.components.put(Scope.VISITORS, stay.figure);
  }

  /** 31 random bits that are nobody's slot, participant or figure. */
  private int draw(RandomGenerator random) {
    while (true) {
      int id = random.nextInt() >>> 1;
      if (id >= stage.template.capacity() && !known(id)) {
        return id;
      }
    }
  }

  private boolean known(int id) {
    for (int i = 0; i < stays.size(); i++) {
      if (stays.get(i).figure.id() == id) {
        return true;
      }
    }
    return stage.bodies.of(id) != null;
  }

  private static double snap(double metres) {
    return Math.rint(metres / GRID) * GRID + 0.0; // + 0.0: there is one zero only
  }

  private static double turn(double yaw) {
    return Angles.wrap(Math.rint(yaw / TURN) * TURN) + 0.0;
  }

  long hash(long hash) {
    for (Stay stay : stays) {
      Component.Figure it = stay.figure;
      hash = Hash.mix(Hash.mix(Hash.mix(hash, it.id()), it.startStep()), it.endStep());
      hash = Hash.mix(Hash.mix(Hash.mix(hash, it.toX()), it.toZ()), it.seat());
    }
    return hash;
  }
}
