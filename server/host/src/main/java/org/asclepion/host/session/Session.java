package org.asclepion.host.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Objects;
import org.asclepion.host.room.Mailbox;
import org.asclepion.host.room.Outbox;
import org.asclepion.host.room.RoomMessage;
import org.asclepion.host.transport.Connection;
import org.asclepion.protocol.pose.PoseFormatException;
import org.asclepion.protocol.stroke.StrokeFormatException;
import org.asclepion.protocol.v1.ClientFrame;
import org.asclepion.protocol.v1.ClockPong;
import org.asclepion.protocol.v1.Error;
import org.asclepion.protocol.v1.Goodbye;
import org.asclepion.protocol.v1.Refusal;
import org.asclepion.protocol.v1.ServerFrame;
import org.asclepion.protocol.v1.Welcome;
import org.asclepion.world.intent.Intent;
import org.jspecify.annotations.Nullable;

/**
 * One person's stay, across rooms and connections. Event loops bring frames and closings, the owner
 * thread of the room the body is in uses it as {@link Outbox}; what both touch is guarded by {@code
 * this} or volatile.
 *
 * <p>A new connection is {@code pending} until the room has been told: only {@link #restart} makes
 * it {@code current}, so no frame of the old conversation can reach it.
 */
final class Session implements Outbox, MediaDesk.Line, Stay {
  /** Keyframes a client may ask for in a second. */
  private static final int RESYNCS_PER_SECOND = 4;

  private final Sessions sessions;
  private final long participant;
  private final Admission admission;
  private final IntentReader reader;

  private volatile @Nullable Connection current;
  private volatile @Nullable Mailbox room;
  private volatile boolean awaitsFirstFrame;

  // Guarded by this.
  private @Nullable Connection pending;
  private @Nullable String resumeToken;

  /**
   * The token the client showed last. It is still good until the client has shown, by any frame,
   * that the newer one reached it: on a bad line, several welcomes in a row may be lost.
   */
  private @Nullable String shownToken;

  /** What another device may show, until then on the clock of {@link System#nanoTime}. */
  private @Nullable String handOverToken;

  private long handOverUntilNanos;

  private Runnable cancelExpiry = () -> {};
  private boolean away;
  private boolean ended;

  // Event loop only.
  private long resyncSecond;
  private int resyncs;

  Session(Sessions sessions, long participant, Admission admission) {
    this.sessions = sessions;
    this.participant = participant;
    this.admission = admission;
    this.reader = new IntentReader(participant);
  }

  /**
   * Takes a connection as the newest one and fences the older; false when the session is over.
   *
   * @param shown the resume token by which it came, null for a first connection
   */
  synchronized boolean attach(Connection connection, @Nullable String shown) {
    boolean elsewhere = shown != null && shown.equals(handOverToken);
    boolean stale =
        elsewhere
            ? System.nanoTime() - handOverUntilNanos >= 0
            : shown != null && !shown.equals(resumeToken) && !shown.equals(shownToken);
    if (ended || stale) {
      return false;
    }
    Connection older = pending != null ? pending : current;
    current = null;
    pending = connection;
    cancelExpiry.run();
    away = false;
    forgetAllBut(shown);
    if (elsewhere) {
      handOverToken = null;
      // Nothing that the older device sends or hears goes on, whether it obeys the goodbye or not.
      sessions.media().over(participant);
    }
    shownToken = shown;
    awaitsFirstFrame = true;
    String token = sessions.newToken(this);
    resumeToken = token;
    send(connection, welcome(token, shown != null));
    if (older != null) {
      older.close(Goodbye.Reason.REASON_SUPERSEDED, 0);
    }
    Mailbox in = room;
    if (shown != null && in != null) {
      in.post(new RoomMessage.Reattach(participant));
    }
    sessions.media().back(participant, it -> send(connection, it), this);
    return true;
  }

  private ServerFrame.Builder welcome(String token, boolean resumed) {
    return ServerFrame.newBuilder()
        .setWelcome(
            Welcome.newBuilder()
                .setVersion(Greeting.VERSION)
                .setResumeToken(token)
                .setResumed(resumed)
                .setResumeSeconds((int) sessions.resumeTime().toSeconds())
                .setHospitalFile(sessions.hospitalFile())
                .setServerTimeNanos(System.nanoTime()));
  }

  /** The connection is gone. If it was the newest, the person is away and may come back. */
  synchronized void detach(Connection connection) {
    if (ended || !(connection.equals(current) || connection.equals(pending))) {
      return;
    }
    current = null;
    pending = null;
    away = true;
    post(new Intent.SetAway(participant, true));
    sessions.media().away(participant);
    cancelExpiry = sessions.afterResumeTime(this::expire);
  }

  private synchronized void expire() {
    if (away) {
      end(Goodbye.Reason.REASON_IDLE, 0);
    }
  }

  /** Ends the stay: the body goes, the token dies, the connection is told. */
  synchronized void end(Goodbye.Reason reason, int retryAfterSeconds) {
    if (ended) {
      return;
    }
    over();
    post(new Intent.Depart(participant, -1));
    Connection connection = pending != null ? pending : current;
    if (connection != null) {
      connection.close(reason, retryAfterSeconds);
    }
  }

  /** Ends a stay that never got into a room. */
  synchronized void refuse(Error.Code code, String detail) {
    over();
    Connection connection = pending != null ? pending : current;
    if (connection != null) {
      connection.fail(code, detail);
    }
  }

  /** Whether this token is its device's own, and not one for another device to come. */
  synchronized boolean isHeldBy(String token) {
    return token.equals(resumeToken) || token.equals(shownToken);
  }

  @Override
  public Admission admission() {
    return admission;
  }

  @Override
  public synchronized @Nullable String handOver() {
    if (ended) {
      return null;
    }
    sessions.forget(handOverToken);
    String token = sessions.newToken(this);
    handOverToken = token;
    handOverUntilNanos = System.nanoTime() + Sessions.HAND_OVER_TIME.toNanos();
    return token;
  }

  private void over() {
    ended = true;
    forgetAllBut(null);
    sessions.forget(handOverToken);
    cancelExpiry.run();
    sessions.media().over(participant);
  }

  private synchronized void newTokenArrived() {
    forgetAllBut(resumeToken);
    shownToken = null;
    awaitsFirstFrame = false;
  }

  private void forgetAllBut(@Nullable String kept) {
    if (!Objects.equals(resumeToken, kept)) {
      sessions.forget(resumeToken);
    }
    if (!Objects.equals(shownToken, kept)) {
      sessions.forget(shownToken);
    }
  }

  /** A good frame after the Hello. Called on the connection's event loop. */
  void onFrame(Connection connection, ClientFrame frame) {
    if (awaitsFirstFrame) {
      newTokenArrived();
    }
    switch (frame.getMessageCase()) {
      case CLOCK_PING ->
          send(
              connection,
              ServerFrame.newBuilder()
                  .setClockPong(
                      ClockPong.newBuilder()
                          .setClientTimeNanos(frame.getClockPing().getClientTimeNanos())
                          .setServerTimeNanos(System.nanoTime())));
      case LEAVE -> end(Goodbye.Reason.REASON_LEFT, 0);
      case RESYNC -> resync(frame.getResync().getScope());
      case MEDIA -> media(connection, frame);
      case VOICE -> {
        media(connection, frame);
        want(connection, frame);
      }
      case POSE -> {
        // Written in an unusual way, or it would have come through onPose.
        byte[] sample = frame.getPose().getSample().toByteArray();
        onPose(connection, sample, 0, sample.length, System.nanoTime());
      }
      default -> want(connection, frame);
    }
  }

  /** A good pose frame after the Hello. Called on the connection's event loop. */
  void onPose(Connection connection, byte[] bytes, int from, int to, long readNanos) {
    if (awaitsFirstFrame) {
      newTokenArrived();
    }
    Intent.PoseSample sample;
    try {
      sample = reader.pose(bytes, from, to);
    } catch (PoseFormatException e) {
      connection.fail(Error.Code.CODE_MALFORMED, "pose sample: " + e.getMessage());
      return;
    }
    Mailbox in = room;
    if (in != null) {
      // One that finds the mailbox full is lost; the next one comes soon.
      in.offer(sample, readNanos);
    }
  }

  private void media(Connection connection, ClientFrame frame) {
    MediaDesk media = sessions.media();
    if (frame.hasVoice()) {
      media.microphone(participant, this, !frame.getVoice().getMuted());
    } else {
      MediaDesk.Line answer = it -> send(connection, it);
      media.request(participant, answer, this, frame.getSequence(), frame.getMedia());
    }
    if (isOver()) {
      // It ended meanwhile, and what was just begun must not outlive it.
      media.over(participant);
    }
  }

  private synchronized boolean isOver() {
    return ended;
  }

  private void want(Connection connection, ClientFrame frame) {
    Intent intent;
    try {
      intent = reader.read(frame);
    } catch (StrokeFormatException e) {
      connection.fail(Error.Code.CODE_MALFORMED, "stroke points: " + e.reason());
      return;
    }
    Mailbox in = room;
    if (in == null || !in.offer(new RoomMessage.Want(intent))) {
      MediaDesk.Line answer = refusal -> send(connection, refusal);
      answer.refuse(frame.getSequence(), Refusal.Reason.REASON_BUSY);
    }
  }

  private void resync(int scope) {
    long second = System.nanoTime() / 1_000_000_000;
    if (second != resyncSecond) {
      resyncSecond = second;
      resyncs = 0;
    }
    Mailbox in = room;
    if (++resyncs <= RESYNCS_PER_SECOND && in != null) {
      in.post(new RoomMessage.Resync(participant, scope));
    }
  }

  private void post(Intent intent) {
    Mailbox in = room;
    if (in != null) {
      in.post(new RoomMessage.Want(intent));
    }
  }

  private static void send(Connection connection, ServerFrame.Builder frame) {
    ByteBuf bytes = Unpooled.wrappedBuffer(frame.build().toByteArray());
    connection.offer(bytes);
    bytes.release();
    connection.flush();
  }

  // MediaDesk.Line: any thread.

  @Override
  public void send(ServerFrame.Builder frame) {
    Connection connection = current;
    if (connection != null) {
      send(connection, frame);
    }
  }

  // Outbox: the owner thread of the room the body is in.

  @Override
  public boolean offer(ByteBuf frame) {
    Connection connection = current;
    return connection != null && connection.offer(frame) == Connection.Offer.ACCEPTED;
  }

  @Override
  public boolean isReady() {
    Connection connection = current;
    return connection != null && connection.isWritable();
  }

  @Override
  public void carries(long poseReadNanos) {
    Connection connection = current;
    if (connection != null) {
      connection.carries(poseReadNanos);
    }
  }

  @Override
  public void flush() {
    Connection connection = current;
    if (connection != null) {
      connection.flush();
    }
  }

  @Override
  public synchronized void restart(Mailbox in) {
    room = in;
    if (pending != null) {
      current = pending;
      pending = null;
    }
    // What happened while the body was between two rooms, or on its way to the first.
    if (ended) {
      post(new Intent.Depart(participant, -1));
    } else if (away) {
      post(new Intent.SetAway(participant, true));
    }
  }

  @Override
  public void refused() {
    refuse(Error.Code.CODE_ROOM_FULL, "the room is full");
  }
}
