/**
 * The pose codec of docs/protocol/pose.md: reads keyframes and deltas, writes samples. The twin of the Java package
 * `org.asclepion.protocol.pose`, held to the same golden bytes (pose.test.ts). Pure, no dependencies.
 */

export type PoseFaultReason =
  | 'TRUNCATED'
  | 'CHECKSUM'
  | 'VERSION'
  | 'KIND'
  | 'TOO_MANY'
  | 'SLOT'
  | 'RANGE'
  | 'NOT_CANONICAL'
  | 'TRAILING';

/** Says why bytes are not a pose payload. */
export class PoseFormatError extends Error {
  readonly reason: PoseFaultReason;

  constructor(reason: PoseFaultReason) {
    super(`pose payload: ${reason}`);
    this.name = 'PoseFormatError';
    this.reason = reason;
  }
}

export const MAX_AVATARS = 512;
export const MAX_SLOT = 65_535;

/** Columns of an avatar's row; a limb has px py pz and three of orientation. */
export const SAMPLE = 0;
export const ROOT_X = 1;
export const ROOT_Y = 2;
export const ROOT_Z = 3;
export const YAW = 4;
export const HEAD = 5;
export const LEFT_HAND = 11;
export const RIGHT_HAND = 17;
export const COLUMNS = 23;

export type Limb = typeof HEAD | typeof LEFT_HAND | typeof RIGHT_HAND;

const LIMB_COLUMNS = 6;
const VERSION = 1;
const KEYFRAME = 1;
const DELTA = 2;
const SAMPLE_KIND = 3;
const CRC_START = 0xff;

const ROOT_PER_METRE = 1024;
const ROOT_BITS = 25;
const LIMB_PER_METRE = 512;
const LIMB_BITS = 12;
const YAW_STEPS = 1024;
const YAW_BITS = 10;
const SAMPLE_BITS = 16;
const MOVE_BITS = 13;
const ORIENTATION_SCALE = 400;
const ORIENTATION_BITS = 10;
const ORIENTATION_RADIUS = 500;

const SCALE_AT_START = 48;
const LEARN_LIMIT = 4095;
const SCALE_MAX = 16 * LEARN_LIMIT;
const ESCAPE = 16;
const ESCAPE_BITS = 27;
const SCALE_BITS = 17;
const SLOT_BITS = 17;
const STEP_BITS = 28;
const GROUPS = 5;

// Grids. Rounding what a grid gave back gives the same integer again.

function finite(value: number): number {
  if (!Number.isFinite(value)) {
    throw new RangeError(`not a finite number: ${value}`);
  }
  return value;
}

function round(steps: number, bits: number): number {
  const limit = 2 ** (bits - 1);
  return Math.max(-limit, Math.min(limit - 1, Math.floor(finite(steps) + 0.5)));
}

/** Metres to steps of 1/1024 m, clamped to ±16,384 m. */
export function rootSteps(metres: number): number {
  return round(metres * ROOT_PER_METRE, ROOT_BITS);
}

export function rootMetres(steps: number): number {
  return steps / ROOT_PER_METRE;
}

/** A displacement between two samples in steps of 1/1024 m, clamped to ±4 m. */
export function moveSteps(metres: number): number {
  return round(metres * ROOT_PER_METRE, MOVE_BITS);
}

/** Metres to steps of 1/512 m, clamped to ±4 m. */
export function limbSteps(metres: number): number {
  return round(metres * LIMB_PER_METRE, LIMB_BITS);
}

export function limbMetres(steps: number): number {
  return steps / LIMB_PER_METRE;
}

/** Any angle in radians to 0 … 1023. */
export function yawSteps(radians: number): number {
  const turns = finite(radians) / (2 * Math.PI);
  return Math.floor((turns - Math.floor(turns)) * YAW_STEPS + 0.5) & (YAW_STEPS - 1);
}

/** To radians in (-π, π]. */
export function yawRadians(steps: number): number {
  const signed = steps > YAW_STEPS / 2 ? steps - YAW_STEPS : steps;
  return signed * ((2 * Math.PI) / YAW_STEPS);
}

/** Rounds a quaternion of any length (of length zero: no turn); at most 0.4962° off. */
export function orientationSteps(x: number, y: number, z: number, w: number): [number, number, number] {
  const length = Math.sqrt(finite(x * x + y * y + z * z + w * w));
  if (length < 1e-9) {
    return [0, 0, 0];
  }
  return fitted(x, y, z, length + w) ?? fitted(-x, -y, -z, length - w) ?? [0, 0, 0];
}

function fitted(x: number, y: number, z: number, below: number): [number, number, number] | undefined {
  const scale = ORIENTATION_SCALE / below;
  if (!(Math.abs(x * scale) < 512 && Math.abs(y * scale) < 512 && Math.abs(z * scale) < 512)) {
    return undefined;
  }
  const a = Math.floor(x * scale + 0.5);
  const b = Math.floor(y * scale + 0.5);
  const c = Math.floor(z * scale + 0.5);
  // Adding zero turns -0 into 0.
  return isOrientation(a, b, c) ? [a + 0, b + 0, c + 0] : undefined;
}

function isOrientation(a: number, b: number, c: number): boolean {
  return a * a + b * b + c * c <= ORIENTATION_RADIUS * ORIENTATION_RADIUS;
}

/** Gives the unit quaternion x, y, z, w into `into` at `at`. */
export function quaternion(a: number, b: number, c: number, into: { [index: number]: number }, at: number): void {
  const squares = a * a + b * b + c * c;
  const full = ORIENTATION_SCALE * ORIENTATION_SCALE;
  const below = full + squares;
  into[at] = (2 * ORIENTATION_SCALE * a) / below;
  into[at + 1] = (2 * ORIENTATION_SCALE * b) / below;
  into[at + 2] = (2 * ORIENTATION_SCALE * c) / below;
  into[at + 3] = (full - squares) / below;
}

// State.

/** The poses of one stream at one moment: a row of 23 integers for each avatar, ascending by slot. */
export class PoseColumns {
  #count = 0;
  #slots = new Int32Array(16);
  #values = new Int32Array(16 * COLUMNS);
  #steps = new Int32Array(16 * COLUMNS);
  #scales = new Int32Array(16 * COLUMNS);

  get size(): number {
    return this.#count;
  }

  clear(): void {
    this.#count = 0;
  }

  slotAt(row: number): number {
    return this.#slots[row] ?? -1;
  }

  /** The row of a slot, or a negative number: -1 - the row it would get. */
  rowOf(slot: number): number {
    let low = 0;
    let high = this.#count - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = this.slotAt(middle);
      if (found === slot) {
        return middle;
      }
      if (found < slot) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1 - low;
  }

  get(row: number, column: number): number {
    return this.#values[row * COLUMNS + column] ?? 0;
  }

  set(row: number, column: number, value: number): void {
    this.#values[row * COLUMNS + column] = value;
  }

  /** Gives a limb as px py pz qx qy qz qw into `into`. */
  limb(row: number, limb: Limb, into: { [index: number]: number }): void {
    into[0] = limbMetres(this.get(row, limb));
    into[1] = limbMetres(this.get(row, limb + 1));
    into[2] = limbMetres(this.get(row, limb + 2));
    quaternion(this.get(row, limb + 3), this.get(row, limb + 4), this.get(row, limb + 5), into, 3);
  }

  /** @internal What the codec predicts from: the last step, and how large residuals were lately. */
  step(row: number, column: number): number {
    return this.#steps[row * COLUMNS + column] ?? 0;
  }

  /** @internal */
  scale(row: number, column: number): number {
    return this.#scales[row * COLUMNS + column] ?? 0;
  }

  /** @internal */
  setPrediction(row: number, column: number, step: number, scale: number): void {
    this.#steps[row * COLUMNS + column] = step;
    this.#scales[row * COLUMNS + column] = scale;
  }

  /** @internal Adds a row of zeros for a slot that has none. */
  add(slot: number): number {
    if (this.#count === MAX_AVATARS) {
      throw new PoseFormatError('TOO_MANY');
    }
    const row = -1 - this.rowOf(slot);
    if (slot > MAX_SLOT || row < 0) {
      throw new PoseFormatError('SLOT');
    }
    if (this.#count === this.#slots.length) {
      this.#grow();
    }
    this.#slots.copyWithin(row + 1, row, this.#count);
    this.#slots[row] = slot;
    const from = row * COLUMNS;
    for (const columns of [this.#values, this.#steps, this.#scales]) {
      columns.copyWithin(from + COLUMNS, from, this.#count * COLUMNS);
      columns.fill(0, from, from + COLUMNS);
    }
    this.#scales.fill(SCALE_AT_START, from, from + COLUMNS);
    this.#count++;
    return row;
  }

  #grow(): void {
    const rows = Math.min(MAX_AVATARS, 2 * this.#slots.length);
    const grown = (old: Int32Array, length: number): Int32Array<ArrayBuffer> => {
      const longer = new Int32Array(length);
      longer.set(old);
      return longer;
    };
    this.#slots = grown(this.#slots, rows);
    this.#values = grown(this.#values, rows * COLUMNS);
    this.#steps = grown(this.#steps, rows * COLUMNS);
    this.#scales = grown(this.#scales, rows * COLUMNS);
  }
}

// Bits.

const CRC_TABLE = Uint8Array.from({ length: 256 }, (_, i) => {
  let crc = i;
  for (let bit = 0; bit < 8; bit++) {
    crc = (crc & 0x80) !== 0 ? (crc << 1) ^ 0x2f : crc << 1;
  }
  return crc & 0xff;
});

function crcByte(crc: number, byte: number): number {
  return CRC_TABLE[(crc ^ byte) & 0xff] ?? 0;
}

function crc8(start: number, bytes: Uint8Array): number {
  let crc = start;
  for (let i = 1; i < bytes.length; i++) {
    crc = crcByte(crc, bytes[i] ?? 0);
  }
  return crc;
}

class BitReader {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  #at = 16;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#end = bytes.length * 8;
  }

  get remaining(): number {
    return this.#end - this.#at;
  }

  bit(): boolean {
    return this.bits(1) !== 0;
  }

  /** Reads 0 to 31 bits. */
  bits(count: number): number {
    if (count > this.#end - this.#at) {
      throw new PoseFormatError('TRUNCATED');
    }
    let value = 0;
    for (let left = count; left > 0; ) {
      const room = 8 - (this.#at & 7);
      const take = Math.min(left, room);
      const chunk = (this.#bytes[this.#at >>> 3] ?? 0) >>> (room - take);
      value = (value << take) | (chunk & ((1 << take) - 1));
      this.#at += take;
      left -= take;
    }
    return value;
  }

  signed(count: number): number {
    const shift = 32 - count;
    return (this.bits(count) << shift) >> shift;
  }

  gamma(maxBits: number): number {
    let extra = 0;
    while (!this.bit()) {
      if (++extra >= maxBits) {
        throw new PoseFormatError('RANGE');
      }
    }
    return (1 << extra) | this.bits(extra);
  }

  finish(): void {
    if (this.remaining >= 8 || this.bits(this.remaining) !== 0) {
      throw new PoseFormatError('TRAILING');
    }
  }
}

function open(payload: Uint8Array, kind: number, crc: number): BitReader {
  if (payload.length < 2) {
    throw new PoseFormatError('TRUNCATED');
  }
  if (crc8(crc, payload) !== payload[0]) {
    throw new PoseFormatError('CHECKSUM');
  }
  const head = payload[1] ?? 0;
  if (head >>> 4 !== VERSION) {
    throw new PoseFormatError('VERSION');
  }
  if ((head & 15) !== kind) {
    throw new PoseFormatError('KIND');
  }
  return new BitReader(payload);
}

// Prediction.

function isOrientationColumn(column: number): boolean {
  return column >= HEAD && (column - HEAD) % LIMB_COLUMNS >= 3;
}

const BITS = Uint8Array.from({ length: COLUMNS }, (_, column) => {
  if (column === SAMPLE) {
    return SAMPLE_BITS;
  }
  if (column < YAW) {
    return ROOT_BITS;
  }
  if (column === YAW) {
    return YAW_BITS;
  }
  return isOrientationColumn(column) ? ORIENTATION_BITS : LIMB_BITS;
});

const ABSOLUTE_BITS = BITS.reduce((sum, bits) => sum + bits, 0);

function bitsOf(column: number): number {
  return BITS[column] ?? 0;
}

function wraps(column: number): boolean {
  return column === SAMPLE || column === YAW;
}

function groupStart(group: number): number {
  return group < 2 ? group : HEAD + (group - 2) * LIMB_COLUMNS;
}

function difference(column: number, from: number, to: number): number {
  if (!wraps(column)) {
    return to - from;
  }
  const shift = 32 - bitsOf(column);
  return ((to - from) << shift) >> shift;
}

function sum(column: number, value: number, residual: number): number {
  const total = value + residual;
  const bits = bitsOf(column);
  if (wraps(column)) {
    return total & ((1 << bits) - 1);
  }
  if (total < -(1 << (bits - 1)) || total >= 1 << (bits - 1)) {
    throw new PoseFormatError('RANGE');
  }
  return total;
}

function next(column: number, value: number, step: number): number {
  if (column === SAMPLE) {
    return (value + 1) & 0xffff;
  }
  const bits = bitsOf(column);
  const expected = value + ((7 * step + 4) >> 3);
  if (wraps(column)) {
    return expected & ((1 << bits) - 1);
  }
  const limit = 1 << (bits - 1);
  return Math.max(-limit, Math.min(limit - 1, expected));
}

function unzigzag(folded: number): number {
  return (folded >>> 1) ^ -(folded & 1);
}

function rice(scale: number): number {
  return 32 - Math.clz32((scale * 11) >> 8);
}

function learn(scale: number, folded: number): number {
  return scale + ((16 * Math.min(folded, LEARN_LIMIT) - scale) >> 2);
}

function readRice(bits: BitReader, parameter: number): number {
  let quotient = 0;
  while (quotient < ESCAPE && bits.bit()) {
    quotient++;
  }
  if (quotient < ESCAPE) {
    return (quotient << parameter) | bits.bits(parameter);
  }
  const folded = bits.bits(ESCAPE_BITS);
  if (folded >>> parameter < ESCAPE) {
    throw new PoseFormatError('NOT_CANONICAL');
  }
  return folded;
}

// Payloads.

function count(bits: BitReader, most: number): number {
  const number = bits.gamma(SLOT_BITS) - 1;
  if (number > most) {
    throw new PoseFormatError('TOO_MANY');
  }
  return number;
}

function absolute(bits: BitReader, into: PoseColumns, row: number): void {
  for (let column = 0; column < COLUMNS; column++) {
    const width = bitsOf(column);
    into.set(row, column, wraps(column) ? bits.bits(width) : bits.signed(width));
  }
  checkOrientations(into, row);
}

function checkOrientations(state: PoseColumns, row: number): void {
  for (let at = HEAD + 3; at < COLUMNS; at += LIMB_COLUMNS) {
    if (!isOrientation(state.get(row, at), state.get(row, at + 1), state.get(row, at + 2))) {
      throw new PoseFormatError('RANGE');
    }
  }
}

/** Whether a payload says that it is a keyframe. */
export function isKeyframe(payload: Uint8Array): boolean {
  return payload.length > 1 && (payload[1]! & 15) === KEYFRAME;
}

/** Replaces `into` by the state of a keyframe; after an error it holds nothing of use. */
export function decodeKeyframe(payload: Uint8Array, into: PoseColumns): void {
  const bits = open(payload, KEYFRAME, CRC_START);
  into.clear();
  const avatars = count(bits, MAX_AVATARS);
  if (bits.remaining < avatars * ABSOLUTE_BITS) {
    throw new PoseFormatError('TRUNCATED');
  }
  let slot = -1;
  for (let i = 0; i < avatars; i++) {
    slot += bits.gamma(SLOT_BITS);
    const row = into.add(slot);
    absolute(bits, into, row);
    if (bits.bit()) {
      for (let column = 0; column < COLUMNS; column++) {
        const step = unzigzag(bits.gamma(STEP_BITS) - 1);
        const scale = bits.gamma(SCALE_BITS) - 1;
        if (Math.abs(step) >= 1 << bitsOf(column) || scale > SCALE_MAX) {
          throw new PoseFormatError('RANGE');
        }
        into.setPrediction(row, column, step, scale);
      }
    }
  }
  bits.finish();
}

/**
 * Replaces `into` by the state that a delta makes of `base`; after an error it holds nothing of use and the base is unharmed.
 * `baseSeq` is the stream's number for the base (another one is CHECKSUM); `into` must be another object.
 */
export function decodeDelta(payload: Uint8Array, base: PoseColumns, baseSeq: number, into: PoseColumns): void {
  if (base === into) {
    throw new TypeError('a delta needs two states');
  }
  let crc = CRC_START;
  for (let shift = 0; shift < 32; shift += 8) {
    crc = crcByte(crc, baseSeq >>> shift);
  }
  const bits = open(payload, DELTA, crc);
  into.clear();
  const leaving = bits.bit() ? roster(bits, base, into) : undefined;
  for (let row = 0; row < base.size; row++) {
    if (leaving === undefined || !leaving.has(row)) {
      avatar(bits, base, row, into);
    }
  }
  bits.finish();
}

function roster(bits: BitReader, base: PoseColumns, into: PoseColumns): Set<number> {
  const leaving = new Set<number>();
  const leavers = count(bits, base.size);
  let row = -1;
  for (let i = 0; i < leavers; i++) {
    row += bits.gamma(SLOT_BITS);
    if (row >= base.size) {
      throw new PoseFormatError('SLOT');
    }
    leaving.add(row);
  }
  const joiners = count(bits, MAX_AVATARS - (base.size - leavers));
  if (leavers + joiners === 0) {
    throw new PoseFormatError('NOT_CANONICAL');
  }
  if (bits.remaining < joiners * ABSOLUTE_BITS) {
    throw new PoseFormatError('TRUNCATED');
  }
  let slot = -1;
  for (let i = 0; i < joiners; i++) {
    slot += bits.gamma(SLOT_BITS);
    absolute(bits, into, into.add(slot));
  }
  return leaving;
}

function avatar(bits: BitReader, base: PoseColumns, baseRow: number, into: PoseColumns): void {
  const row = into.add(base.slotAt(baseRow));
  if (!bits.bit()) {
    for (let column = 0; column < COLUMNS; column++) {
      into.set(row, column, base.get(baseRow, column));
      into.setPrediction(row, column, base.step(baseRow, column), base.scale(baseRow, column));
    }
    return;
  }
  let changed = false;
  for (let group = 0; group < GROUPS; group++) {
    const surprising = group !== 1 || bits.bit();
    for (let column = groupStart(group); column < groupStart(group + 1); column++) {
      const value = base.get(baseRow, column);
      const expected = next(column, value, base.step(baseRow, column));
      let scale = base.scale(baseRow, column);
      let residual = 0;
      if (surprising) {
        const folded = readRice(bits, rice(scale));
        residual = unzigzag(folded);
        scale = learn(scale, folded);
      }
      const now = sum(column, expected, residual);
      changed = changed || now !== value;
      into.set(row, column, now);
      into.setPrediction(row, column, difference(column, value, now), scale);
    }
  }
  checkOrientations(into, row);
  if (!changed) {
    throw new PoseFormatError('NOT_CANONICAL');
  }
}

/** One sample of one's own motion, all integers on the grids above. */
export interface PoseSample {
  /** Grows by 1 per sample, modulo 65,536. */
  number: number;
  /** Wanted displacement since the sample before, see {@link moveSteps}. */
  moveX: number;
  moveZ: number;
  /** See {@link yawSteps}. */
  yaw: number;
  /** Head, left hand, right hand: three {@link limbSteps} and three {@link orientationSteps} each, 18 numbers. */
  limbs: ArrayLike<number>;
}

/** Writes the payload `sample`, always 34 bytes. */
export function encodeSample(sample: PoseSample): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(34);
  bytes[1] = (VERSION << 4) | SAMPLE_KIND;
  let at = 16;
  const put = (value: number, width: number) => {
    for (let bit = width - 1; bit >= 0; bit--, at++) {
      if (((value >> bit) & 1) !== 0) {
        bytes[at >>> 3] = (bytes[at >>> 3] ?? 0) | (0x80 >>> (at & 7));
      }
    }
  };
  put(sample.number, SAMPLE_BITS);
  put(sample.moveX, MOVE_BITS);
  put(sample.moveZ, MOVE_BITS);
  put(sample.yaw, YAW_BITS);
  for (let i = 0; i < 3 * LIMB_COLUMNS; i++) {
    put(sample.limbs[i] ?? 0, bitsOf(HEAD + i));
  }
  bytes[0] = crc8(CRC_START, bytes);
  return bytes;
}
