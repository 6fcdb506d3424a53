package org.asclepion.host.replication;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.List;
import org.asclepion.host.room.Reception;
import org.asclepion.host.room.Reception.Held;
import org.asclepion.world.audience.Row;
import org.asclepion.world.room.Avatar;
import org.asclepion.world.room.Component;
import org.asclepion.world.room.Room;

/**
 * Tells one room's members who is in their media slots, each in the terms of the streams that are
 * open to it. Belongs to the room's owner thread.
 *
 * <p>A slot's sender is named only if the receiver's audience has the edge and one of the
 * receiver's own streams shows the sender's body, or by the aperture through which the voice comes.
 * What cannot be named yet is told as soon as it can be; until then the slot is not mentioned.
 */
final class SlotNames {
  /** Numbers for each slot: its place in the list, scope, body's slot, aperture + 1. */
  private static final int STRIDE = 4;

  private final Room room;
  private final List<ScopeStream> streams;
  private final WindowsOut windows;
  private final Reception reception;
  private int[] names = new int[STRIDE * 16];
  private int used;

  SlotNames(Room room, List<ScopeStream> streams, WindowsOut windows, Reception reception) {
    this.room = room;
    this.streams = streams;
    this.windows = windows;
    this.reception = reception;
  }

  /** Tells each member what is new to it; costs nothing where nobody has slots. */
  void tell(List<GreetedOutbox> outboxes) {
    if (reception.isEmpty()) {
      return;
    }
    for (int i = 0; i < outboxes.size(); i++) {
      tell(outboxes.get(i));
    }
  }

  private void tell(GreetedOutbox outbox) {
    List<Held> held = reception.of(outbox.participant());
    if (held == null) {
      return;
    }
    used = 0;
    Row row = room.audience().of(outbox.participant());
    for (int i = 0; i < held.size() && row != null; i++) {
      name(i, held.get(i), row, outbox.participant());
    }
    SlotsTold told = outbox.slotsTold;
    if (told == null ? held.isEmpty() : told.says(held, names, used)) {
      return;
    }
    int[] now = Arrays.copyOf(names, used);
    ByteBuf frame = Frames.mediaSlots(held, now);
    if (outbox.offer(frame)) {
      outbox.slotsTold = new SlotsTold(held, now);
    }
    frame.release();
  }

  private void name(int index, Held held, Row row, long receiver) {
    if (held.source() != Reception.Source.MICROPHONE) {
      if (row.findSeen(held.sender()) >= 0) {
        inRoom(index, held, receiver);
      }
      return;
    }
    int place = row.findHeard(held.sender());
    if (place < 0) {
      return;
    }
    int aperture = row.heardThrough(place);
    if (aperture < 0) {
      inRoom(index, held, receiver);
      return;
    }
    int scope = windows.openTo(aperture, receiver);
    int slot = reception.slotOf(held.sender());
    if (scope >= 0 && slot >= 0) {
      add(index, scope, slot, 0);
    } else {
      add(index, 0, 0, aperture + 1);
    }
  }

  private void inRoom(int index, Held held, long receiver) {
    Avatar body = room.avatar(held.sender());
    if (body == null) {
      return;
    }
    for (int i = 0; i < streams.size(); i++) {
      ScopeStream stream = streams.get(i);
      if (stream.isOpenTo(receiver)
          && room.components().has(stream.scope(), Component.Body.class, body.slot())) {
        add(index, stream.number(), body.slot(), 0);
        return;
      }
    }
  }

  private void add(int index, int scope, int slot, int aperturePlusOne) {
    if (used + STRIDE > names.length) {
      names = Arrays.copyOf(names, 2 * names.length);
    }
    names[used++] = index;
    names[used++] = scope;
    names[used++] = slot;
    names[used++] = aperturePlusOne;
  }

  /** What a member was told last. */
  static final class SlotsTold {
    private final List<Held> held;
    private final int[] names;

    SlotsTold(List<Held> held, int[] names) {
      this.held = held;
      this.names = names;
    }

    boolean says(List<Held> now, int[] numbers, int used) {
      return held.equals(now) && Arrays.equals(names, 0, names.length, numbers, 0, used);
    }
  }
}
