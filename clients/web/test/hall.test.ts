import { readFileSync } from 'node:fs';
import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { ScopeKind } from '../src/protocol/gen/asclepion/v1/scope_pb';
import { ServerFrameSchema } from '../src/protocol/gen/asclepion/v1/session_pb';
import { COLUMNS } from '../src/protocol/pose';
import { Hall } from '../src/state/hall';
import { Track } from '../src/state/track';
import { newPose } from '../src/state/pose';
import { World } from '../src/state/world';
import { twoRooms } from './scenes';

type Message = NonNullable<MessageInitShape<typeof ServerFrameSchema>['message']>;

interface Told {
  seq: number;
  pieces: Uint8Array;
  rows: { slot: number; far: boolean; values: number[] }[];
}

function golden(): Told[] {
  const told: Told[] = [];
  for (const line of readFileSync(new URL('../../../protocol/src/test/golden/hall.txt', import.meta.url), 'utf8').trim().split('\n')) {
    const [word, ...rest] = line.split(' ');
    if (word === 'pieces') told.push({ seq: Number(rest[0]), pieces: Uint8Array.from(Buffer.from(rest[1] ?? '', 'hex')), rows: [] });
    if (word === 'row') told.at(-1)!.rows.push({ slot: Number(rest[0]), far: rest[1] === 'far', values: rest.slice(2).map(Number) });
  }
  return told;
}

test('a hall reads what the server’s code writes', () => {
  const hall = new Hall();
  for (const { pieces, rows } of golden()) {
    hall.apply(pieces);
    for (const { slot, far, values } of rows) {
      const columns = hall.columns(slot)!;
      expect(hall.isFar(slot)).toBe(far);
      expect(Array.from({ length: COLUMNS }, (_, column) => columns.get(0, column))).toEqual(values);
    }
    for (const slot of [0, 77, 499]) expect(hall.has(slot)).toBe(rows.some((row) => row.slot === slot));
  }
});

test('damage and a wrong base are found', () => {
  const told = golden();
  const skips = new Hall();
  skips.apply(told[0]!.pieces);
  expect(() => {
    skips.apply(told[2]!.pieces);
  }).toThrow();
  const cut = new Hall();
  expect(() => {
    cut.apply(told[0]!.pieces.subarray(0, -1));
  }).toThrow();
});

function enterHall() {
  const world = new World(twoRooms());
  let now = 0;
  const hear = (message: Message) => {
    world.handleFrame(create(ServerFrameSchema, { message }), now);
  };
  hear({ case: 'roomEntered', value: { template: 0, slot: 0, tickHz: 20 } });
  hear({ case: 'scopeOpened', value: { scope: { number: 7, kind: ScopeKind.ROOM, subject: 0 }, farTicks: 4 } });
  const body = (slot: number) => ({ value: { case: 'body' as const, value: { slot, role: 1 } } });
  const keyframe = () => {
    hear({ case: 'keyframe', value: { scope: 7, seq: 0, epochNanos: 0n, periodNanos: 50_000_000, components: [0, 77, 499].map(body) } });
  };
  keyframe();
  const tell = (told: Told) => {
    now = told.seq * 50;
    hear({ case: 'hallPoses', value: { scope: 7, seq: told.seq, pieces: told.pieces } });
  };
  return { world, tell, hear, keyframe, now: () => now };
}

test('the bodies of a hall are shown, by either lane, and one’s own is placed', () => {
  const { world, tell, now } = enterHall();
  const told = golden();
  for (const frame of told.slice(0, 5)) tell(frame);
  expect(world.isPlaced).toBe(true);
  expect([...world.people(now())].map((person) => person.slot).sort((a, b) => a - b)).toEqual([0, 77, 499]);
});

test('pieces that cannot be read ask once for a keyframe and wait for it', () => {
  const { world, tell, keyframe } = enterHall();
  const asked: number[] = [];
  world.events.on('resync', ({ scope }) => asked.push(scope));
  const told = golden();
  tell(told[0]!);
  tell(told[2]!);
  tell(told[3]!);
  expect(asked).toEqual([7]);
  keyframe();
  tell(told[0]!);
  expect(asked).toEqual([7]);
});

test('a body that changes its pace makes no jump', () => {
  const track = new Track();
  const pose = newPose();
  const shown = newPose();
  let last: number | undefined;
  let most = 0;
  for (let tick = 0; tick < 400; tick++) {
    // Walks at 1.4 m/s; near until the far lane has its turn, far for a while, near again.
    const far = tick >= 130 && tick < 243;
    if (!far || tick % 10 === 0) {
      track.pace(50, far ? 10 : 1);
      pose[0] = 0.07 * tick;
      track.push(tick * 50, pose, far ? 500 : 50);
    }
    for (let frame = 0; frame < 3; frame++) {
      track.show(tick * 50 + frame * 16.7 - 100, shown);
      if (last !== undefined) most = Math.max(most, Math.abs(shown[0]! - last));
      last = shown[0]!;
    }
  }
  // A frame's way at 1.4 m/s is 23 mm.
  expect(most).toBeLessThan(0.05);
  expect(shown[0]).toBeGreaterThan(0.07 * 390);
});
