package org.asclepion.world.audience;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may hear and see whom in one room, as of one step. Immutable; any thread may read it.
 *
 * <p>No edge, no packet: what is not here is not allowed. An edge within the room stands by itself.
 * One through an aperture ({@link Row#heardThrough} ≥ 0) needs both rooms: the listener's audience
 * has it, and the speaker's {@linkplain #letsOut lets it out}. So each room can revoke it alone, at
 * once, and a message between them that comes late can do no harm.
 */
public final class Audience {
  /** Of a room nobody is in. */
  public static final Audience NOBODY = new Audience(0, new long[0], new Row[0], List.of());

  private final int version;
  private final long[] participants;
  private final Row[] rows;
  private final List<Overheard> out;

  /** Takes the arrays over. */
  Audience(int version, long[] participants, Row[] rows, List<Overheard> out) {
    this.version = version;
    this.participants = participants;
    this.rows = rows;
    this.out = List.copyOf(out);
  }

  /** The tick as of which this holds. */
  public int version() {
    return version;
  }

  /** How many participants are in the room. */
  public int size() {
    return participants.length;
  }

  /** The n-th participant, in ascending order. */
  public long participant(int n) {
    return participants[n];
  }

  /** What the n-th participant may hear and see. */
  public Row row(int n) {
    return rows[n];
  }

  /** What a participant may hear and see; null for who is not in the room. */
  public @Nullable Row of(long participant) {
    int n = Arrays.binarySearch(participants, participant);
    return n < 0 ? null : rows[n];
  }

  /** The same, and {@link Row#NOTHING} for who is not in the room. */
  Row rowOf(long participant) {
    Row row = of(participant);
    return row == null ? Row.NOTHING : row;
  }

  /** Whether this room allows that edge; see above for those through apertures. */
  public boolean hears(long listener, long speaker) {
    return rowOf(listener).findHeard(speaker) >= 0;
  }

  public boolean sees(long viewer, long subject) {
    return rowOf(viewer).findSeen(subject) >= 0;
  }

  /** Whether the voice of somebody here may be heard beyond an aperture. */
  public boolean letsOut(int aperture, long speaker) {
    Overheard through = through(aperture);
    return through != null && through.has(speaker);
  }

  /** Who can be heard through an aperture; null when nobody can. */
  public @Nullable Overheard through(int aperture) {
    for (int i = 0; i < out.size(); i++) {
      if (out.get(i).aperture() == aperture) {
        return out.get(i);
      }
    }
    return null;
  }

  long[] ids() {
    return participants;
  }

  Row[] rows() {
    return rows;
  }

  /** The apertures through which somebody can be heard. */
  public List<Overheard> out() {
    return out;
  }
}
