package org.asclepion.host.isolation;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.asclepion.protocol.v1.Appearance;
import org.asclepion.world.avatar.Role;

/**
 * Somebody a test sends in: what the test knows of them, and where the journal says they were.
 * Immutable but for {@link #stays}, which a tick thread appends to.
 *
 * @param colour with role and variant unlike anybody else's, so that a body tells whose it is
 */
record Person(
    int number,
    Role role,
    Tokens.Token name,
    int colour,
    int variant,
    String visit,
    String startRoom,
    List<Stay> stays) {

  Person(
      int number,
      Role role,
      Tokens.Token name,
      int colour,
      int variant,
      String visit,
      String startRoom) {
    this(number, role, name, colour, variant, visit, startRoom, new CopyOnWriteArrayList<>());
  }

  /** All of it from colour and variant, so that every choice tells whose it is. */
  Appearance looks() {
    return Appearance.newBuilder()
        .setColour(colour)
        .setVariant(variant)
        .setSkin(1 + variant)
        .setHair(1 + variant)
        .setHairColour(1 + colour % 10)
        .setGlassesValue(colour % 3)
        .setHeadCoverValue(colour % 4)
        .setBeardValue(variant % 4)
        .setBuildValue(variant % 3)
        .setHeightValue(colour % 3)
        .setWheelchair(variant % 2 == 1)
        .build();
  }

  boolean isStaff() {
    return switch (role) {
      case DOCTOR, NURSE, SPECIALIST, STAFF -> true;
      case PATIENT, GUEST, TRAINEE, AGENT, ROBOT -> false;
    };
  }

  String displayName() {
    return name.text();
  }

  /** Whether the person was in that instance at some time from {@code nanos} on. */
  boolean wasIn(org.asclepion.host.room.RoomKey key, long sinceNanos) {
    for (Stay stay : stays) {
      if (stay.key.equals(key) && stay.leaveNanos >= sinceNanos) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Person it && it.number == number;
  }

  @Override
  public int hashCode() {
    return number;
  }

  @Override
  public String toString() {
    return role + "-" + number;
  }
}
