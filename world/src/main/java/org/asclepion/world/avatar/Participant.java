package org.asclepion.world.avatar;

/**
 * Who a body belongs to, as the room needs to know it.
 *
 * @param id unique while the server lives, never sent to other clients
 * @param displayName 1 to 40 characters, shown in scopes that may know it
 * @param appearance shown wherever the body is
 */
public record Participant(long id, Role role, String displayName, Appearance appearance) {
  public Participant(long id, Role role, String displayName, int colour, int variant) {
    this(id, role, displayName, Appearance.of(colour, variant));
  }
}
