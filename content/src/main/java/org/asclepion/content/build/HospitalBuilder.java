package org.asclepion.content.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.asclepion.content.model.Aperture;
import org.asclepion.content.model.Hospital;
import org.asclepion.content.model.ItemModel;
import org.asclepion.content.model.Room;
import org.asclepion.world.avatar.Role;

/** Builds all models of a hospital. Stateless; owned by the thread that calls it. */
public final class HospitalBuilder {
  private HospitalBuilder() {}

  /**
   * Writes {@code rooms/ID.glb}, {@code leaves/APERTURE.glb}, {@code items/MODEL.glb} and {@code
   * avatars/ROLE.glb}, with the wardrobe of all of them, below a folder.
   */
  public static void build(Hospital hospital, BuiltInCatalogue catalogue, Path out)
      throws IOException {
    for (Map.Entry<String, byte[]> file : files(hospital, catalogue).entrySet()) {
      Path path = out.resolve(file.getKey());
      Files.createDirectories(path.getParent() == null ? out : path.getParent());
      Files.write(path, file.getValue());
    }
  }

  /** The same, as bytes by path. */
  static Map<String, byte[]> files(Hospital hospital, BuiltInCatalogue catalogue) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    Workshop workshop = new Workshop(catalogue);
    for (Room room : hospital.rooms()) {
      files.put(
          "rooms/" + room.template().id() + ".glb",
          new RoomModel(hospital, room, workshop).build());
    }
    for (Aperture aperture : hospital.apertures()) {
      if (aperture.kind() == Aperture.Kind.DOOR) {
        Sketch leaf = new Sketch(3);
        Leaves.draw(leaf, aperture);
        files.put("leaves/" + aperture.id() + ".glb", still("leaf", leaf));
      }
    }
    for (ItemModel item : hospital.itemModels()) {
      files.put("items/" + item.id() + ".glb", item(catalogue, item.id()));
    }
    for (Role role : Role.values()) {
      files.put("avatars/" + role.name().toLowerCase(Locale.ROOT) + ".glb", AvatarModel.of(role));
    }
    files.put("avatars/figure.glb", AvatarModel.figure());
    files.put("avatars/wardrobe.glb", Wardrobe.file());
    return files;
  }

  static byte[] item(BuiltInCatalogue catalogue, String id) {
    Items.Drawn drawn = catalogue.drawnItem(id);
    if (drawn == null) {
      throw new IllegalArgumentException("no item called " + id);
    }
    Sketch sketch = new Sketch(3);
    drawn.drawing().accept(sketch);
    Occlusion.bake(sketch.meshes(), 0.05, 100);
    return still(id, sketch);
  }

  static byte[] furniture(BuiltInCatalogue catalogue, String id) {
    Sketch sketch = new Sketch(2.9);
    for (Mesh mesh : new Workshop(catalogue).made(id, 2.9)) {
      sketch.take(mesh, Frame.HERE);
    }
    return still(id, sketch);
  }

  private static byte[] still(String name, Sketch sketch) {
    Glb glb = new Glb();
    double tolerance = Detail.nearTolerance(Workshop.size(sketch.meshes()));
    List<Mesh> meshes = sketch.meshes().stream().map(mesh -> Detail.near(mesh, tolerance)).toList();
    glb.mesh(glb.node(name, new Vec(0, 0, 0), null), name, Finishes.merged(meshes), null);
    return glb.bytes();
  }
}
