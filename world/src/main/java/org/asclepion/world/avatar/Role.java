package org.asclepion.world.avatar;

/** What a participant is here as. Decides admission, dress and membership of the staff scope. */
public enum Role {
  PATIENT(false),
  DOCTOR(true),
  NURSE(true),
  SPECIALIST(true),
  GUEST(false),
  TRAINEE(false),
  STAFF(true),
  AGENT(false),
  ROBOT(false);

  private final boolean staff;

  Role(boolean staff) {
    this.staff = staff;
  }

  /** Whether members of this role are in a room's staff scope; every other role is a visitor. */
  public boolean isStaff() {
    return staff;
  }
}
