package org.asclepion.content.build;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.asclepion.content.model.Hospital;
import org.asclepion.content.model.Light;
import org.asclepion.content.model.Placement;
import org.asclepion.content.model.Room;
import org.asclepion.content.model.WallWindow;
import org.asclepion.world.space.Point;

/** Makes one room's file: its shell and furniture, its lights, and the view from its windows. */
final class RoomModel {
  /** Metres by which walls, floors and trim may change, from near and from afar. */
  private static final double NEAR = 0.004;

  private static final double NEAR_OUTDOORS = 0.01;
  private static final double FAR = 0.04;
  private static final double FAR_OUTDOORS = 0.09;

  private final Hospital hospital;
  private final Room room;
  private final Workshop workshop;

  RoomModel(Hospital hospital, Room room, Workshop workshop) {
    this.hospital = hospital;
    this.room = room;
    this.workshop = workshop;
  }

  byte[] build() {
    double height = room.template().height();
    Sketch surfaces = new Sketch(height);
    Sketch details = new Sketch(height);
    if (room.outdoors()) {
      new Outdoors(surfaces, details, hospital, room).draw();
    } else {
      new Shell(surfaces, details, hospital, room).draw();
    }
    Sketch furniture = new Sketch(height);
    Sketch farFurniture = new Sketch(height);
    for (Placement placement : room.furniture()) {
      Frame at = frameOf(furniture, placement);
      workshop.made(placement.model(), height).forEach(mesh -> furniture.take(mesh, at));
      workshop.madeFar(placement.model(), height).forEach(mesh -> farFurniture.take(mesh, at));
    }
    surfaces.meshes().forEach(mesh -> Occlusion.refine(mesh, room.outdoors() ? 1.6 : 0.8));
    details.meshes().forEach(mesh -> Occlusion.refine(mesh, 1.2));
    // Trim is too thin to cast a shadow worth its triangles.
    Bvh all = Bvh.of(concat(surfaces, furniture));
    double reach = room.outdoors() ? 0.9 : 1.3;
    Occlusion.bake(surfaces.meshes(), all, reach, room.outdoors() ? 0.2 : 0.1);
    Occlusion.bake(details.meshes(), all, reach, 100);
    Sketch inside = new Sketch(height);
    for (Mesh mesh : concat(surfaces, details)) {
      inside.take(Detail.near(mesh, room.outdoors() ? NEAR_OUTDOORS : NEAR), Frame.HERE);
    }
    furniture.meshes().forEach(mesh -> inside.take(mesh, Frame.HERE));
    Sketch far = new Sketch(height);
    Detail.farGround(surfaces.meshes(), FAR).forEach(mesh -> far.take(mesh, Frame.HERE));
    Detail.far(details.meshes(), room.outdoors() ? FAR_OUTDOORS : FAR)
        .forEach(mesh -> far.take(mesh, Frame.HERE));
    farFurniture.meshes().forEach(mesh -> far.take(mesh, Frame.HERE));
    Glb glb = new Glb();
    String id = room.template().id();
    int root = glb.node(id, new Vec(0, 0, 0), null);
    add(glb, root, "room", id, inside.meshes());
    add(glb, root, "far", id + "-far", far.meshes());
    Sketch view = view();
    if (!view.meshes().isEmpty()) {
      add(glb, root, "view", id + "-view", Detail.horizon(view.meshes()));
    }
    panes(glb, root);
    int k = 0;
    for (Light light : room.lights()) {
      glb.light(light, "light-" + k++, new Vec(light.x(), light.y(), light.z()), root);
    }
    return glb.bytes();
  }

  private static List<Mesh> concat(Sketch... sketches) {
    return Stream.of(sketches).flatMap(s -> s.meshes().stream()).toList();
  }

  private static void add(Glb glb, int root, String node, String name, Collection<Mesh> meshes) {
    glb.mesh(glb.node(node, new Vec(0, 0, 0), root), name, Finishes.merged(meshes), null);
  }

  /** Two opposite corners of each window that is no aperture: what lies behind may be in sight. */
  private void panes(Glb glb, int root) {
    int k = 0;
    for (WallWindow w : room.windows()) {
      double x = StrictMath.cos(w.yaw()) * w.width() / 2;
      double z = -StrictMath.sin(w.yaw()) * w.width() / 2;
      Vec low = new Vec(w.x() - x, w.y(), w.z() - z);
      Vec high = new Vec(w.x() + x, w.y() + w.height(), w.z() + z);
      glb.node("pane-" + k + "-low", low, root);
      glb.node("pane-" + k++ + "-high", high, root);
    }
  }

  private Frame frameOf(Sketch sketch, Placement p) {
    if (workshop.model(p.model()).onWall()) {
      return onWall(sketch, p).frame();
    }
    return sketch.at(p.x(), p.y(), p.z()).turnedY(p.yaw()).frame();
  }

  /** Hangs a piece on the face of the nearest wall, whatever the wall's thickness. */
  private Sketch onWall(Sketch sketch, Placement p) {
    List<Point> outline = room.template().outline();
    Sketch best = sketch.at(p.x(), p.y(), p.z()).turnedY(p.yaw());
    double nearest = 1;
    for (int i = 0; i < outline.size(); i++) {
      Frame frame = Shell.edge(outline, i);
      Point a = outline.get(i);
      Point b = outline.get((i + 1) % outline.size());
      double length = Math.hypot(b.x() - a.x(), b.z() - a.z());
      Vec to = new Vec(p.x() - a.x(), 0, p.z() - a.z());
      double x = frame.a().dot(to);
      double across = Math.abs(frame.c().dot(to));
      if (x > 0 && x < length && across < nearest) {
        nearest = across;
        best = sketch.framed(frame).at(x, p.y(), -Wall.DEPTH);
      }
    }
    return best;
  }

  private Sketch view() {
    Sketch view = new Sketch(room.template().height());
    List<Vec> outward = new ArrayList<>();
    for (WallWindow w : room.windows()) {
      outward.add(new Vec(-StrictMath.sin(w.yaw()), 0, -StrictMath.cos(w.yaw())));
    }
    if (room.outdoors()) {
      outward.addAll(
          List.of(new Vec(1, 0, 0), new Vec(-1, 0, 0), new Vec(0, 0, 1), new Vec(0, 0, -1)));
    }
    if (!outward.isEmpty()) {
      double x = room.template().outline().stream().mapToDouble(Point::x).average().orElse(0);
      double z = room.template().outline().stream().mapToDouble(Point::z).average().orElse(0);
      new Landscape(view, hospital).around(x, z, outward);
    }
    return view;
  }
}
