package org.asclepion.content.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.asclepion.world.avatar.Role;

/**
 * Makes an avatar's file: a skinned mesh whose joints carry the names of MODELS.md, and a coarse
 * one for afar. Hair and what else is chosen is in the {@link Wardrobe}. Stateless.
 */
final class AvatarModel {
  private AvatarModel() {}

  static byte[] of(Role role) {
    boolean person = role != Role.AGENT && role != Role.ROBOT;
    return file(
        role.name().toLowerCase(Locale.ROOT),
        (sketch, bones) -> {
          if (person) {
            new Dress(sketch, bones).draw(role);
            Face.draw(sketch, bones);
          } else {
            new Machine(sketch, bones, role).draw();
          }
        });
  }

  /** The calm figure that stands for anybody in a waiting area: no face, no role. */
  static byte[] figure() {
    return file("figure", AvatarModel::anonymous);
  }

  private static void anonymous(Sketch sketch, Skeleton bones) {
    Material soft = new Material("cloth", 0, 0.95, 1, 0, false, false, null, 0, 0xFFFFFF);
    Paint paint = soft.in(0xA9B8AD);
    Sdf head =
        Sdf.ellipsoid(0, 1.6, 0, 0.088, 0.108, 0.096)
            .join(Sdf.limb(Body.v(0, 1.38, 0.014), 0.048, Body.v(0, 1.53, 0.012), 0.044), 0.04);
    Skinner.draw(
        sketch.in(paint.shade(1.12)).moving(bones.headAndNeck()),
        head,
        Body.v(-0.13, 1.385, -0.13),
        Body.v(0.13, 1.74, 0.13),
        0.018);
    Sdf body = Body.top(0.8).grown(0.014);
    Skinner.draw(
        sketch.in(paint).moving(bones.coat()),
        body,
        Body.v(-0.27, 0.74, -0.2),
        Body.v(0.27, 1.5, 0.2),
        0.042);
    Skinner.draw(
        sketch.in(paint.shade(0.9)).moving(bones.legs()),
        Body.trousers(0.02),
        Body.v(-0.22, -0.02, -0.16),
        Body.v(0.22, 1.03, 0.16),
        sketch.cell(0.046, 0.046));
    for (int side = -1; side <= 1; side += 2) {
      Sketch arm = sketch.in(paint).moving(bones.arm(side));
      Skinner.draw(
          arm,
          Body.side(Body.arm(0.06, 0.048, 0.04, 0.84), side),
          Body.v(side > 0 ? 0.1 : -0.28, 0.78, -0.09),
          Body.v(side > 0 ? 0.28 : -0.1, 1.46, 0.11),
          sketch.cell(0.034, 0.044));
      Sdf mitten = Sdf.ellipsoid(Skeleton.ARM_X - 0.004, 0.8, -0.004, 0.027, 0.075, 0.042);
      Skinner.draw(
          sketch.in(paint.shade(1.12)).moving(bones.joint("hand", side)),
          Body.side(mitten, side),
          Body.v(side > 0 ? 0.15 : -0.25, 0.7, -0.07),
          Body.v(side > 0 ? 0.25 : -0.15, 0.9, 0.06),
          sketch.cell(0.018, 0.022));
      Skinner.draw(
          sketch.in(paint.shade(0.8)).moving(bones.joint("foot", side)),
          Body.side(Body.shoe(), side),
          Body.v(side > 0 ? 0.02 : -0.19, 0.0, -0.19),
          Body.v(side > 0 ? 0.19 : -0.02, 0.15, 0.11),
          0.022);
    }
  }

  /** People move: what is hidden at rest may show later, so that no shadow is baked in full. */
  static void soften(Sketch sketch, double reach) {
    Occlusion.bake(sketch.meshes(), reach, 100);
    for (Mesh mesh : sketch.meshes()) {
      for (int i = 0; i < mesh.vertices; i++) {
        mesh.openness[i] = 0.72f + 0.28f * mesh.openness[i];
      }
    }
  }

  /** Adds all joints as nodes, whose numbers it appends, and answers the skin they make. */
  static int skeleton(Glb glb, String name, Skeleton bones, List<Integer> nodes) {
    int top = glb.node(name, new Vec(0, 0, 0), null);
    List<Vec> rest = new ArrayList<>();
    for (Skeleton.Joint joint : bones.joints) {
      Vec from = joint.parent() < 0 ? new Vec(0, 0, 0) : bones.joints.get(joint.parent()).at();
      int parent = joint.parent() < 0 ? top : nodes.get(joint.parent());
      nodes.add(glb.node(joint.name(), joint.at().minus(from), parent));
      rest.add(joint.at());
    }
    return glb.skin(name, nodes, rest);
  }

  private static byte[] file(String name, BiConsumer<Sketch, Skeleton> drawing) {
    Skeleton bones = new Skeleton();
    Glb glb = new Glb();
    int skin = skeleton(glb, name, bones, new ArrayList<>());
    for (boolean far : new boolean[] {false, true}) {
      Sketch sketch = new Sketch(3, far ? Wardrobe.AFAR : 1);
      drawing.accept(sketch, bones);
      soften(sketch, 0.12);
      String id = far ? "body-far" : "body";
      glb.mesh(glb.node(id, new Vec(0, 0, 0), null), id, sketch.meshes(), skin);
    }
    return glb.bytes();
  }
}
