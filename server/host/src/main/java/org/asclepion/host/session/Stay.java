package org.asclepion.host.session;

import org.jspecify.annotations.Nullable;

/** A person's session, as far as others than its own connections may touch it. Any thread. */
public interface Stay {
  /** As whom the person came in. */
  Admission admission();

  /**
   * Makes a token with which another device takes this session up, body, place and all; the device
   * that has it now is fenced at that moment and not before. An older such token dies. Null when
   * the session is over.
   */
  @Nullable String handOver();
}
