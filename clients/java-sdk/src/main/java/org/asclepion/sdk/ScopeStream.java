package org.asclepion.sdk;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.asclepion.protocol.pose.HallDecoder;
import org.asclepion.protocol.pose.LaneReader;
import org.asclepion.protocol.pose.PoseColumns;
import org.asclepion.protocol.pose.PoseDecoder;
import org.asclepion.protocol.pose.PoseFormatException;
import org.asclepion.protocol.v1.Component;
import org.asclepion.protocol.v1.Delta;
import org.asclepion.protocol.v1.HallPoses;
import org.asclepion.protocol.v1.Keyframe;
import org.asclepion.protocol.v1.Removal;
import org.asclepion.protocol.v1.Scope;
import org.asclepion.protocol.v1.ScopeOpened;
import org.jspecify.annotations.Nullable;

/**
 * The mirror of one scope of a room: poses and components as of a tick. Owned by the client's loop.
 */
public final class ScopeStream {
  /** A component's key. */
  public record Key(Component.ValueCase type, int id) {}

  /** What became of a delta. */
  enum Applied {
    DONE,
    /** It builds on a state we do not have. */
    OTHER_BASE,
    /** It cannot be what the server meant. */
    DAMAGED
  }

  private static final int MAX_COMPONENTS = 16_384;

  private final Scope scope;
  private final int template;
  private final ClientEvent.StreamChanged posesChanged =
      new ClientEvent.StreamChanged(this, false, List.of(), List.of());
  private final int farTicks;
  private final @Nullable HallDecoder hall;
  private final Map<Key, Component> components = new HashMap<>();
  private PoseColumns poses = new PoseColumns();
  private PoseColumns spare = new PoseColumns();
  private boolean synced;
  private boolean resyncAsked;
  private int seq;
  private int hallSeq;
  private long epochNanos;
  private int periodNanos;

  /**
   * @param lanes how a hall's pieces are read
   */
  ScopeStream(ScopeOpened opened, LaneReader lanes) {
    this.scope = opened.getScope();
    this.template = opened.getTemplate();
    this.farTicks = opened.getFarTicks();
    this.hall = farTicks > 0 ? new HallDecoder(lanes) : null;
  }

  public Scope scope() {
    return scope;
  }

  /** Index of the room it shows: one's own, or for windows the one looked into. */
  public int template() {
    return template;
  }

  /** Whether the mirror is up to date; false until a keyframe has come. */
  public boolean isSynced() {
    return synced;
  }

  /** The room's tick of the state. */
  public int seq() {
    return Math.max(seq, hallSeq);
  }

  /** The server's time of the state. */
  public long serverNanos() {
    return serverNanos(seq());
  }

  /** Whether the room is a hall, whose poses come apart from the components. */
  public boolean isHall() {
    return hall != null;
  }

  /** Ticks between two updates of a body's pose while it moves. */
  public int ticksBetween(int slot) {
    HallDecoder hall = this.hall;
    return hall != null && hall.follows(slot) && hall.isFar(slot) ? farTicks : 1;
  }

  /** How many bodies the last frame told of. */
  public int changes() {
    return hall == null ? poses.size() : hall.changes();
  }

  /** The slot of the n-th body that the last frame told of. */
  public int changedSlot(int n) {
    return hall == null ? poses.slotAt(n) : hall.changedSlot(n);
  }

  /** Where a body's pose is, in {@link #rowOf}; read only, valid until the next frame. */
  public PoseColumns posesOf(int slot) {
    return hall == null ? poses : hall.posesOf(slot);
  }

  /** A body's row in {@link #posesOf}, negative when there is no such body. */
  public int rowOf(int slot) {
    if (hall == null) {
      return poses.rowOf(slot);
    }
    return hall.follows(slot) ? 0 : -1;
  }

  long serverNanos(int tick) {
    return epochNanos + Integer.toUnsignedLong(tick) * periodNanos;
  }

  public int periodNanos() {
    return periodNanos;
  }

  /** Poses by slot; read only, valid until the next frame. */
  public PoseColumns poses() {
    return hall == null ? poses : hall.poses();
  }

  public Collection<Component> components() {
    return components.values();
  }

  public @Nullable Component component(Component.ValueCase type, int id) {
    return components.get(new Key(type, id));
  }

  Applied apply(Keyframe keyframe) {
    try {
      if (keyframe.getPoses().isEmpty()) {
        spare.clear();
      } else {
        PoseDecoder.keyframe(keyframe.getPoses().toByteArray(), spare);
      }
    } catch (PoseFormatException e) {
      synced = false;
      return Applied.DAMAGED;
    }
    swap();
    components.clear();
    if (!put(keyframe.getComponentsList())) {
      return Applied.DAMAGED;
    }
    if (hall != null) {
      hall.clear();
    }
    seq = keyframe.getSeq();
    hallSeq = 0;
    epochNanos = keyframe.getEpochNanos();
    periodNanos = keyframe.getPeriodNanos();
    synced = true;
    resyncAsked = false;
    return Applied.DONE;
  }

  /** Applies a delta that has poses and nothing else. */
  Applied apply(HotDelta delta) {
    Applied applied = apply(delta.baseSeq(), delta.bytes(), delta.posesFrom(), delta.posesTo());
    if (applied == Applied.DONE) {
      seq = delta.seq();
    }
    return applied;
  }

  private Applied apply(int baseSeq, byte[] bytes, int from, int to) {
    if (!synced || baseSeq != seq) {
      synced = false;
      return Applied.OTHER_BASE;
    }
    if (to > from) {
      try {
        PoseDecoder.delta(bytes, from, to, poses, baseSeq, spare);
      } catch (PoseFormatException e) {
        synced = false;
        return Applied.DAMAGED;
      }
      swap();
    }
    return Applied.DONE;
  }

  Applied apply(Delta delta) {
    byte[] payload = delta.getPoses().toByteArray();
    Applied applied = apply(delta.getBaseSeq(), payload, 0, payload.length);
    if (applied != Applied.DONE) {
      return applied;
    }
    for (Removal removal : delta.getRemovalsList()) {
      Component.ValueCase type = Component.ValueCase.forNumber(removal.getType());
      if (type != null) {
        components.remove(new Key(type, removal.getId()));
      }
    }
    if (!put(delta.getComponentsList())) {
      synced = false;
      return Applied.DAMAGED;
    }
    seq = delta.getSeq();
    return Applied.DONE;
  }

  /** The event that poses changed and nothing else: always the same. */
  ClientEvent.StreamChanged posesChanged() {
    return posesChanged;
  }

  /** Takes in what a hall tells of its bodies. */
  Applied apply(HallPoses told) {
    HallDecoder into = hall;
    if (!synced || into == null) {
      return Applied.OTHER_BASE;
    }
    try {
      into.apply(told.getSeq(), told.getPieces().toByteArray());
    } catch (PoseFormatException e) {
      synced = false;
      into.clear();
      return Applied.DAMAGED;
    }
    hallSeq = told.getSeq();
    return Applied.DONE;
  }

  /** Whether a keyframe is to be asked for now; once, until it comes. */
  boolean askResync() {
    boolean ask = !resyncAsked;
    resyncAsked = true;
    return ask;
  }

  private void swap() {
    PoseColumns old = poses;
    poses = spare;
    spare = old;
  }

  private boolean put(List<Component> changed) {
    for (Component component : changed) {
      if (component.getValueCase() != Component.ValueCase.VALUE_NOT_SET) {
        components.put(new Key(component.getValueCase(), id(component)), component);
      }
    }
    return components.size() <= MAX_COMPONENTS;
  }

  /** The id of a component within its type, as component.proto says. */
  static int id(Component component) {
    return switch (component.getValueCase()) {
      case BODY -> component.getBody().getSlot();
      case NAME -> component.getName().getSlot();
      case FIGURE -> component.getFigure().getId();
      case DOOR -> component.getDoor().getAperture();
      case ITEM -> component.getItem().getId();
      case SEAT_TAKEN -> component.getSeatTaken().getSeat();
      case SIDE_TALK -> component.getSideTalk().getTalk();
      case VOICE -> component.getVoice().getSlot();
      case STROKE -> component.getStroke().getStroke() * 8 + component.getStroke().getPiece();
      case OWN_FIGURE, NOTE, ROOM_INFO, VALUE_NOT_SET -> 0;
    };
  }
}
