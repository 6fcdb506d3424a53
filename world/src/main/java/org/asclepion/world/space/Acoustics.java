package org.asclepion.world.space;

import org.jspecify.annotations.Nullable;

/**
 * How a room carries sound, as declared.
 *
 * @param hearingMetres how far a voice carries, {@link #MIN_HEARING} to {@link #MAX_HEARING}
 * @param voices how many voices one hears at once, the loudest, 1 to {@link #MAX_VOICES}
 * @param reverbSeconds how long a sound takes to die away, 0 to {@link #MAX_REVERB}; for clients
 * @param presenter where one stands to be heard and seen by the whole room, or null
 */
public record Acoustics(
    double hearingMetres, int voices, double reverbSeconds, @Nullable Stand presenter) {
  public static final double MIN_HEARING = 1;
  public static final double MAX_HEARING = 60;
  public static final int MAX_VOICES = 12;
  public static final double MAX_REVERB = 10;

  /** What holds where nothing is said: an ordinary room. */
  public static final Acoustics ORDINARY = new Acoustics(12, 6, 0.5, null);

  /** A place on the floor; whoever's root is within its radius (metres) stands there. */
  public record Stand(double x, double z, double radius) {
    public boolean holds(double px, double pz) {
      double dx = px - x;
      double dz = pz - z;
      return dx * dx + dz * dz <= radius * radius;
    }
  }
}
