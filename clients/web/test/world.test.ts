import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { ScopeKind } from '../src/protocol/gen/asclepion/v1/scope_pb';
import { ServerFrameSchema } from '../src/protocol/gen/asclepion/v1/session_pb';
import { bestTarget } from '../src/state/interact';
import { type ChatLine, World } from '../src/state/world';
import { twoRooms } from './scenes';

type Message = NonNullable<MessageInitShape<typeof ServerFrameSchema>['message']>;

function begin() {
  const world = new World(twoRooms());
  const hear = (message: Message) => {
    world.handleFrame(create(ServerFrameSchema, { message }), 10_000);
  };
  const enter = (template: number, slot: number, scope: number) => {
    hear({ case: 'roomEntered', value: { template, slot, tickHz: 30 } });
    hear({ case: 'scopeOpened', value: { scope: { number: scope, kind: ScopeKind.ROOM, subject: 0 } } });
  };
  const keyframe = (scope: number, seq: number, components: NonNullable<Extract<Message, { case: 'keyframe' }>['value']>['components']) => {
    hear({ case: 'keyframe', value: { scope, seq, epochNanos: 0n, periodNanos: 33_333_333, components: components ?? [] } });
  };
  return { world, hear, enter, keyframe };
}

const body = (slot: number) => ({ value: { case: 'body' as const, value: { slot, role: 1 } } });
const name = (slot: number, displayName: string) => ({ value: { case: 'name' as const, value: { slot, displayName } } });

test('a name is known while its stream is open, and forgotten with it', () => {
  const { world, hear, enter, keyframe } = begin();
  enter(0, 0, 7);
  keyframe(7, 1, [body(0), body(1), name(1, 'Ada')]);
  expect(world.nameOf(1)).toBe('Ada');
  hear({ case: 'scopeClosed', value: { scope: 7 } });
  expect(world.nameOf(1)).toBe('');
  expect([...world.people(10_000)]).toEqual([]);
});

test('entering a room forgets everything of the one before', () => {
  const { world, enter, keyframe } = begin();
  enter(0, 0, 7);
  keyframe(7, 1, [body(0), name(1, 'Ada'), { value: { case: 'item', value: { id: 3, model: 0 } } }]);
  enter(1, 2, 8);
  expect(world.nameOf(1)).toBe('');
  expect([...world.items()]).toEqual([]);
  expect(world.room?.id).toBe('second');
  expect(world.isPlaced).toBe(false);
});

test('what still arrives of a closed stream is not taken in', () => {
  const { world, enter, keyframe } = begin();
  enter(0, 0, 7);
  enter(1, 0, 8);
  keyframe(7, 5, [name(1, 'Ada')]);
  expect(world.nameOf(1)).toBe('');
});

test('a delta on an unknown base asks once for a keyframe and waits for it', () => {
  const { world, hear, enter, keyframe } = begin();
  const asked: number[] = [];
  world.events.on('resync', ({ scope }) => asked.push(scope));
  enter(0, 0, 7);
  keyframe(7, 10, [name(1, 'Ada')]);
  hear({ case: 'delta', value: { scope: 7, seq: 12, baseSeq: 11, components: [name(1, 'Eve')] } });
  hear({ case: 'delta', value: { scope: 7, seq: 13, baseSeq: 12, components: [name(1, 'Eve')] } });
  expect(asked).toEqual([7]);
  expect(world.nameOf(1)).toBe('Ada');
  keyframe(7, 14, [name(1, 'Bo')]);
  hear({ case: 'delta', value: { scope: 7, seq: 15, baseSeq: 14, removals: [{ type: 2, id: 1 }] } });
  expect(world.nameOf(1)).toBe('');
  expect(asked).toEqual([7]);
});

test('poses that are no poses ask for a keyframe instead of breaking the page', () => {
  const { world, hear, enter, keyframe } = begin();
  const asked: number[] = [];
  world.events.on('resync', ({ scope }) => asked.push(scope));
  enter(0, 0, 7);
  keyframe(7, 1, []);
  hear({ case: 'delta', value: { scope: 7, seq: 2, baseSeq: 1, poses: Uint8Array.of(1, 2, 3, 4) } });
  expect(asked).toEqual([7]);
});

test('a side talk is heard under its number, the room under zero', () => {
  const { world, hear, enter, keyframe } = begin();
  const lines: ChatLine[] = [];
  world.events.on('chat', (line) => lines.push(line));
  enter(0, 0, 7);
  keyframe(7, 1, [name(1, 'Ada')]);
  hear({ case: 'scopeOpened', value: { scope: { number: 9, kind: ScopeKind.SIDE, subject: 4 } } });
  hear({ case: 'event', value: { scope: 7, value: { case: 'chat', value: { slot: 1, text: 'all' } } } });
  hear({ case: 'event', value: { scope: 9, value: { case: 'chat', value: { slot: 0, text: 'few' } } } });
  hear({ case: 'event', value: { scope: 99, value: { case: 'chat', value: { slot: 0, text: 'none' } } } });
  expect(lines.map(({ text, talk, name: who, self }) => [text, talk, who, self])).toEqual([
    ['all', 0, 'Ada', false],
    ['few', 4, '', true],
  ]);
});

test('one’s own figure is not drawn, others walk along their way', () => {
  const { world, hear, enter, keyframe } = begin();
  enter(0, 0, 7);
  keyframe(7, 1, []);
  for (const [number, kind] of [[8, ScopeKind.VISITORS], [9, ScopeKind.PERSON]] as const) hear({ case: 'scopeOpened', value: { scope: { number, kind, subject: 0 } } });
  const figure = (id: number) => ({ value: { case: 'figure' as const, value: { id, fromX: 0, fromZ: 1, toX: 4, toZ: 1, yaw: 0, startSeq: 0, endSeq: 300 } } });
  keyframe(8, 150, [figure(11), figure(12)]);
  keyframe(9, 150, [{ value: { case: 'ownFigure', value: { figure: 11 } } }]);
  const [seen, ...more] = [...world.figures(5_066)];
  expect(more).toEqual([]);
  expect(seen?.id).toBe(12);
  expect(seen?.x).toBeCloseTo(2, 1);
  expect(seen?.walking).toBe(true);
  expect(seen?.yaw).toBeCloseTo(-Math.PI / 2, 5);
});

test('a person behind a window has no name, and a key of their own', () => {
  const { world, hear, enter, keyframe } = begin();
  enter(0, 0, 7);
  keyframe(7, 1, [body(0), name(1, 'Ada')]);
  hear({ case: 'scopeOpened', value: { scope: { number: 12, kind: ScopeKind.WINDOW, subject: 0 }, template: 1 } });
  keyframe(12, 1, [body(1), { value: { case: 'door', value: { aperture: 0, open: true } } }]);
  expect(world.nameOf(1)).toBe('Ada');
  // The leaf's state as the other room has it does not open ours.
  expect(world.isOpen(0)).toBe(false);
  expect(world.isOpen(1)).toBe(true);
});

test('before one stands anywhere there is nothing to use', () => {
  const { world, enter } = begin();
  enter(0, 0, 7);
  expect(bestTarget(world)).toBeUndefined();
});

test('a microphone is seen as its scope tells it: talking aside is seen by those aside', () => {
  const { world, hear, enter, keyframe } = begin();
  const voice = (talking: boolean) => ({ value: { case: 'voice' as const, value: { slot: 0, talking } } });
  const shown = () => [...world.people(10_000)].map((person) => person.voice);
  enter(0, 0, 7);
  keyframe(7, 1, [body(0)]);
  expect(shown()).toEqual(['off']);
  keyframe(7, 2, [body(0), voice(false)]);
  expect(shown()).toEqual(['open']);
  hear({ case: 'scopeOpened', value: { scope: { number: 9, kind: ScopeKind.SIDE, subject: 4 } } });
  keyframe(9, 2, [voice(true)]);
  expect(shown()).toEqual(['talking']);
  hear({ case: 'delta', value: { scope: 7, seq: 3, baseSeq: 2, removals: [{ type: 11, id: 0 }] } });
  hear({ case: 'scopeClosed', value: { scope: 9 } });
  expect(shown()).toEqual(['off']);
});

test('a slot of the media belongs to a body of an open stream, or to nobody', () => {
  const { world, hear, enter, keyframe } = begin();
  enter(0, 0, 7);
  keyframe(7, 1, [body(0)]);
  expect(world.keyOf(7, 0)).toBe([...world.people(10_000)][0]?.key);
  hear({ case: 'scopeOpened', value: { scope: { number: 12, kind: ScopeKind.WINDOW, subject: 0 }, template: 1 } });
  expect(world.keyOf(12, 1)).not.toBe(world.keyOf(7, 1));
  expect(world.keyOf(99, 1)).toBeUndefined();
});
