package org.asclepion.host.replication;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.asclepion.host.room.Reception;
import org.asclepion.host.room.Reception.Held;
import org.asclepion.host.room.Replicator.Clock;
import org.asclepion.protocol.v1.Chat;
import org.asclepion.protocol.v1.DoorRefused;
import org.asclepion.protocol.v1.Event;
import org.asclepion.protocol.v1.Handshake;
import org.asclepion.protocol.v1.MediaDevice;
import org.asclepion.protocol.v1.MediaNotice;
import org.asclepion.protocol.v1.MediaSlot;
import org.asclepion.protocol.v1.MediaSlots;
import org.asclepion.protocol.v1.MediaSource;
import org.asclepion.protocol.v1.Refusal;
import org.asclepion.protocol.v1.RoomEntered;
import org.asclepion.protocol.v1.ScopeClosed;
import org.asclepion.protocol.v1.ScopeKind;
import org.asclepion.protocol.v1.ScopeOpened;
import org.asclepion.protocol.v1.SendPhase;
import org.asclepion.protocol.v1.ServerFrame;
import org.asclepion.world.intent.Refused;
import org.asclepion.world.room.Scope;
import org.asclepion.world.space.RoomTemplate;

/** The small frames around keyframes and deltas, encoded. Static and pure. */
final class Frames {
  private Frames() {}

  static ByteBuf encode(ServerFrame.Builder frame) {
    return Unpooled.wrappedBuffer(frame.build().toByteArray());
  }

  static ByteBuf roomEntered(RoomTemplate template, int slot) {
    return encode(
        ServerFrame.newBuilder()
            .setRoomEntered(
                RoomEntered.newBuilder()
                    .setTemplate(template.index())
                    .setSlot(slot)
                    .setTickHz(template.tickHz())));
  }

  static ByteBuf sendPhase(Clock clock, int everyTicks, int leadNanos) {
    return encode(
        ServerFrame.newBuilder()
            .setSendPhase(
                SendPhase.newBuilder()
                    .setBaseNanos(clock.epochNanos())
                    .setPeriodNanos(everyTicks * clock.periodNanos())
                    .setLeadNanos(leadNanos)));
  }

  /**
   * @param farTicks in halls, ticks between two updates of a far body; 0 where poses travel in the
   *     stream itself
   */
  static ByteBuf scopeOpened(int number, Scope scope, int template, int farTicks) {
    return encode(
        ServerFrame.newBuilder()
            .setScopeOpened(
                ScopeOpened.newBuilder()
                    .setScope(message(number, scope))
                    .setTemplate(template)
                    .setFarTicks(farTicks)));
  }

  static ByteBuf scopeClosed(int number) {
    return encode(
        ServerFrame.newBuilder().setScopeClosed(ScopeClosed.newBuilder().setScope(number)));
  }

  static ByteBuf refusal(int sequence, Refused reason) {
    return encode(
        ServerFrame.newBuilder()
            .setRefusal(Refusal.newBuilder().setSequence(sequence).setReason(reason(reason))));
  }

  static ByteBuf chat(int scopeNumber, int slot, String text) {
    return encode(
        ServerFrame.newBuilder()
            .setEvent(
                Event.newBuilder()
                    .setScope(scopeNumber)
                    .setChat(Chat.newBuilder().setSlot(slot).setText(text))));
  }

  static ByteBuf doorRefused(int scopeNumber, int aperture, Refused reason) {
    return encode(
        ServerFrame.newBuilder()
            .setEvent(
                Event.newBuilder()
                    .setScope(scopeNumber)
                    .setDoorRefused(
                        DoorRefused.newBuilder()
                            .setAperture(aperture)
                            .setReason(reason(reason).getNumber()))));
  }

  static ByteBuf handshake(int scopeNumber, int otherSlot) {
    return encode(
        ServerFrame.newBuilder()
            .setEvent(
                Event.newBuilder()
                    .setScope(scopeNumber)
                    .setHandshake(Handshake.newBuilder().setSlot(otherSlot))));
  }

  /**
   * Who is in the slots.
   *
   * @param names of those that can be named: index, scope, body's slot, aperture + 1
   */
  static ByteBuf mediaSlots(List<Held> held, int[] names, List<String> displays) {
    MediaSlots.Builder slots = MediaSlots.newBuilder().addAllDisplays(displays);
    for (int i = 0; i < names.length; i += 4) {
      Held slot = held.get(names[i]);
      MediaSlot.Builder told =
          MediaSlot.newBuilder()
              .setMid(slot.mid())
              .setSource(source(slot.source()))
              .setScope(names[i + 1])
              .setSlot(names[i + 2])
              .setAperturePlusOne(names[i + 3]);
      Reception.Shown device = slot.device();
      if (device != null) {
        told.setDevice(MediaDevice.newBuilder().setLabel(device.label()).setBoard(device.board()));
      }
      slots.addSlots(told);
    }
    return encode(ServerFrame.newBuilder().setMedia(MediaNotice.newBuilder().setSlots(slots)));
  }

  private static MediaSource source(Reception.Source source) {
    return switch (source) {
      case MICROPHONE -> MediaSource.MEDIA_SOURCE_MICROPHONE;
      case CAMERA -> MediaSource.MEDIA_SOURCE_CAMERA;
      case SCREEN -> MediaSource.MEDIA_SOURCE_SCREEN;
    };
  }

  static Refusal.Reason reason(Refused reason) {
    return Refusal.Reason.valueOf("REASON_" + reason.name());
  }

  private static org.asclepion.protocol.v1.Scope message(int number, Scope scope) {
    var message = org.asclepion.protocol.v1.Scope.newBuilder().setNumber(number);
    switch (scope) {
      case Scope.Everyone everyone -> message.setKind(ScopeKind.SCOPE_KIND_ROOM);
      case Scope.Staff staff -> message.setKind(ScopeKind.SCOPE_KIND_STAFF);
      case Scope.Visitors visitors -> message.setKind(ScopeKind.SCOPE_KIND_VISITORS);
      case Scope.Person person ->
          message.setKind(ScopeKind.SCOPE_KIND_PERSON).setSubject(person.slot());
      case Scope.Side side -> message.setKind(ScopeKind.SCOPE_KIND_SIDE).setSubject(side.talk());
      case Scope.Window window ->
          message.setKind(ScopeKind.SCOPE_KIND_WINDOW).setSubject(window.aperture());
    }
    return message.build();
  }
}
