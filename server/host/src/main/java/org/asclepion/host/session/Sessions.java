package org.asclepion.host.session;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.asclepion.host.room.Rooms;
import org.asclepion.host.room.Visitor;
import org.asclepion.host.transport.Connection;
import org.asclepion.host.transport.ConnectionListener;
import org.asclepion.protocol.v1.Error;
import org.asclepion.protocol.v1.Goodbye;
import org.asclepion.world.avatar.Participant;
import org.jspecify.annotations.Nullable;

/**
 * Everybody who is here, connected or away for a moment. Any thread.
 *
 * <p>A session begins with a ticket and outlives its connection by {@link #RESUME_SECONDS}: the
 * body stays in its room, marked away, and whoever shows the newest resume token within that time
 * goes on where they were. Every connection brings a new token, and the one it was shown dies with
 * the first frame that proves that the new one arrived.
 */
public final class Sessions implements ConnectionListener.Factory, AutoCloseable {
  /** How long a lost connection may take to come back. */
  public static final int RESUME_SECONDS = 30;

  /** How long another device may take from the code to the door. */
  public static final Duration HAND_OVER_TIME = Duration.ofMinutes(10);

  /** Sessions at once; beyond it, newcomers are refused. */
  public static final int MAX_SESSIONS = 10_000;

  private static final int RETRY_AFTER_DRAIN_SECONDS = 5;

  private final Rooms rooms;
  private final Tickets tickets;
  private final String hospitalFile;
  private final Duration resumeTime;
  private final MediaDesk media;
  private final Map<String, Session> byResumeToken = new ConcurrentHashMap<>();
  private final AtomicLong participants = new AtomicLong();
  private final ScheduledThreadPoolExecutor expiry;
  private volatile boolean draining;

  /**
   * @param hospitalFile path of the Hospital message below /content/
   * @param resumeTime how long a session outlives its connection, {@link #RESUME_SECONDS} unless a
   *     test is in a hurry
   * @param media where requests for sound and pictures go
   */
  public Sessions(
      Rooms rooms, Tickets tickets, String hospitalFile, Duration resumeTime, MediaDesk media) {
    this.rooms = rooms;
    this.tickets = tickets;
    this.hospitalFile = hospitalFile;
    this.resumeTime = resumeTime;
    this.media = media;
    this.expiry =
        new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("session-expiry").factory());
    this.expiry.setRemoveOnCancelPolicy(true);
  }

  @Override
  public ConnectionListener opened(Connection connection) {
    return new Greeting(this, connection);
  }

  /** Sessions that exist, connected or away. */
  public int count() {
    return byResumeToken.size();
  }

  /** Refuses newcomers from now on and says goodbye to everybody. */
  public void drain() {
    draining = true;
    for (Session session : byResumeToken.values()) {
      session.end(Goodbye.Reason.REASON_DRAINING, RETRY_AFTER_DRAIN_SECONDS);
    }
  }

  @Override
  public void close() {
    drain();
    expiry.shutdownNow();
  }

  /** Opens a session with a ticket; null when the connection was failed instead. */
  @Nullable Session open(Connection connection, String ticket) {
    if (draining) {
      connection.fail(Error.Code.CODE_DRAINING, "the server is going down");
      return null;
    }
    switch (tickets.redeem(ticket)) {
      case Tickets.Redeemed.Denied(String why) -> {
        connection.fail(Error.Code.CODE_TICKET_REFUSED, why);
        return null;
      }
      case Tickets.Redeemed.Granted(Admission admission) -> {
        return open(connection, admission);
      }
    }
  }

  private @Nullable Session open(Connection connection, Admission admission) {
    if (byResumeToken.size() >= MAX_SESSIONS) {
      connection.fail(Error.Code.CODE_ROOM_FULL, "the hospital is full");
      return null;
    }
    Participant who =
        new Participant(
            participants.incrementAndGet(),
            admission.role(),
            admission.displayName(),
            admission.appearance());
    Session session = new Session(this, who.id(), admission);
    session.attach(connection, null);
    Visitor visitor = new Visitor(admission.visit(), admission.instance(), session);
    switch (rooms.enter(who, visitor, admission.room())) {
      case ENTERED -> {
        return session;
      }
      case ROOM_FULL -> session.refuse(Error.Code.CODE_ROOM_FULL, "the room is full");
      case OVERLOADED ->
          session.refuse(Error.Code.CODE_OVERLOADED, "the server is at its limit: try again soon");
      case ROLE_NOT_ADMITTED ->
          session.refuse(Error.Code.CODE_NOT_ADMITTED, "this role may not enter that room");
    }
    return null;
  }

  /** Takes a session up again; null when the connection was failed instead. */
  @Nullable Session resume(Connection connection, String token) {
    Session session = byResumeToken.get(Secrets.digest(token));
    if (session == null || draining || !session.attach(connection, token)) {
      connection.fail(
          Error.Code.CODE_RESUME_REFUSED, "the session is over or the token is not its newest");
      return null;
    }
    return session;
  }

  /** Whose newest resume token this is, or null. */
  public @Nullable Stay find(String token) {
    Session session = byResumeToken.get(Secrets.digest(token));
    return session != null && session.isHeldBy(token) ? session : null;
  }

  String hospitalFile() {
    return hospitalFile;
  }

  MediaDesk media() {
    return media;
  }

  Duration resumeTime() {
    return resumeTime;
  }

  /** Makes a token that resumes this session. */
  String newToken(Session session) {
    String token = Secrets.token();
    byResumeToken.put(Secrets.digest(token), session);
    return token;
  }

  void forget(@Nullable String token) {
    if (token != null) {
      byResumeToken.remove(Secrets.digest(token));
    }
  }

  /** Runs a task when the resume time is over; the answer cancels it. */
  Runnable afterResumeTime(Runnable task) {
    if (expiry.isShutdown()) {
      return () -> {};
    }
    var scheduled = expiry.schedule(task, resumeTime.toMillis(), TimeUnit.MILLISECONDS);
    return () -> scheduled.cancel(false);
  }
}
