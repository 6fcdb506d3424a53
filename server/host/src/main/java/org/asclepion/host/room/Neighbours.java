package org.asclepion.host.room;

import org.jspecify.annotations.Nullable;

/** The rooms around one room. Any thread. */
public interface Neighbours {
  /**
   * The mailbox of the instance beyond an aperture that shares it with this room, making the
   * instance when it is not running yet. Null when they share nothing: a door from the corridor to
   * a visit's room leads each visitor elsewhere.
   */
  @Nullable Mailbox beyond(int aperture);

  /**
   * The mailbox of the instance that may be seen through an aperture. Besides the shared ones, a
   * visit's room may overlook a room for all (a garden), of which there is only one.
   */
  @Nullable Mailbox overlooked(int aperture);
}
