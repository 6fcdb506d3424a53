package org.asclepion.protocol.pose;

import java.util.Arrays;
import org.asclepion.protocol.pose.PoseFormatException.Reason;

/**
 * The bodies of a hall's stream as one receiver knows them: each follows a lane of its own, near or
 * far, and all of them are rows of one state. The bytes are described in {@code
 * docs/protocol/hall.md}. Owned by one thread at a time.
 *
 * <p>A pure function of the pieces taken in since {@link #clear}. After a fault the state is of no
 * use: the receiver clears it and asks for the stream's keyframe.
 */
public final class HallDecoder {
  /** The one row of a lane has this slot in its payload; the real one stands before it. */
  private static final int LANE_SLOT = 0;

  /** A varint of more bytes than this is longer than any slot or length. */
  private static final int VARINT_BYTES = 3;

  private final PoseColumns poses = new PoseColumns();
  private final PoseColumns base = new PoseColumns(1);
  private final PoseColumns next = new PoseColumns(1);

  /** By slot: the tick of the lane's last piece, and whether it is the far one. */
  private int[] seqs = new int[64];

  private boolean[] far = new boolean[64];

  private int[] changed = new int[64];
  private int changes;
  private int at;

  public HallDecoder() {
    base.add(LANE_SLOT);
  }

  /** Forgets all bodies. */
  public void clear() {
    poses.clear();
    changes = 0;
  }

  /** The newest known pose of each body that is followed; read only. */
  public PoseColumns poses() {
    return poses;
  }

  /** Whether this body comes by its far lane; asked of a slot that has a row. */
  public boolean isFar(int slot) {
    return far[slot];
  }

  /** The tick of this body's newest piece; asked of a slot that has a row. */
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
      if (length == 0) {
        poses.remove(slot);
      } else {
        piece(slot, (lane & 1) != 0, seq, Arrays.copyOfRange(pieces, at, at + length));
      }
      at += length;
    }
  }

  private void piece(int slot, boolean isFar, int seq, byte[] payload) throws PoseFormatException {
    int row = poses.rowOf(slot);
    if (payload.length > 1 && (payload[1] & 15) == Payload.KEYFRAME) {
      PoseDecoder.keyframe(payload, next);
      if (row < 0 && poses.size() == PoseColumns.MAX_AVATARS) {
        throw new PoseFormatException(Reason.TOO_MANY);
      }
      row = poses.add(slot);
      reach(slot);
    } else {
      if (row < 0 || far[slot] != isFar) {
        throw new PoseFormatException(Reason.SLOT);
      }
      base.copyRow(0, poses, row);
      PoseDecoder.delta(payload, base, base.get(0, PoseColumns.SAMPLE), next);
    }
    if (next.size() != 1 || next.slotAt(0) != LANE_SLOT) {
      throw new PoseFormatException(Reason.SLOT);
    }
    poses.copyRow(row, next, 0);
    seqs[slot] = seq;
    far[slot] = isFar;
    if (changes == changed.length) {
      changed = Arrays.copyOf(changed, 2 * changes);
    }
    changed[changes++] = slot;
  }

  private void reach(int slot) {
    if (slot >= seqs.length) {
      int capacity = Math.max(slot + 1, 2 * seqs.length);
      seqs = Arrays.copyOf(seqs, capacity);
      far = Arrays.copyOf(far, capacity);
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
