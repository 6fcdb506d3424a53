package org.asclepion.host.session;

import java.util.concurrent.atomic.AtomicBoolean;
import org.asclepion.host.room.RoomKey;

/**
 * The leave to bring one picture into one room, or to take what its boards show out of it. Any
 * thread. Good until it is revoked, its time is over or its room is gone; then for ever not.
 */
public final class DeviceTicket {
  /** What a ticket is for. */
  public enum Way {
    /** A device shows a picture on a board (WHIP). */
    IN,
    /** A display elsewhere shows what the boards show (WHEP). */
    OUT
  }

  private final String id;
  private final RoomKey room;
  private final int board;
  private final Way way;
  private final String label;
  private final long untilNanos;
  private final AtomicBoolean over = new AtomicBoolean();

  /**
   * @param id names it to whoever may revoke it; opens nothing
   * @param board index of the board in its room
   * @param label what people in the room are told
   * @param untilNanos on the clock of the book
   */
  DeviceTicket(String id, RoomKey room, int board, Way way, String label, long untilNanos) {
    this.id = id;
    this.room = room;
    this.board = board;
    this.way = way;
    this.label = label;
    this.untilNanos = untilNanos;
  }

  public String id() {
    return id;
  }

  public RoomKey room() {
    return room;
  }

  /** Index of the room in the hospital. */
  public int template() {
    return room.template();
  }

  /** The visit that the room belongs to, or empty. */
  public String visit() {
    return room.visit();
  }

  public int board() {
    return board;
  }

  public Way way() {
    return way;
  }

  public String label() {
    return label;
  }

  /** How long it has left if nobody revokes it; never negative. */
  public long leftNanos(long nowNanos) {
    return over.get() ? 0 : Math.max(0, untilNanos - nowNanos);
  }

  public boolean isGood(long nowNanos) {
    return leftNanos(nowNanos) > 0;
  }

  /** Ends it, for ever. */
  void end() {
    over.set(true);
  }
}
