package org.asclepion.content.build;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.asclepion.content.model.FurnitureModel;
import org.asclepion.world.space.Box;
import org.asclepion.world.space.Seat;
import org.jspecify.annotations.Nullable;

/** A piece of furniture: what the world must know of it, beside how it is drawn. Immutable. */
record Furnishing(FurnitureModel model, Consumer<Sketch> drawing) {
  static Plan of(String id) {
    return new Plan(id);
  }

  /** Collects the boxes and seats of one piece. Owned by the thread that declares it. */
  static final class Plan {
    private final String id;
    private final List<Box> boxes = new ArrayList<>();
    private final List<Seat> seats = new ArrayList<>();
    private boolean onWall;
    private FurnitureModel.@Nullable Face face;
    private FurnitureModel.@Nullable Writing writing;

    private Plan(String id) {
      this.id = id;
    }

    /** A solid between two corners, metres in model space. */
    Plan solid(double x0, double y0, double z0, double x1, double y1, double z1) {
      return solid(x0, y0, z0, x1, y1, z1, 0);
    }

    /** A solid between two corners, turned about its own vertical axis. */
    Plan solid(double x0, double y0, double z0, double x1, double y1, double z1, double yaw) {
      boxes.add(
          new Box(
              (x0 + x1) / 2,
              (y0 + y1) / 2,
              (z0 + z1) / 2,
              (x1 - x0) / 2,
              (y1 - y0) / 2,
              (z1 - z0) / 2,
              yaw));
      return this;
    }

    Plan seat(double x, double y, double z, double yaw) {
      seats.add(new Seat(x, y, z, yaw));
      return this;
    }

    Plan onWall() {
      onWall = true;
      return this;
    }

    /** Pictures can be shown on it, so far before its origin. */
    Plan face(double width, double height, double depth) {
      face = new FurnitureModel.Face(width, height, depth);
      return this;
    }

    /** One can draw on it, so far before its origin. */
    Plan writing(double width, double height, double depth, boolean staff) {
      writing = new FurnitureModel.Writing(new FurnitureModel.Face(width, height, depth), staff);
      return this;
    }

    /** Finishes the piece; the drawing is made in model space. */
    Furnishing drawn(Consumer<Sketch> drawing) {
      return new Furnishing(new FurnitureModel(id, boxes, seats, onWall, face, writing), drawing);
    }
  }
}
