package org.asclepion.host.session;

import org.asclepion.protocol.v1.MediaRequest;
import org.asclepion.protocol.v1.Refusal;
import org.asclepion.protocol.v1.ServerFrame;

/**
 * Where sessions bring what they are asked about sound and pictures. Called on event loops and by
 * whoever ends a session; implementations do not wait.
 */
public interface MediaDesk {
  /** The way back to one session's client, on whatever connection it has. Any thread. */
  interface Line {
    /** Sends a frame; lost when there is no connection at the moment, or when it is full. */
    void send(ServerFrame.Builder frame);

    default void refuse(int sequence, Refusal.Reason reason) {
      send(
          ServerFrame.newBuilder()
              .setRefusal(Refusal.newBuilder().setSequence(sequence).setReason(reason)));
    }
  }

  /**
   * A client asks for something.
   *
   * @param answer to the connection it came by
   * @param line to the session, for as long as it lasts
   * @param sequence of the frame
   */
  void request(long participant, Line answer, Line line, int sequence, MediaRequest request);

  /** A client opened or closed its microphone. */
  void microphone(long participant, Line line, boolean open);

  /** A session has no connection: nothing goes to it or comes from it until it is back. */
  void away(long participant);

  /**
   * A session has a connection, the first or another one.
   *
   * @param answer to that connection, which no room knows yet
   * @param line to the session, for as long as it lasts
   */
  void back(long participant, Line answer, Line line);

  /** A session is over. */
  void over(long participant);

  /** The desk of a server without sound and pictures. */
  static MediaDesk none() {
    return new NoMedia();
  }
}
