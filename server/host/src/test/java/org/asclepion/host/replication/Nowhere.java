package org.asclepion.host.replication;

import org.asclepion.host.room.Mailbox;
import org.asclepion.host.room.Neighbours;
import org.jspecify.annotations.Nullable;

/** A room with nothing behind its openings. */
final class Nowhere implements Neighbours {
  @Override
  public @Nullable Mailbox beyond(int aperture) {
    return null;
  }

  @Override
  public @Nullable Mailbox overlooked(int aperture) {
    return null;
  }
}
