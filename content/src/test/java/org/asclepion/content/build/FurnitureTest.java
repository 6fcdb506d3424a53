package org.asclepion.content.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.List;
import org.asclepion.content.model.FurnitureModel;
import org.asclepion.content.model.ItemModel;
import org.asclepion.world.space.Box;
import org.asclepion.world.space.Seat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FurnitureTest {
  private static final BuiltInCatalogue CATALOGUE = new BuiltInCatalogue();

  static Collection<FurnitureModel> furniture() {
    return CATALOGUE.allFurniture();
  }

  static Collection<ItemModel> items() {
    return CATALOGUE.allItems();
  }

  static List<FurnitureModel> withSeats() {
    return furniture().stream().filter(m -> !m.seats().isEmpty()).toList();
  }

  private static Sketch draw(FurnitureModel model) {
    Furnishing piece = CATALOGUE.furnishing(model.id());
    assertNotNull(piece);
    Sketch sketch = new Sketch(2.9);
    piece.drawing().accept(sketch);
    return sketch;
  }

  @ParameterizedTest
  @MethodSource("furniture")
  void everyPieceIsDrawnWithinItsBudget(FurnitureModel model) {
    int triangles = draw(model).meshes().stream().mapToInt(Mesh::triangles).sum();
    assertTrue(triangles > 50 && triangles < 9000, model.id() + " has " + triangles + " triangles");
  }

  @ParameterizedTest
  @MethodSource("furniture")
  void trianglesFaceWhereTheirNormalsDo(FurnitureModel model) {
    int wrong = 0;
    int all = 0;
    for (Mesh mesh : draw(model).meshes()) {
      for (int t = 0; t < mesh.corners; t += 3) {
        Vec a = mesh.position(mesh.indices[t]);
        Vec n =
            mesh.position(mesh.indices[t + 1])
                .minus(a)
                .cross(mesh.position(mesh.indices[t + 2]).minus(a));
        Vec said =
            mesh.normal(mesh.indices[t])
                .plus(mesh.normal(mesh.indices[t + 1]))
                .plus(mesh.normal(mesh.indices[t + 2]));
        all++;
        if (n.length() > 1e-12 && n.dot(said) < 0) {
          wrong++;
        }
      }
    }
    assertTrue(wrong <= all / 50, model.id() + ": " + wrong + " of " + all);
  }

  @ParameterizedTest
  @MethodSource("furniture")
  void boxesLieWithinWhatIsDrawn(FurnitureModel model) {
    double[] lo = {1e9, 1e9, 1e9};
    double[] hi = {-1e9, -1e9, -1e9};
    for (Mesh mesh : draw(model).meshes()) {
      for (int i = 0; i < 3 * mesh.vertices; i++) {
        lo[i % 3] = Math.min(lo[i % 3], mesh.positions[i]);
        hi[i % 3] = Math.max(hi[i % 3], mesh.positions[i]);
      }
    }
    double slack = 0.12;
    for (Box box : model.boxes()) {
      double c = Math.abs(Math.cos(box.yaw()));
      double s = Math.abs(Math.sin(box.yaw()));
      double x = box.halfX() * c + box.halfZ() * s;
      double z = box.halfX() * s + box.halfZ() * c;
      assertTrue(
          box.x() - x > lo[0] - slack
              && box.x() + x < hi[0] + slack
              && box.y() + box.halfY() < hi[1] + slack
              && box.y() - box.halfY() > lo[1] - slack
              && box.z() - z > lo[2] - slack
              && box.z() + z < hi[2] + slack,
          model.id() + " " + box);
    }
  }

  @ParameterizedTest
  @MethodSource("withSeats")
  void aSeatIsOnTopOfSomething(FurnitureModel model) {
    Bvh bvh = Bvh.of(draw(model).meshes());
    for (Seat seat : model.seats()) {
      double down = bvh.hit(seat.x(), seat.y() + 0.5, seat.z(), 1e-9, -1, 1e-9, 2);
      assertEquals(0.5, down, 0.05, model.id() + " " + seat);
    }
  }

  @ParameterizedTest
  @MethodSource("items")
  void anItemFitsItsHalfExtents(ItemModel item) {
    Items.Drawn drawn = CATALOGUE.drawnItem(item.id());
    assertNotNull(drawn);
    Sketch sketch = new Sketch(3);
    drawn.drawing().accept(sketch);
    double slack = 0.012;
    for (Mesh mesh : sketch.meshes()) {
      for (int i = 0; i < mesh.vertices; i++) {
        Vec p = mesh.position(i);
        assertTrue(
            Math.abs(p.x()) <= item.halfX() + slack
                && Math.abs(p.y()) <= item.halfY() + slack
                && Math.abs(p.z()) <= item.halfZ() + slack,
            item.id() + " reaches " + p);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("items")
  void theSameItemHasTheSameBytes(ItemModel item) {
    assertArrayEquals(
        HospitalBuilder.item(CATALOGUE, item.id()), HospitalBuilder.item(CATALOGUE, item.id()));
  }
}
