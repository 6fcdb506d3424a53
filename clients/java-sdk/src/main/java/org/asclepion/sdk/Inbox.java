package org.asclepion.sdk;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.asclepion.protocol.v1.ClockPong;
import org.asclepion.protocol.v1.Delta;
import org.asclepion.protocol.v1.Event;
import org.asclepion.protocol.v1.HallPoses;
import org.asclepion.protocol.v1.Keyframe;
import org.asclepion.protocol.v1.RoomEntered;
import org.asclepion.protocol.v1.ScopeOpened;
import org.asclepion.protocol.v1.ServerFrame;
import org.asclepion.sdk.ClientEvent.End;
import org.asclepion.sdk.ScopeStream.Applied;
import org.jspecify.annotations.Nullable;

/** Takes the server's frames to where they belong. Owned by the client's loop. */
final class Inbox {
  private final HospitalClient client;
  private final Map<ScopeStream, Playout> playouts = new HashMap<>();
  private final HotDelta hot = new HotDelta();

  Inbox(HospitalClient client) {
    this.client = client;
  }

  @Nullable Playout playout(ScopeStream stream) {
    return playouts.get(stream);
  }

  void forget() {
    playouts.clear();
  }

  void frame(IncomingFrame frame) throws InvalidProtocolBufferException {
    if (client.state() == ClientState.LIVE && hot.read(frame.bytes(), frame.length())) {
      poses();
    } else {
      frame(ServerFrame.parser().parseFrom(frame.bytes(), 0, frame.length()));
    }
  }

  private void poses() {
    ScopeStream stream = client.room().stream(hot.scope());
    if (stream != null) {
      switch (stream.apply(hot)) {
        case DONE -> changed(stream, stream.posesChanged());
        case OTHER_BASE, DAMAGED -> client.resync(stream);
      }
    }
  }

  private void frame(ServerFrame frame) {
    switch (frame.getMessageCase()) {
      case WELCOME -> client.welcome(frame.getWelcome());
      case ERROR -> client.refused(frame.getError());
      case GOODBYE -> client.end(End.GOODBYE, frame.getGoodbye().getReason().toString());
      default -> {
        if (client.state() == ClientState.LIVE) {
          live(frame);
        } else {
          client.end(End.BAD_SERVER, frame.getMessageCase() + " before the welcome");
        }
      }
    }
  }

  private void live(ServerFrame frame) {
    switch (frame.getMessageCase()) {
      case DELTA -> delta(frame.getDelta());
      case HALL_POSES -> hallPoses(frame.getHallPoses());
      case KEYFRAME -> keyframe(frame.getKeyframe());
      case EVENT -> event(frame.getEvent());
      case ROOM_ENTERED -> entered(frame.getRoomEntered());
      case SCOPE_OPENED -> opened(frame.getScopeOpened());
      case SCOPE_CLOSED -> closed(frame.getScopeClosed().getScope());
      case REFUSAL ->
          client.emit(
              new ClientEvent.Refused(
                  frame.getRefusal().getSequence(), frame.getRefusal().getReason()));
      case CLOCK_PONG -> pong(frame.getClockPong());
      case SEND_PHASE -> client.body().phase(frame.getSendPhase());
      case WELCOME, ERROR, GOODBYE -> throw new AssertionError("handled before");
      case MEDIA -> client.emit(new ClientEvent.MediaNoticed(frame.getMedia()));
      // A newer server's message: what we do not know we need not know.
      case MESSAGE_NOT_SET -> {}
    }
  }

  private void pong(ClockPong pong) {
    client
        .clock()
        .pong(pong.getClientTimeNanos(), pong.getServerTimeNanos(), client.loop().nanos());
  }

  private void entered(RoomEntered room) {
    client.room().entered(room);
    client.body().elsewhere();
    client.emit(new ClientEvent.EnteredRoom(room.getTemplate(), room.getSlot(), room.getTickHz()));
  }

  private void opened(ScopeOpened opened) {
    ScopeStream stream = client.room().opened(opened, client.options().lanes());
    if (stream == null) {
      client.end(End.BAD_SERVER, "more than " + RoomMirror.MAX_STREAMS + " streams");
      return;
    }
    if (client.options().smoothing()) {
      playouts.put(stream, new Playout(stream));
    }
    client.emit(new ClientEvent.StreamOpened(stream));
  }

  private void closed(int number) {
    ScopeStream stream = client.room().closed(number);
    if (stream != null) {
      playouts.remove(stream);
      client.emit(new ClientEvent.StreamClosed(stream));
    }
  }

  private void keyframe(Keyframe keyframe) {
    ScopeStream stream = client.room().stream(keyframe.getScope());
    if (stream != null) {
      if (stream.apply(keyframe) == Applied.DONE) {
        changed(
            stream,
            new ClientEvent.StreamChanged(stream, true, keyframe.getComponentsList(), List.of()));
      } else {
        client.end(End.BAD_SERVER, "a keyframe that cannot be read");
      }
    }
  }

  private void delta(Delta delta) {
    ScopeStream stream = client.room().stream(delta.getScope());
    if (stream != null) {
      switch (stream.apply(delta)) {
        case DONE ->
            changed(
                stream,
                new ClientEvent.StreamChanged(
                    stream, false, delta.getComponentsList(), delta.getRemovalsList()));
        case OTHER_BASE, DAMAGED -> client.resync(stream);
      }
    }
  }

  private void hallPoses(HallPoses told) {
    ScopeStream stream = client.room().stream(told.getScope());
    if (stream != null) {
      switch (stream.apply(told)) {
        case DONE -> {
          posed(stream);
          client.emit(stream.posesChanged());
        }
        case OTHER_BASE, DAMAGED -> client.resync(stream);
      }
    }
  }

  private void changed(ScopeStream stream, ClientEvent.StreamChanged event) {
    if (!stream.isHall()) {
      posed(stream);
    }
    client.emit(event);
  }

  /** A frame brought poses. */
  private void posed(ScopeStream stream) {
    Playout playout = playouts.get(stream);
    if (playout != null) {
      playout.changed(client.clock().serverNanos(client.loop().nanos()));
    }
    client.body().answered(stream);
  }

  private void event(Event event) {
    ScopeStream stream = client.room().stream(event.getScope());
    if (stream != null) {
      switch (event.getValueCase()) {
        case CHAT -> client.emit(new ClientEvent.ChatHeard(stream.scope(), event.getChat()));
        case DOOR_REFUSED -> client.emit(new ClientEvent.DoorShut(event.getDoorRefused()));
        case HANDSHAKE -> client.emit(new ClientEvent.HandShaken(event.getHandshake().getSlot()));
        case VALUE_NOT_SET -> {}
      }
    }
  }
}
