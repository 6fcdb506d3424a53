package org.asclepion.content.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.asclepion.world.avatar.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AvatarTest {
  private static String json(byte[] glb) {
    int length = ByteBuffer.wrap(glb).order(ByteOrder.LITTLE_ENDIAN).getInt(12);
    return new String(glb, 20, length, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void everyRoleHasTheJointsThatClientsPose(Role role) {
    String json = json(AvatarModel.of(role));
    for (Skeleton.Joint joint : new Skeleton().joints) {
      assertTrue(json.contains("\"name\":\"" + joint.name() + "\""), joint.name());
    }
    boolean person = role != Role.AGENT && role != Role.ROBOT;
    assertTrue(json.contains("\"name\":\"hair-3\"") == person, "hair");
    assertTrue(json.contains("\"name\":\"skin\"") == person, "skin");
    assertTrue(json.contains("\"name\":\"accent\""), "accent");
  }

  @Test
  void theFigureHasNoFaceAndNoHair() {
    String json = json(AvatarModel.figure());
    assertTrue(!json.contains("hair-0") && !json.contains("\"name\":\"skin\""));
  }

  @Test
  void theSameRoleHasTheSameBytes() {
    assertArrayEquals(AvatarModel.of(Role.NURSE), AvatarModel.of(Role.NURSE));
  }
}
