package org.asclepion.content.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.asclepion.world.avatar.Appearance;
import org.asclepion.world.avatar.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AvatarTest {
  /** With the heaviest head there is; with usual hair and glasses it is about 12,000. */
  private static final int MOST_NEAR = 15_000;

  private static final int MOST_FAR = 4_800;
  private static final byte[] WARDROBE_FILE = Wardrobe.file();
  private static final Map<String, Integer> WARDROBE = triangles(WARDROBE_FILE);

  private static JsonNode json(byte[] glb) {
    int length = ByteBuffer.wrap(glb).order(ByteOrder.LITTLE_ENDIAN).getInt(12);
    try {
      return new ObjectMapper().readTree(new String(glb, 20, length, StandardCharsets.UTF_8));
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Triangles by the name of the mesh. */
  private static Map<String, Integer> triangles(byte[] glb) {
    JsonNode json = json(glb);
    Map<String, Integer> found = new HashMap<>();
    for (JsonNode mesh : json.get("meshes")) {
      int sum = 0;
      for (JsonNode primitive : mesh.get("primitives")) {
        sum +=
            json.get("accessors").get(primitive.get("indices").intValue()).get("count").intValue();
      }
      found.put(mesh.get("name").textValue(), sum / 3);
    }
    return found;
  }

  private static List<String> joints(byte[] glb) {
    JsonNode json = json(glb);
    List<String> names = new ArrayList<>();
    for (JsonNode joint : json.get("skins").get(0).get("joints")) {
      names.add(json.get("nodes").get(joint.intValue()).get("name").textValue());
    }
    return names;
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void everyRoleHasTheJointsThatClientsPoseInTheOrderOfTheWardrobe(Role role) {
    byte[] glb = AvatarModel.of(role);
    assertEquals(new Skeleton().joints.stream().map(Skeleton.Joint::name).toList(), joints(glb));
    assertEquals(joints(WARDROBE_FILE), joints(glb));
    boolean person = role != Role.AGENT && role != Role.ROBOT;
    String text = json(glb).get("materials").toString();
    assertEquals(person, text.contains("\"name\":\"skin\""), "skin");
    assertTrue(text.contains("\"name\":\"accent\""), "accent");
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void nobodyCostsMoreThanABodyMay(Role role) {
    Map<String, Integer> body = triangles(AvatarModel.of(role));
    boolean person = role != Role.AGENT && role != Role.ROBOT;
    int near = body.getOrDefault("body", MOST_NEAR) + (person ? heaviest("") : 0);
    int far = body.getOrDefault("body-far", MOST_FAR) + (person ? heaviest("-far") : 0);
    assertTrue(near <= MOST_NEAR, role + " has " + near + " triangles near by");
    assertTrue(far <= MOST_FAR, role + " has " + far + " triangles from afar");
  }

  /** The heaviest head one may choose: hair or cover, with glasses and a beard. */
  private static int heaviest(String suffix) {
    return Math.max(most("hair-", suffix), most("cover-", suffix))
        + most("glasses-", suffix)
        + most("beard-", suffix);
  }

  private static int most(String kind, String suffix) {
    int most = 0;
    for (int k = 1; k < 9; k++) {
      most = Math.max(most, WARDROBE.getOrDefault(kind + k + suffix, 0));
    }
    return most;
  }

  @Test
  void whatCanBeChosenCanBeWorn() {
    Map<String, String> kinds =
        Map.of("glasses", "glasses-", "headCover", "cover-", "beard", "beard-");
    for (Appearance.Choice choice : Appearance.CHOICES) {
      String kind = kinds.get(choice.name());
      for (int k = 1; kind != null && k <= choice.max(); k++) {
        assertTrue(WARDROBE.containsKey(kind + k), kind + k);
        assertTrue(WARDROBE.containsKey(kind + k + "-far"), kind + k);
      }
    }
    // The last of the hair styles is none.
    for (int k = Hair.SIDE_PARTING; k <= Hair.PONYTAIL; k++) {
      assertTrue(WARDROBE.containsKey("hair-" + k), "hair " + k);
    }
    assertTrue(WARDROBE.containsKey("wheelchair"));
  }

  @Test
  void theFigureHasNoFaceAndNoSkin() {
    assertTrue(!json(AvatarModel.figure()).get("materials").toString().contains("skin"));
  }

  @Test
  void theSameRoleHasTheSameBytes() {
    assertArrayEquals(AvatarModel.of(Role.NURSE), AvatarModel.of(Role.NURSE));
    assertArrayEquals(WARDROBE_FILE, Wardrobe.file());
  }
}
