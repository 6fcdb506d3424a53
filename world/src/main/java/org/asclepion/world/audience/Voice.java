package org.asclepion.world.audience;

/**
 * Somebody of the room beyond an aperture who can be heard at it.
 *
 * @param participant who
 * @param staff whether theirs is a staff role
 * @param metres from them to the aperture, rounded up to {@link #GRID}
 */
public record Voice(long participant, boolean staff, double metres) {
  /** The steps of {@link #metres}: finer ones would be news for every step somebody makes. */
  public static final double GRID = 0.5;
}
