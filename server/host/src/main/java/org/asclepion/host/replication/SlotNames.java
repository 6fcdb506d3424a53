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
 * What cannot be named yet is told as soon as it can be; until then the slot is not mentioned. A
 * device's picture goes by the device's label, and only to those in the room where it is shown.
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

  /** Whether somebody here was told of a display and has yet to be told that it is gone. */
  private boolean displayed;

  SlotNames(Room room, List<ScopeStream> streams, WindowsOut windows, Reception reception) {
    this.room = room;
    this.streams = streams;
    this.windows = windows;
    this.reception = reception;
  }

  /** Tells each member what is new to it; costs nothing where nobody has slots. */
  void tell(List<GreetedOutbox> outboxes) {
    if (reception.isEmpty() && !displayed) {
      return;
    }
    displayed = false;
    for (int i = 0; i < outboxes.size(); i++) {
      tell(outboxes.get(i));
    }
  }

  private void tell(GreetedOutbox outbox) {
    List<Held> has = reception.of(outbox.participant());
    List<String> displays = reception.displays(outbox.participant());
    SlotsTold told = outbox.slotsTold;
    boolean displayedTo = !displays.isEmpty() || (told != null && !told.displays.isEmpty());
    displayed |= displayedTo;
    if (has == null && !displayedTo) {
      return;
    }
    List<Held> held = has == null ? List.of() : has;
    used = 0;
    Row row = room.audience().of(outbox.participant());
    for (int i = 0; i < held.size() && row != null; i++) {
      name(i, held.get(i), row, outbox.participant());
    }
    if (told == null
        ? held.isEmpty() && displays.isEmpty()
        : told.says(held, names, used, displays)) {
      return;
    }
    int[] now = Arrays.copyOf(names, used);
    ByteBuf frame = Frames.mediaSlots(held, now, displays);
    if (outbox.offer(frame)) {
      outbox.slotsTold = new SlotsTold(held, now, displays);
    }
    frame.release();
  }

  private void name(int index, Held held, Row row, long receiver) {
    Reception.Shown device = held.device();
    if (device != null) {
      if (reception.standsIn(receiver, device.room())) {
        add(index, 0, 0, 0);
      }
      return;
    }
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
    private final List<String> displays;

    SlotsTold(List<Held> held, int[] names, List<String> displays) {
      this.held = held;
      this.names = names;
      this.displays = displays;
    }

    boolean says(List<Held> now, int[] numbers, int used, List<String> displayed) {
      return held.equals(now)
          && Arrays.equals(names, 0, names.length, numbers, 0, used)
          && displays.equals(displayed);
    }
  }
}
