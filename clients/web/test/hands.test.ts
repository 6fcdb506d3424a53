import { create } from '@bufbuild/protobuf';
import { describe, expect, test } from 'vitest';
import { StrokeSchema } from '../src/protocol/gen/asclepion/v1/component_pb';
import { ApertureSchema, BoxSchema, HospitalSchema, RoomSchema, WhiteboardSchema } from '../src/protocol/gen/asclepion/v1/scene_pb';
import { encodePoints, STROKE_POINTS } from '../src/protocol/stroke';
import { Pen, SEND_MS } from '../src/state/pen';
import { handDirection, handPlace, newPose, restLimbs, STANDING_EYE, turnHand } from '../src/state/pose';
import { fromBody, inTheAir, stretchTo } from '../src/state/reaching';
import { lineAt, placesOf } from '../src/state/strokes';
import { along, firstSurface, ofBoard, onBoard } from '../src/state/surfaces';

const DOOR = 0;

/** 8 m by 6 m around the origin as on the server: a board in the south, a box in the east, a door in the north. */
const hospital = create(HospitalSchema, {
  rooms: [
    create(RoomSchema, {
      outline: [{ x: -4, z: 3 }, { x: 4, z: 3 }, { x: 4, z: -3 }, { x: -4, z: -3 }],
      height: 3,
      obstacles: [create(BoxSchema, { x: 2.5, y: 0.5, z: 0, halfX: 0.5, halfY: 0.5, halfZ: 0.5 })],
      whiteboards: [create(WhiteboardSchema, { x: 0, y: 1.5, z: 2.9, yaw: 0, width: 1.8, height: 1.2 })],
    }),
    create(RoomSchema, {}),
  ],
  apertures: [create(ApertureSchema, { kind: 1, roomA: 0, roomB: 1, x: 0, y: 0, z: -3, yaw: 0, width: 1, height: 2.1, passesWalk: true })],
});

function cast(x: number, y: number, z: number, dx: number, dy: number, dz: number, open = false, people: { x: number; y: number; z: number; height: number }[] = []) {
  const length = Math.hypot(dx, dy, dz);
  return firstSurface(hospital, 0, { origin: { x, y, z }, direction: { x: dx / length, y: dy / length, z: dz / length } }, (aperture) => open && aperture === DOOR, people);
}

describe('the first surface', () => {
  test('is the wall as it is drawn, the floor, the ceiling', () => {
    expect(cast(0, 1, 0, -1, 0, 0)?.distance).toBeCloseTo(3.92, 3);
    expect(cast(0, 1, 0, 0, -1, 0)?.distance).toBeCloseTo(1, 6);
    expect(cast(0, 1, 0, 0, 1, 0)?.distance).toBeCloseTo(2, 6);
  });

  test('is furniture, a board, a person, whichever comes first', () => {
    expect(cast(0, 0.5, 0, 1, 0, 0)?.distance).toBeCloseTo(2, 6);
    expect(cast(0, 1.5, 0, 0.1, 0, 1)).toMatchObject({ whiteboard: 0 });
    expect(cast(0, 1.5, 0, 1, 0, 1)).toMatchObject({ whiteboard: -1 });
    const somebody = [{ x: 0, y: 0, z: 1, height: 1.7 }];
    expect(cast(0, 1.5, 0, 0, 0, 1, false, somebody)?.distance).toBeCloseTo(0.8, 6);
    expect(cast(0, 1.9, 0, 0, 0, 1, false, somebody)).toMatchObject({ whiteboard: 0 });
  });

  test('is a closed leaf and nothing behind an open one', () => {
    expect(cast(0, 1, 0, 0, 0, -1)?.distance).toBeCloseTo(2.92, 3);
    expect(cast(0, 1, 0, 0, 0, -1, true)).toBeUndefined();
    expect(cast(0, 2.5, 0, 0, 0, -1, true)?.distance).toBeCloseTo(2.92, 3);
  });
});

test('a whiteboard has the frame that the room gives it', () => {
  const board = hospital.rooms[0]!.whiteboards[0]!;
  // Facing north: for its reader, who looks south, right is west.
  expect(onBoard(board, { x: -0.3, y: 1.6, z: 2.85 })).toEqual({ across: expect.closeTo(0.3, 5) as number, up: expect.closeTo(0.1, 5) as number, before: expect.closeTo(0.05, 5) as number });
  for (const yaw of [0, 1, 2.5, -1.7]) {
    const turned = { ...board, yaw };
    const { across, up, before } = onBoard(turned, ofBoard(turned, 0.4, -0.2, 0.1));
    expect([across, up, before].map((v) => Number(v.toFixed(6)))).toEqual([0.4, -0.2, 0.1]);
  }
});

describe('a hand', () => {
  function standing(yaw: number) {
    const pose = newPose();
    pose.set([1, 0, 2, yaw]);
    restLimbs(pose, STANDING_EYE, 0);
    return pose;
  }

  test('turned to a place points there', () => {
    for (const yaw of [0, 1.2, -2.9]) {
      for (const way of [{ x: 1, y: 0.4, z: -0.3 }, { x: -0.2, y: -0.9, z: 0.6 }, { x: 0, y: 0, z: 1 }]) {
        const pose = standing(yaw);
        turnHand(pose, true, way);
        const length = Math.hypot(way.x, way.y, way.z);
        const seen = handDirection(pose, true);
        expect(seen.x).toBeCloseTo(way.x / length, 6);
        expect(seen.y).toBeCloseTo(way.y / length, 6);
        expect(seen.z).toBeCloseTo(way.z / length, 6);
      }
    }
  });

  test('stretches no farther than an arm, and its light meets the place', () => {
    const pose = standing(0.7);
    const place = { x: -2, y: 1.1, z: -3 };
    stretchTo(pose, false, place);
    const hand = handPlace(pose, false);
    expect(Math.hypot(hand.x - 1, hand.z - 2)).toBeLessThan(0.8);
    const far = Math.hypot(place.x - hand.x, place.y - hand.y, place.z - hand.z);
    const end = along({ origin: hand, direction: handDirection(pose, false) }, far);
    expect(Math.hypot(end.x - place.x, end.y - place.y, end.z - place.z)).toBeLessThan(1e-6);
  });

  test('of who has only a picture draws at arm’s length, wherever the camera stands', () => {
    const pose = standing(0);
    const ray = fromBody({ origin: { x: 1.4, y: 1.9, z: 4.5 }, direction: { x: 0, y: 0, z: -1 } }, pose);
    expect(ray.origin.z).toBeCloseTo(2, 6);
    expect(inTheAir(ray, pose)).toEqual({ x: expect.closeTo(1.4, 6) as number, y: expect.closeTo(1.9, 6) as number, z: expect.closeTo(1.3, 6) as number });
    expect(inTheAir({ origin: ray.origin, direction: { x: 0, y: 0, z: 1 } }, pose)).toBeUndefined();
  });
});

describe('a pen', () => {
  const at = (i: number) => ({ x: i / 100, y: 1.4, z: -0.5 });

  test('sends what it drew some times a second, thinned out', () => {
    const pen = new Pen();
    pen.draw(at(0));
    expect(pen.take(0)).toEqual([{ begins: true, ends: false, points: [0, 1_400, -500] }]);
    pen.draw({ ...at(0), x: 0.001 });
    pen.draw(at(1));
    expect(pen.take(SEND_MS / 2)).toEqual([]);
    expect(pen.take(SEND_MS)).toEqual([{ begins: false, ends: false, points: [10, 1_400, -500] }]);
    pen.lift();
    expect(pen.take(SEND_MS + 1)).toEqual([{ begins: false, ends: true, points: [] }]);
    pen.lift();
    expect(pen.take(9_999)).toEqual([]);
  });

  test('goes on as another line before one grows too long', () => {
    const pen = new Pen();
    const all: { begins: boolean; ends: boolean; points: number[] }[] = [];
    for (let i = 0; i < 1_200; i++) {
      pen.draw(at(i));
      if (i % 7 === 0) all.push(...pen.take(i * 40));
    }
    pen.lift();
    all.push(...pen.take(99_999));
    let count = 0;
    let lines = 0;
    let last: number[] = [];
    for (const batch of all) {
      expect(batch.points.length).toBeLessThanOrEqual(3 * 64);
      if (batch.begins) {
        if (lines > 0) expect(batch.points.slice(0, 3)).toEqual(last);
        lines++;
        count = 0;
      }
      count += batch.points.length / 3;
      expect(count).toBeLessThanOrEqual(STROKE_POINTS);
      if (batch.points.length > 0) last = batch.points.slice(-3);
    }
    expect(lines).toBe(3);
    expect(all.filter(({ ends }) => ends)).toHaveLength(3);
  });

  test('forgets a line that was refused', () => {
    const pen = new Pen();
    pen.draw(at(0));
    pen.drop();
    expect(pen.take(500)).toEqual([]);
    expect(pen.isDown).toBe(false);
    pen.draw(at(3));
    expect(pen.take(900)).toMatchObject([{ begins: true }]);
  });
});

describe('lines', () => {
  const room = hospital.rooms[0]!;
  const inAir = create(StrokeSchema, { stroke: 4, points: encodePoints(3, [0, 1_000, 0, 500, 1_000, 0]) });
  const onIt = create(StrokeSchema, { stroke: 5, whiteboardPlusOne: 1, points: encodePoints(2, [300, 100, 400, -100]) });

  test('lie where they were drawn, on a board a little before it', () => {
    expect([...placesOf(inAir, room)]).toEqual([0, 1, 0, 0.5, 1, 0]);
    expect([...placesOf(onIt, room)].map((v) => Number(v.toFixed(3)))).toEqual([-0.3, 1.6, 2.897, -0.4, 1.4, 2.897]);
    expect(placesOf(create(StrokeSchema, { points: Uint8Array.of(1, 2, 3) }), room)).toHaveLength(0);
    expect(placesOf(create(StrokeSchema, { whiteboardPlusOne: 9, points: onIt.points }), room)).toHaveLength(0);
  });

  test('are found by a sponge that touches them', () => {
    const all = [inAir, onIt].map((stroke) => ({ key: String(stroke.stroke), stroke }));
    expect(lineAt(all, room, { x: 0.25, y: 1.03, z: 0 }, 0.05)).toBe(4);
    expect(lineAt(all, room, { x: -0.35, y: 1.5, z: 2.9 }, 0.05)).toBe(5);
    expect(lineAt(all, room, { x: 0.25, y: 1.1, z: 0 }, 0.05)).toBeUndefined();
  });
});
