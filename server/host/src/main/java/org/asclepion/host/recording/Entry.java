package org.asclepion.host.recording;

import java.util.List;
import org.asclepion.world.intent.Intent;

/** What a recording says, one thing after the other. Immutable. */
public sealed interface Entry {
  /**
   * The room made a step.
   *
   * @param intents in the order in which they were applied
   */
  record Step(int tick, List<Intent> intents) implements Entry {}

  /** The state's hash after the steps so far. */
  record Hash(long value) implements Entry {}

  /** Nothing follows. */
  record End(Ending ending) implements Entry {}
}
