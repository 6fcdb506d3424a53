package org.asclepion.protocol.pose;

import java.util.Arrays;
import org.asclepion.protocol.pose.PoseFormatException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of a hall's stream as one receiver knows them: each follows a lane of its own, near or
 * far. The bytes are described in {@code docs/protocol/hall.md}. Owned by one thread at a time.
 *
 * <p>A pure function of the pieces taken in since {@link #clear}. After a fault the state is of no
 * use: the receiver clears it and asks for the stream's keyframe.
 */
public final class HallDecoder {
  /** A varint of more bytes than this is longer than any slot or length. */
  private static final int VARINT_BYTES = 3;

  private final PoseColumns nobody = new PoseColumns(0);

  private final LaneReader reader;

  /** By slot: the newest state, the tick of its piece, and whether its lane is the far one. */
  private @Nullable LaneState[] states = new LaneState[64];

  private int[] seqs = new int[64];
  private boolean[] far = new boolean[64];
  private int bodies;

  private int[] changed = new int[64];
  private int changes;

  /** All bodies as rows of one state: of those in {@link #unlisted}, as of an earlier frame. */
  private final PoseColumns poses = new PoseColumns();

  private boolean[] isUnlisted = new boolean[64];
  private int[] unlisted = new int[64];
  private int unlistedCount;

  private int at;

  public HallDecoder() {
    this(LaneReader.DECODING);
  }

  public HallDecoder(LaneReader reader) {
    this.reader = reader;
  }

  /** Forgets all bodies. */
  public void clear() {
    Arrays.fill(states, null);
    bodies = 0;
    changes = 0;
    poses.clear();
    Arrays.fill(isUnlisted, false);
    unlistedCount = 0;
  }

  /** How many bodies are followed. */
  public int size() {
    return bodies;
  }

  /** The newest known pose of each body that is followed; read only. */
  public PoseColumns poses() {
    for (int i = 0; i < unlistedCount; i++) {
      int slot = unlisted[i];
      isUnlisted[slot] = false;
      LaneState state = states[slot];
      if (state == null) {
        poses.remove(slot);
      } else {
        poses.copyRow(poses.add(slot), state.columns(), 0);
      }
    }
    unlistedCount = 0;
    return poses;
  }

  /** Whether a body is followed. */
  public boolean follows(int slot) {
    return slot >= 0 && slot < states.length && states[slot] != null;
  }

  /** The newest known pose of one body in row 0, or no row when it is not followed; read only. */
  public PoseColumns posesOf(int slot) {
    LaneState state = slot < states.length ? states[slot] : null;
    return state == null ? nobody : state.columns();
  }

  /** Whether this body comes by its far lane; asked of a slot that is followed. */
  public boolean isFar(int slot) {
    return far[slot];
  }

  /** The tick of this body's newest piece; asked of a slot that is followed. */
  public int seqOf(int slot) {
    return seqs[slot];
  }

  /** How many bodies the last {@link #apply} told anything new of. */
  public int changes() {
    return changes;
  }

  /** The n-th slot with a new pose, in ascending order. */
  public int changedSlot(int n) {
    return changed[n];
  }

  /** Takes in the pieces of one tick. */
  public void apply(int seq, byte[] pieces) throws PoseFormatException {
    changes = 0;
    at = 0;
    int before = -1;
    while (at < pieces.length) {
      int lane = varint(pieces);
      int length = varint(pieces);
      int slot = lane >>> 1;
      if (slot > PoseColumns.MAX_SLOT || slot < before) {
        throw new PoseFormatException(Reason.SLOT);
      }
      before = slot;
      if (length > pieces.length - at) {
        throw new PoseFormatException(Reason.TRUNCATED);
      }
      reach(slot);
      if (length == 0) {
        end(slot);
      } else {
        piece(slot, (lane & 1) != 0, seq, pieces, length);
      }
      at += length;
    }
  }

  private void end(int slot) {
    if (states[slot] != null) {
      states[slot] = null;
      bodies--;
      unlist(slot);
    }
  }

  private void piece(int slot, boolean isFar, int seq, byte[] pieces, int length)
      throws PoseFormatException {
    boolean begins = length > 1 && (pieces[at + 1] & 15) == Payload.KEYFRAME;
    LaneState base = states[slot];
    if (!begins && (base == null || far[slot] != isFar)) {
      throw new PoseFormatException(Reason.SLOT);
    }
    LaneState next = reader.read(begins ? null : base, slot, isFar, pieces, at, at + length);
    if (base == null) {
      if (bodies == PoseColumns.MAX_AVATARS) {
        throw new PoseFormatException(Reason.TOO_MANY);
      }
      bodies++;
    }
    states[slot] = next;
    seqs[slot] = seq;
    far[slot] = isFar;
    unlist(slot);
    if (changes == changed.length) {
      changed = Arrays.copyOf(changed, 2 * changes);
    }
    changed[changes++] = slot;
  }

  private void unlist(int slot) {
    if (!isUnlisted[slot]) {
      isUnlisted[slot] = true;
      if (unlistedCount == unlisted.length) {
        unlisted = Arrays.copyOf(unlisted, 2 * unlistedCount);
      }
      unlisted[unlistedCount++] = slot;
    }
  }

  private void reach(int slot) {
    if (slot >= seqs.length) {
      int capacity = Math.max(slot + 1, 2 * seqs.length);
      states = Arrays.copyOf(states, capacity);
      seqs = Arrays.copyOf(seqs, capacity);
      far = Arrays.copyOf(far, capacity);
      isUnlisted = Arrays.copyOf(isUnlisted, capacity);
    }
  }

  private int varint(byte[] bytes) throws PoseFormatException {
    int value = 0;
    for (int i = 0; i < VARINT_BYTES; i++) {
      if (at == bytes.length) {
        throw new PoseFormatException(Reason.TRUNCATED);
      }
      int read = bytes[at++];
      value |= (read & 0x7F) << (7 * i);
      if (read >= 0) {
        return value;
      }
    }
    throw new PoseFormatException(Reason.RANGE);
  }
}
