package org.asclepion.sdk;

import java.time.Duration;
import java.util.List;
import org.asclepion.protocol.v1.Chat;
import org.asclepion.protocol.v1.Component;
import org.asclepion.protocol.v1.DoorRefused;
import org.asclepion.protocol.v1.MediaNotice;
import org.asclepion.protocol.v1.Refusal;
import org.asclepion.protocol.v1.Removal;
import org.asclepion.protocol.v1.Scope;

/** One thing that happened to a client. What it refers to is valid on the client's loop. */
public sealed interface ClientEvent {
  /** The server let us in; {@code resumed}: as the one we were before the connection was lost. */
  record Welcomed(boolean resumed, String hospitalFile) implements ClientEvent {}

  /** Our body is in this room now, and everything of the room before is gone. */
  record EnteredRoom(int template, int slot, int tickHz) implements ClientEvent {}

  record StreamOpened(ScopeStream stream) implements ClientEvent {}

  /**
   * A stream's state is a newer one.
   *
   * @param keyframe whether all of it is new; then {@code changed} is everything there is
   */
  record StreamChanged(
      ScopeStream stream, boolean keyframe, List<Component> changed, List<Removal> removed)
      implements ClientEvent {}

  /** Everything the stream held is to be forgotten. */
  record StreamClosed(ScopeStream stream) implements ClientEvent {}

  record ChatHeard(Scope scope, Chat chat) implements ClientEvent {}

  record DoorShut(DoorRefused refusal) implements ClientEvent {}

  /** We shook hands with the person in this slot. */
  record HandShaken(int slot) implements ClientEvent {}

  /** An intent was not granted; the sequence is what the method that sent it returned. */
  record Refused(int sequence, Refusal.Reason reason) implements ClientEvent {}

  /** What the server says of sound and pictures; the SDK itself carries neither. */
  record MediaNoticed(MediaNotice notice) implements ClientEvent {}

  /** The connection is lost; the next attempt to resume comes {@code in} a while. */
  record ConnectionLost(String why, Duration in) implements ClientEvent {}

  /** It is over; the last event. */
  record Ended(End end, String detail) implements ClientEvent {}

  /** Why it is over. */
  enum End {
    /** We left, or closed the client. */
    LEFT,
    /** The server said goodbye: it stops, we were idle, or another connection took over. */
    GOODBYE,
    /** No ticket was to be had. */
    NO_TICKET,
    /** The server named a fault. */
    REFUSED,
    /** The server sent what the protocol does not know. */
    BAD_SERVER,
    /** There was no connection, or it stayed lost for too long. */
    UNREACHABLE
  }
}
