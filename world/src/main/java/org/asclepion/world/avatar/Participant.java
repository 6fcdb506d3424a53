package org.asclepion.world.avatar;

/**
 * Who a body belongs to, as the room needs to know it.
 *
 * @param id unique while the server lives, never sent to other clients
 * @param displayName 1 to 40 characters, shown in scopes that may know it
 * @param colour index into the avatar palette, 0 to 15
 * @param variant which body, 0 to 7
 */
public record Participant(long id, Role role, String displayName, int colour, int variant) {}
