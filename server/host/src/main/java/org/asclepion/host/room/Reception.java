package org.asclepion.host.room;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom participants hear and see at the moment, slot by slot. Whoever carries sound and pictures
 * writes it, rooms' owner threads read it and tell each participant in its own terms: so nobody is
 * named to somebody who may not perceive them. Any thread.
 */
public interface Reception {
  /** What a slot can carry. */
  enum Source {
    MICROPHONE,
    CAMERA,
    SCREEN
  }

  /**
   * A slot that is taken.
   *
   * @param mid the slot's name in the receiver's session description
   * @param sender whose source is in it
   */
  record Held(String mid, Source source, long sender) {}

  /** Nobody hears or sees anybody. */
  Reception NONE =
      new Reception() {
        @Override
        public boolean isEmpty() {
          return true;
        }

        @Override
        public @Nullable List<Held> of(long participant) {
          return null;
        }

        @Override
        public int slotOf(long participant) {
          return -1;
        }
      };

  /** Whether nobody in the whole server has slots, so that nobody need be asked for. */
  boolean isEmpty();

  /** The slots of a participant that are taken; null for who has no slots at all. Immutable. */
  @Nullable List<Held> of(long participant);

  /** The slot of a participant's body in the room where it is now, or -1. */
  int slotOf(long participant);
}
