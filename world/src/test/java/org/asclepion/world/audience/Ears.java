package org.asclepion.world.audience;

/** What tests may know of an attendee: where it was taken to be, last. */
public final class Ears {
  private Ears() {}

  public static double x(Attendee who) {
    return who.x;
  }

  public static double z(Attendee who) {
    return who.z;
  }
}
