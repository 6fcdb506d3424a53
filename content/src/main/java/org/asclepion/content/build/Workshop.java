package org.asclepion.content.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.asclepion.content.model.FurnitureModel;

/**
 * Makes each piece of furniture once, shaded by itself and by the floor or wall it stands against.
 * Owned by the thread that builds.
 */
final class Workshop {
  private record Order(String id, double ceiling) {}

  private final BuiltInCatalogue catalogue;
  private final Map<Order, List<Mesh>> made = new HashMap<>();

  Workshop(BuiltInCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  private Furnishing furnishing(String id) {
    Furnishing piece = catalogue.furnishing(id);
    if (piece == null) {
      throw new IllegalArgumentException("no furniture called " + id);
    }
    return piece;
  }

  FurnitureModel model(String id) {
    return furnishing(id).model();
  }

  /** The piece's meshes in model space; to be copied, not changed. */
  List<Mesh> made(String id, double ceiling) {
    return made.computeIfAbsent(new Order(id, ceiling), this::make);
  }

  private List<Mesh> make(Order order) {
    Sketch sketch = new Sketch(order.ceiling());
    Furnishing piece = furnishing(order.id());
    piece.drawing().accept(sketch);
    Sketch ground = new Sketch(order.ceiling());
    Sketch plane = piece.model().onWall() ? ground.turnedX(-Math.PI / 2) : ground;
    plane.at(0, -0.003, 0).face(v(-4, 4), v(4, 4), v(4, -4), v(-4, -4));
    List<Mesh> occluders = new ArrayList<>(sketch.meshes());
    occluders.addAll(ground.meshes());
    for (Mesh mesh : sketch.meshes()) {
      if (mesh.material.occludes()) {
        Occlusion.refine(mesh, 0.9);
      }
    }
    Occlusion.bake(sketch.meshes(), Bvh.of(occluders), 0.7, 0.24);
    return List.copyOf(sketch.meshes());
  }

  private static Vec v(double x, double z) {
    return new Vec(x, 0, z);
  }
}
