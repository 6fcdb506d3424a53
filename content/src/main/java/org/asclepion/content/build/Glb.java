package org.asclepion.content.build;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.asclepion.content.model.Light;
import org.jspecify.annotations.Nullable;

/**
 * One binary glTF 2.0 file in the making. Owned by the thread that builds it.
 *
 * <pre>
 *  0  u32 "glTF"   4  u32 2   8  u32 length of the file
 * 12  u32 length of the JSON, 16  u32 "JSON", 20  the JSON, filled up with spaces to 4 bytes
 *  .  u32 length of the data,  .  u32 "BIN\0", .  the data, filled up with zeros to 4 bytes
 * </pre>
 */
final class Glb {
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private final List<Object> views = new ArrayList<>();
  private final List<Object> accessors = new ArrayList<>();
  private final List<Object> materials = new ArrayList<>();
  private final Map<Material, Integer> materialIds = new LinkedHashMap<>();
  private final List<Object> textures = new ArrayList<>();
  private final List<Object> images = new ArrayList<>();
  private final Map<Texture, Integer> textureIds = new LinkedHashMap<>();
  private final List<Object> meshes = new ArrayList<>();
  private final List<Map<String, Object>> nodes = new ArrayList<>();
  private final List<Object> roots = new ArrayList<>();
  private final List<Object> skins = new ArrayList<>();
  private final List<Object> lights = new ArrayList<>();
  private final List<Object> extensions = new ArrayList<>();

  /** Adds a node at an offset from its parent, metres; without a parent it stands in the scene. */
  int node(String name, Vec at, @Nullable Integer parent) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("name", name);
    if (at.length() > 0) {
      node.put("translation", List.of(at.x(), at.y(), at.z()));
    }
    nodes.add(node);
    int id = nodes.size() - 1;
    if (parent == null) {
      roots.add(id);
    } else {
      @SuppressWarnings("unchecked")
      List<Object> children =
          (List<Object>)
              nodes.get(parent).computeIfAbsent("children", k -> new ArrayList<Object>());
      children.add(id);
    }
    return id;
  }

  void light(Light light, String name, Vec at, int parent) {
    use("KHR_lights_punctual");
    Map<String, Object> l = new LinkedHashMap<>();
    l.put("name", name);
    l.put("type", "point");
    Paint p = Paint.of(Material.LAMP, light.colour());
    l.put("color", List.of(p.r(), p.g(), p.b()));
    l.put("intensity", light.intensity());
    if (light.range() > 0) {
      l.put("range", light.range());
    }
    lights.add(l);
    int id = node(name, at, parent);
    nodes
        .get(id)
        .put("extensions", Map.of("KHR_lights_punctual", Map.of("light", lights.size() - 1)));
  }

  /** Gives a node a mesh of one primitive a material; meshes without triangles are left out. */
  void mesh(int node, String name, Collection<Mesh> parts, @Nullable Integer skin) {
    List<Object> primitives = new ArrayList<>();
    for (Mesh part : parts) {
      if (part.corners > 0) {
        primitives.add(primitive(part, skin != null));
      }
    }
    if (primitives.isEmpty()) {
      return;
    }
    Map<String, Object> mesh = new LinkedHashMap<>();
    mesh.put("name", name);
    mesh.put("primitives", primitives);
    meshes.add(mesh);
    nodes.get(node).put("mesh", meshes.size() - 1);
    if (skin != null) {
      nodes.get(node).put("skin", skin);
    }
  }

  /** A skin whose joints rest, unturned, at the given places. */
  int skin(String name, List<Integer> joints, List<Vec> rest) {
    ByteBuffer b = buffer(joints.size() * 64);
    for (Vec p : rest) {
      float[] m = {
        1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, (float) -p.x(), (float) -p.y(), (float) -p.z(), 1
      };
      for (float f : m) {
        b.putFloat(f == 0 ? 0 : f);
      }
    }
    Map<String, Object> skin = new LinkedHashMap<>();
    skin.put("name", name);
    skin.put("inverseBindMatrices", accessor(view(b, null), 5126, "MAT4", joints.size()));
    skin.put("joints", new ArrayList<Object>(joints));
    skins.add(skin);
    return skins.size() - 1;
  }

  private Map<String, Object> primitive(Mesh m, boolean skinned) {
    int n = m.vertices;
    Map<String, Object> attributes = new LinkedHashMap<>();
    ByteBuffer b = buffer(12 * n);
    for (int i = 0; i < 3 * n; i++) {
      b.putFloat(m.positions[i]);
    }
    int positions = accessor(view(b, 34962), 5126, "VEC3", n);
    bounds(positions, m);
    attributes.put("POSITION", positions);
    b = buffer(12 * n);
    for (int i = 0; i < 3 * n; i++) {
      b.putFloat(m.normals[i]);
    }
    attributes.put("NORMAL", accessor(view(b, 34962), 5126, "VEC3", n));
    if (m.material.equals(Finishes.SOLID)) {
      b = buffer(4 * n);
      for (int i = 0; i < 2 * n; i++) {
        b.putShort(unorm(m.uvs[i]));
      }
      int finish = accessor(view(b, 34962), 5123, "VEC2", n);
      of(accessors.get(finish)).put("normalized", true);
      attributes.put("TEXCOORD_0", finish);
    } else if (m.material.texture() != null) {
      b = buffer(8 * n);
      for (int i = 0; i < 2 * n; i++) {
        b.putFloat(m.uvs[i]);
      }
      attributes.put("TEXCOORD_0", accessor(view(b, 34962), 5126, "VEC2", n));
    }
    b = buffer(8 * n);
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < 3; k++) {
        b.putShort(unorm(Tone.seen(m.colours[3 * i + k], m.openness[i])));
      }
      b.putShort(m.material.equals(Finishes.CLEAR) ? unorm(m.uvs[2 * i]) : (short) 0xFFFF);
    }
    int colours = accessor(view(b, 34962), 5123, "VEC4", n);
    of(accessors.get(colours)).put("normalized", true);
    attributes.put("COLOR_0", colours);
    if (skinned) {
      skinning(m, attributes);
    }
    Map<String, Object> primitive = new LinkedHashMap<>();
    primitive.put("attributes", attributes);
    primitive.put("indices", indices(m));
    primitive.put("material", material(m.material));
    return primitive;
  }

  private void skinning(Mesh m, Map<String, Object> attributes) {
    int n = m.vertices;
    ByteBuffer joints = buffer(4 * n);
    ByteBuffer weights = buffer(16 * n);
    for (int i = 0; i < n; i++) {
      float second = m.weights[2 * i + 1];
      joints.put((byte) m.joints[2 * i]);
      joints.put((byte) (second > 0 ? m.joints[2 * i + 1] : 0));
      joints.putShort((short) 0);
      weights.putFloat(1 - second).putFloat(second).putFloat(0).putFloat(0);
    }
    attributes.put("JOINTS_0", accessor(view(joints, 34962), 5121, "VEC4", n));
    attributes.put("WEIGHTS_0", accessor(view(weights, 34962), 5126, "VEC4", n));
  }

  private int indices(Mesh m) {
    boolean small = m.vertices < 65535;
    ByteBuffer b = buffer((small ? 2 : 4) * m.corners);
    for (int i = 0; i < m.corners; i++) {
      if (small) {
        b.putShort((short) m.indices[i]);
      } else {
        b.putInt(m.indices[i]);
      }
    }
    return accessor(view(b, 34963), small ? 5123 : 5125, "SCALAR", m.corners);
  }

  private void bounds(int accessor, Mesh m) {
    float[] lo = {Float.MAX_VALUE, Float.MAX_VALUE, Float.MAX_VALUE};
    float[] hi = {-Float.MAX_VALUE, -Float.MAX_VALUE, -Float.MAX_VALUE};
    for (int i = 0; i < 3 * m.vertices; i++) {
      lo[i % 3] = Math.min(lo[i % 3], m.positions[i]);
      hi[i % 3] = Math.max(hi[i % 3], m.positions[i]);
    }
    of(accessors.get(accessor)).put("min", List.of(lo[0], lo[1], lo[2]));
    of(accessors.get(accessor)).put("max", List.of(hi[0], hi[1], hi[2]));
  }

  private int material(Material m) {
    return materialIds.computeIfAbsent(
        m,
        k -> {
          Map<String, Object> pbr = new LinkedHashMap<>();
          boolean clear = m.equals(Finishes.CLEAR);
          if ((m.alpha() < 1 && !clear) || m.tint() != 0xFFFFFF) {
            Paint tint = m.in(m.tint());
            pbr.put("baseColorFactor", List.of(tint.r(), tint.g(), tint.b(), m.alpha()));
          }
          if (m.texture() != null) {
            pbr.put("baseColorTexture", Map.of("index", texture(m.texture())));
          }
          boolean solid = m.equals(Finishes.SOLID);
          if (solid) {
            pbr.put(
                "metallicRoughnessTexture",
                Map.of("index", picture("finish", Finishes.surfacePng())));
          }
          pbr.put("metallicFactor", m.metallic());
          pbr.put("roughnessFactor", m.roughness());
          Map<String, Object> material = new LinkedHashMap<>();
          material.put("name", m.name());
          material.put("pbrMetallicRoughness", pbr);
          if (m.alpha() < 1) {
            material.put("alphaMode", "BLEND");
          }
          if (m.twoSided()) {
            material.put("doubleSided", true);
          }
          if (m.unlit()) {
            use("KHR_materials_unlit");
            material.put("extensions", Map.of("KHR_materials_unlit", Map.of()));
          } else if (m.glow() > 0) {
            material.put("emissiveFactor", List.of(1.0, 0.93, 0.82));
            if (solid) {
              material.put("emissiveTexture", Map.of("index", picture("glow", Finishes.glowPng())));
            }
            if (m.glow() > 1) {
              use("KHR_materials_emissive_strength");
              material.put(
                  "extensions",
                  Map.of("KHR_materials_emissive_strength", Map.of("emissiveStrength", m.glow())));
            }
          }
          materials.add(material);
          return materials.size() - 1;
        });
  }

  private int texture(Texture texture) {
    return textureIds.computeIfAbsent(
        texture, k -> picture(texture.name().toLowerCase(Locale.ROOT), texture.png()));
  }

  private int picture(String name, byte[] png) {
    Map<String, Object> image = new LinkedHashMap<>();
    image.put("name", name);
    image.put("bufferView", view(buffer(png.length).put(png), null));
    image.put("mimeType", "image/png");
    images.add(image);
    textures.add(Map.of("source", images.size() - 1));
    return textures.size() - 1;
  }

  private void use(String extension) {
    if (!extensions.contains(extension)) {
      extensions.add(extension);
    }
  }

  private static short unorm(double v) {
    return (short) Math.round(Math.clamp(v, 0, 1) * 65535);
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private int view(ByteBuffer bytes, @Nullable Integer target) {
    while (data.size() % 4 != 0) {
      data.write(0);
    }
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("buffer", 0);
    view.put("byteOffset", data.size());
    view.put("byteLength", bytes.capacity());
    if (target != null) {
      view.put("target", target);
    }
    byte[] copy = new byte[bytes.capacity()];
    bytes.get(0, copy);
    data.writeBytes(copy);
    views.add(view);
    return views.size() - 1;
  }

  private int accessor(int view, int componentType, String type, int count) {
    Map<String, Object> accessor = new LinkedHashMap<>();
    accessor.put("bufferView", view);
    accessor.put("componentType", componentType);
    accessor.put("count", count);
    accessor.put("type", type);
    accessors.add(accessor);
    return accessors.size() - 1;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> of(Object o) {
    return (Map<String, Object>) o;
  }

  byte[] bytes() {
    while (data.size() % 4 != 0) {
      data.write(0);
    }
    Map<String, Object> gltf = new LinkedHashMap<>();
    gltf.put("asset", Map.of("version", "2.0"));
    if (!extensions.isEmpty()) {
      gltf.put("extensionsUsed", extensions);
    }
    if (!lights.isEmpty()) {
      gltf.put("extensions", Map.of("KHR_lights_punctual", Map.of("lights", lights)));
    }
    gltf.put("scene", 0);
    gltf.put("scenes", List.of(Map.of("nodes", roots)));
    gltf.put("nodes", nodes);
    putIfAny(gltf, "meshes", meshes);
    putIfAny(gltf, "skins", skins);
    putIfAny(gltf, "materials", materials);
    putIfAny(gltf, "textures", textures);
    putIfAny(gltf, "images", images);
    putIfAny(gltf, "accessors", accessors);
    putIfAny(gltf, "bufferViews", views);
    if (data.size() > 0) {
      gltf.put("buffers", List.of(Map.of("byteLength", data.size())));
    }
    byte[] json = Json.write(gltf).getBytes(StandardCharsets.UTF_8);
    int jsonLength = (json.length + 3) / 4 * 4;
    int length = 20 + jsonLength + (data.size() > 0 ? 8 + data.size() : 0);
    byte[] file = new byte[length];
    ByteBuffer out = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0x46546C67).putInt(2).putInt(length).putInt(jsonLength).putInt(0x4E4F534A).put(json);
    for (int i = json.length; i < jsonLength; i++) {
      out.put((byte) ' ');
    }
    if (data.size() > 0) {
      out.putInt(data.size()).putInt(0x004E4942).put(data.toByteArray());
    }
    return file;
  }

  private static void putIfAny(Map<String, Object> gltf, String key, List<?> list) {
    if (!list.isEmpty()) {
      gltf.put(key, list);
    }
  }
}
