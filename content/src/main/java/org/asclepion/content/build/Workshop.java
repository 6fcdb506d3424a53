package org.asclepion.content.build;

import java.util.ArrayList;
import java.util.Collection;
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
  private final Map<Order, List<Mesh>> madeFar = new HashMap<>();

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

  /** The same as seen from the next room. */
  List<Mesh> madeFar(String id, double ceiling) {
    return madeFar.computeIfAbsent(
        new Order(id, ceiling),
        k -> {
          List<Mesh> near = made(id, ceiling);
          return List.copyOf(Detail.far(near, Detail.farTolerance(size(near))));
        });
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
    double tolerance = Detail.nearTolerance(size(sketch.meshes()));
    return sketch.meshes().stream().map(mesh -> Detail.near(mesh, tolerance)).toList();
  }

  /** From one corner of what encloses it to the other, metres. */
  static double size(Collection<Mesh> meshes) {
    Vec low = new Vec(1e9, 1e9, 1e9);
    Vec high = low.times(-1);
    for (Mesh mesh : meshes) {
      for (int i = 0; i < mesh.vertices; i++) {
        Vec p = mesh.position(i);
        low = new Vec(Math.min(low.x(), p.x()), Math.min(low.y(), p.y()), Math.min(low.z(), p.z()));
        high =
            new Vec(
                Math.max(high.x(), p.x()), Math.max(high.y(), p.y()), Math.max(high.z(), p.z()));
      }
    }
    return high.minus(low).length();
  }

  private static Vec v(double x, double z) {
    return new Vec(x, 0, z);
  }
}
