package org.asclepion.content.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Draws what anybody may choose to wear, whatever their role: hair, glasses, head covers, beards, a
 * wheelchair. One file, a mesh each on the skeleton that all avatars share, each also in a coarse
 * form for afar. Owned by the thread that draws.
 */
final class Wardrobe {
  /** How much coarser the forms are that are looked at from afar. */
  static final double AFAR = 2.1;

  private final Skeleton bones = new Skeleton();

  static byte[] file() {
    return new Wardrobe().build();
  }

  private byte[] build() {
    Map<String, Consumer<Sketch>> pieces = new LinkedHashMap<>();
    for (int style = Hair.SIDE_PARTING; style <= Hair.PONYTAIL; style++) {
      int hair = style;
      pieces.put("hair-" + style, s -> Hair.draw(s.moving(hanging()), hair));
    }
    pieces.put("glasses-1", s -> glasses(s, true));
    pieces.put("glasses-2", s -> glasses(s, false));
    pieces.put("cover-1", this::headscarf);
    pieces.put("cover-2", this::cap);
    pieces.put("cover-3", this::turban);
    pieces.put("beard-1", this::moustache);
    pieces.put("beard-2", s -> beard(s, 0.0045, 1.482));
    pieces.put("beard-3", s -> beard(s, 0.0125, 1.462));
    pieces.put("wheelchair", s -> new Wheelchair(s, bones).draw());
    Glb glb = new Glb();
    List<Integer> nodes = new ArrayList<>();
    int skin = AvatarModel.skeleton(glb, "wardrobe", bones, nodes);
    pieces.forEach(
        (name, drawing) -> {
          for (boolean far : new boolean[] {false, true}) {
            Sketch sketch = new Sketch(3, far ? AFAR : 1);
            drawing.accept(sketch);
            AvatarModel.soften(sketch, name.equals("wheelchair") ? 0.1 : 0.06);
            String id = far ? name + "-far" : name;
            glb.mesh(glb.node(id, new Vec(0, 0, 0), null), id, sketch.meshes(), skin);
          }
        });
    return glb.bytes();
  }

  /** What reaches the shoulders stays there when the head turns. */
  private Sketch.Weights hanging() {
    return p ->
        new double[] {bones.neck, bones.head, Math.clamp((p.y() - 1.38) / (1.5 - 1.38), 0, 1)};
  }

  private void glasses(Sketch sketch, boolean round) {
    Sketch s = sketch.moving(bones.head).in(Material.EYE, 0x2B3238);
    double z = -0.1035;
    double y = Face.EYE_Y - 0.002;
    for (int side = -1; side <= 1; side += 2) {
      double x = side * (Face.EYE_X + 0.001);
      int n = s.facets(round ? 14 : 12);
      Vec[] ring = new Vec[n + 1];
      for (int i = 0; i <= n; i++) {
        double a = 2 * Math.PI * (i + 0.5) / n;
        double c = StrictMath.cos(a);
        double d = StrictMath.sin(a);
        double e = round ? 1 : 0.45;
        double rx = (round ? 0.0262 : 0.0285) * power(c, e);
        double ry = (round ? 0.0255 : 0.0205) * power(d, e);
        ring[i] = Body.v(x + rx, y + ry, z + 0.12 * Math.abs(rx * side + 0.004));
      }
      s.round().tube(0.0017, 4, ring);
      Vec hinge = Body.v(side * 0.0615, y + 0.008, z + 0.007);
      Vec ear = Body.v(side * 0.0895, y + 0.009, 0.002);
      Vec end = Body.v(side * 0.0875, y - 0.018, 0.026);
      s.round().tube(0.0016, 5, hinge, ear, end);
    }
    s.round()
        .tube(
            0.0016,
            5,
            Body.v(-0.0095, y + 0.003, z),
            Body.v(0, y + 0.0065, z - 0.003),
            Body.v(0.0095, y + 0.003, z));
  }

  private static double power(double v, double e) {
    return Math.signum(v) * StrictMath.pow(Math.abs(v), e);
  }

  private Sketch accent(Sketch s) {
    return s.in(Material.ACCENT, 0xFFFFFF);
  }

  /** Over hair, ears and neck, laid round the shoulders; the face is free. */
  private void headscarf(Sketch s) {
    Sdf scarf =
        Hair.cap(0.012)
            .join(Sdf.ellipsoid(0, 1.56, 0.02, 0.098, 0.1, 0.09), 0.04)
            .join(Sdf.limb(Body.v(0, 1.5, 0.004), 0.078, Body.v(0, 1.43, 0.008), 0.088), 0.05)
            .join(Sdf.ellipsoid(0, 1.395, 0.002, 0.152, 0.05, 0.112), 0.05)
            .without(Sdf.ellipsoid(0, 1.584, -0.112, 0.067, 0.083, 0.082), 0.012)
            .without(Sdf.ellipsoid(0, 1.36, 0.004, 0.17, 0.036, 0.12), 0.01);
    Sdf folded =
        (x, y, z) ->
            scarf.at(x, y, z)
                - 0.0016 * StrictMath.sin(y * 120 + 3 * StrictMath.sin(x * 26) + z * 20);
    Sketch.Weights trunk = bones.trunk();
    Sketch.Weights weights =
        p ->
            p.y() < 1.415
                ? trunk.at(p)
                : new double[] {bones.neck, bones.head, Math.clamp((p.y() - 1.42) / 0.08, 0, 1)};
    Paint paint = Material.ACCENT.in(0xFFFFFF);
    Skinner.draw(
        accent(s).moving(weights),
        folded,
        Body.v(-0.2, 1.34, -0.16),
        Body.v(0.2, 1.78, 0.18),
        0.0195,
        p -> paint.shade(0.95 + 0.05 * Noise.smooth(p.x() * 20, p.y() * 26, p.z() * 20)));
  }

  /** A soft knitted cap, as one may wear who has lost their hair. */
  private void cap(Sketch s) {
    Sdf cap = Hair.cap(0.011).within(Hair.above(1.642, 1.59)).join(rim(), 0.006);
    Sdf ribbed =
        (x, y, z) -> cap.at(x, y, z) - 0.0012 * StrictMath.sin(26 * StrictMath.atan2(x, z));
    Skinner.draw(
        accent(s).moving(bones.head),
        ribbed,
        Body.v(-0.14, 1.55, -0.14),
        Body.v(0.14, 1.78, 0.16),
        0.0165);
  }

  private static Sdf rim() {
    Sdf outer = Hair.cap(0.015);
    return (x, y, z) -> {
      double low = 1.644 + (1.592 - 1.644) * Math.clamp((z + 0.02) / 0.1, 0, 1);
      return Math.max(outer.at(x, y, z), Math.max(low - 0.004 - y, y - low - 0.02));
    };
  }

  private void turban(Sketch s) {
    Sdf wound =
        Hair.cap(0.018)
            .join(Sdf.ellipsoid(0, 1.7, -0.01, 0.085, 0.06, 0.1), 0.03)
            .within(Hair.above(1.64, 1.575));
    Sdf folded =
        (x, y, z) ->
            wound.at(x, y, z)
                - 0.004 * Math.abs(StrictMath.sin((y + 0.55 * Math.abs(x) + 0.12 * z) * 105));
    Paint paint = Material.ACCENT.in(0xFFFFFF);
    Skinner.draw(
        accent(s).moving(bones.head),
        folded,
        Body.v(-0.15, 1.54, -0.16),
        Body.v(0.15, 1.8, 0.17),
        0.0152,
        p ->
            paint.shade(
                0.86
                    + 0.14
                        * Math.abs(
                            StrictMath.sin(
                                (p.y() + 0.55 * Math.abs(p.x()) + 0.12 * p.z()) * 105))));
  }

  private void moustache(Sketch s) {
    Sdf head = Face.head();
    for (int side = -1; side <= 1; side += 2) {
      Vec[] path = new Vec[5];
      for (int i = 0; i < 5; i++) {
        double t = i / 4.0;
        path[i] =
            Drape.front(
                head, side * (0.002 + 0.027 * t), Face.MOUTH_Y + 0.0105 - 0.009 * t * t, 0.001);
      }
      s.in(Material.HAIR, 0xFFFFFF)
          .moving(bones.joint("mouth"))
          .round()
          .taper(6, path, new double[] {0.0035, 0.0046, 0.0044, 0.0034, 0.0012});
    }
  }

  /** Along the jaw from ear to ear, below the cheeks and round the mouth. */
  private void beard(Sketch s, double thick, double to) {
    Sdf jaw = Face.skull().grown(thick);
    Sdf cheeks = (x, y, z) -> y - (1.527 + 0.05 * Math.clamp((Math.abs(x) - 0.03) / 0.05, 0, 1));
    Sdf lips = Sdf.ellipsoid(0, Face.MOUTH_Y + 0.004, -0.1, 0.033, 0.0135, 0.04);
    Sdf behind = (x, y, z) -> z - 0.004;
    Sdf low = (x, y, z) -> to - y;
    Sdf beard = jaw.within(cheeks).within(behind).within(low).without(lips, 0.006);
    Sdf rough = beard.rough(0.0012, 0.006, 7);
    Skinner.draw(
        s.in(Material.HAIR, 0xFFFFFF).moving(bones.headAndNeck()),
        rough,
        Body.v(-0.12, 1.44, -0.15),
        Body.v(0.12, 1.6, 0.03),
        0.0132,
        p ->
            Material.HAIR
                .in(0xFFFFFF)
                .shade(0.94 + 0.12 * Noise.smooth(p.x() * 120, p.y() * 60, p.z() * 120)));
    if (!s.coarse()) {
      moustache(s);
    }
  }
}
