import { decodeDelta, decodeKeyframe, isKeyframe, PoseColumns, PoseFormatError, SAMPLE } from '../protocol/pose';

/** What is known of one body of a hall, whichever of its lanes it comes by. */
interface Lane {
  /** One row, slot 0. */
  columns: PoseColumns;
  far: boolean;
}

const MOST_BODIES = 512;
const MOST_VARINT_BYTES = 3;

/** The bodies of a hall's stream: each follows a lane of its own, as docs/protocol/hall.md says. A pure function of the pieces since `clear`. */
export class Hall {
  private readonly lanes = new Map<number, Lane>();
  private spare = new PoseColumns();
  /** Slots that the last frame told a pose of. */
  readonly changed: number[] = [];
  private at = 0;

  clear(): void {
    this.lanes.clear();
    this.changed.length = 0;
  }

  has(slot: number): boolean {
    return this.lanes.has(slot);
  }

  /** The body's pose: columns with one row. */
  columns(slot: number): PoseColumns | undefined {
    return this.lanes.get(slot)?.columns;
  }

  isFar(slot: number): boolean {
    return this.lanes.get(slot)?.far ?? false;
  }

  /** Takes in the pieces of one tick; throws on any that cannot be, and is then to be cleared. */
  apply(pieces: Uint8Array): void {
    this.changed.length = 0;
    this.at = 0;
    let before = -1;
    while (this.at < pieces.length) {
      const head = this.varint(pieces);
      const length = this.varint(pieces);
      const slot = head >>> 1;
      if (slot < before || slot > 0xffff) throw new PoseFormatError('SLOT');
      if (length > pieces.length - this.at) throw new PoseFormatError('TRUNCATED');
      before = slot;
      if (length === 0) this.lanes.delete(slot);
      else this.piece(slot, (head & 1) !== 0, pieces.subarray(this.at, this.at + length));
      this.at += length;
    }
  }

  private piece(slot: number, far: boolean, payload: Uint8Array): void {
    const known = this.lanes.get(slot);
    const next = this.spare;
    if (isKeyframe(payload)) {
      decodeKeyframe(payload, next);
    } else {
      if (known?.far !== far) throw new PoseFormatError('SLOT');
      decodeDelta(payload, known.columns, known.columns.get(0, SAMPLE), next);
    }
    if (next.size !== 1 || next.slotAt(0) !== 0) throw new PoseFormatError('SLOT');
    if (!known && this.lanes.size === MOST_BODIES) throw new PoseFormatError('TOO_MANY');
    this.spare = known?.columns ?? new PoseColumns();
    this.lanes.set(slot, { columns: next, far });
    this.changed.push(slot);
  }

  private varint(bytes: Uint8Array): number {
    let value = 0;
    for (let i = 0; i < MOST_VARINT_BYTES; i++) {
      const byte = bytes[this.at++];
      if (byte === undefined) throw new PoseFormatError('TRUNCATED');
      value |= (byte & 0x7f) << (7 * i);
      if (byte < 0x80) return value;
    }
    throw new PoseFormatError('RANGE');
  }
}
