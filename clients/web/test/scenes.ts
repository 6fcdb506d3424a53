import { create } from '@bufbuild/protobuf';
import { type Hospital, HospitalSchema, Role, RoomKind } from '../src/protocol/gen/asclepion/v1/scene_pb';

/** Two rooms of 6 × 4 m side by side: a door between them at x = 6, an arch out of the first at z = 4; a table in the first. */
export function twoRooms(): Hospital {
  const square = (x: number) => [
    { x, z: 0 },
    { x, z: 4 },
    { x: x + 6, z: 4 },
    { x: x + 6, z: 0 },
  ];
  const room = (id: string, x: number) => ({
    id,
    name: { byLanguage: { en: id, 'zh-Hans': id } },
    kind: RoomKind.LOBBY,
    outline: square(x),
    height: 3,
    capacity: 10,
    tickHz: 30,
    admits: [Role.PATIENT],
    file: `rooms/${id}.glb`,
  });
  return create(HospitalSchema, {
    id: 'test',
    rooms: [
      { ...room('first', 0), obstacles: [{ x: 3, y: 0.4, z: 2, halfX: 0.5, halfY: 0.4, halfZ: 0.3, yaw: 0.5 }, { x: 1, y: 0.05, z: 1, halfX: 0.5, halfY: 0.05, halfZ: 0.5, yaw: 0 }], seats: [{ x: 1, y: 0.45, z: 3.5, yaw: 0 }] },
      room('second', 6),
      { ...room('third', 0), outline: [{ x: 0, z: 4 }, { x: 0, z: 8 }, { x: 6, z: 8 }, { x: 6, z: 4 }] },
    ],
    apertures: [
      { id: 'door', kind: 1, roomA: 0, roomB: 1, x: 6, y: 0, z: 2, yaw: -Math.PI / 2, width: 1, height: 2.1, passesWalk: true, sightAToB: true, sightBToA: true, leafFile: 'leaves/door.glb' },
      { id: 'arch', kind: 2, roomA: 0, roomB: 2, x: 5, y: 0, z: 4, yaw: Math.PI, width: 1.4, height: 2.1, passesWalk: true, sightAToB: true, sightBToA: true },
    ],
    models: [{ id: 'cup', name: { byLanguage: { en: 'Cup', 'zh-Hans': '杯子' } }, file: 'items/cup.glb' }],
  });
}

/** Numbers in [0, 1) that are the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
