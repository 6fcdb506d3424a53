package org.asclepion.world.room;

import java.util.Arrays;
import java.util.List;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.intent.Refused;
import org.asclepion.world.space.Angles;
import org.asclepion.world.space.Seat;

/** Who sits where; a seat has room for one. Belongs to the thread that steps the room. */
final class Seats {
  static final double REACH = 1.5;
  private static final double STAND_SEARCH = 3;

  private final Stage stage;
  private final FreeSpots spots;
  private final List<Seat> seats;
  private final int[] sitter;

  Seats(Stage stage, FreeSpots spots) {
    this.stage = stage;
    this.spots = spots;
    this.seats = stage.template.seats();
    this.sitter = new int[seats.size()];
    Arrays.fill(sitter, -1);
  }

  void sit(Body body, Intent.Sit wish) {
    if (wish.seat() < 0 || wish.seat() >= sitter.length) {
      stage.refuse(body, wish.sequence(), Refused.NO_SUCH_THING);
      return;
    }
    Seat seat = seats.get(wish.seat());
    if (body.seat >= 0) {
      stage.refuse(body, wish.sequence(), Refused.SEATED);
    } else if (body.squareTo(seat.x(), seat.z()) > REACH * REACH
        || stage.solids.wallBetween(body.pose().rootX, body.pose().rootZ, seat.x(), seat.z())) {
      stage.refuse(body, wish.sequence(), Refused.OUT_OF_REACH);
    } else if (sitter[wish.seat()] >= 0) {
      stage.refuse(body, wish.sequence(), Refused.SEAT_TAKEN);
    } else {
      sitter[wish.seat()] = body.slot();
      body.seat = wish.seat();
      body.place(seat.x(), stage.template.floorY(), seat.z(), Angles.wrap(seat.yaw()));
      body.stale = true;
      stage.components.put(Scope.ROOM, new Component.SeatTaken(wish.seat()));
    }
  }

  void stand(Body body, Intent.Stand wish) {
    if (body.seat < 0) {
      return;
    }
    Seat seat = seats.get(body.seat);
    if (!spots.find(seat.x(), seat.z(), seat.yaw(), STAND_SEARCH, body)) {
      stage.refuse(body, wish.sequence(), Refused.BUSY);
      return;
    }
    leave(body);
    body.place(spots.x(), stage.template.floorY(), spots.z(), body.pose().rootYaw);
  }

  /** Frees the body's seat, if it has one. */
  void leave(Body body) {
    if (body.seat >= 0) {
      stage.components.remove(Scope.ROOM, Component.SeatTaken.class, body.seat);
      sitter[body.seat] = -1;
      body.seat = -1;
      body.stale = true;
    }
  }

  Seat get(int seat) {
    return seats.get(seat);
  }
}
