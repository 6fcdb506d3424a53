import { beforeEach, expect, test } from 'vitest';
import { type ActionMap, Actions } from '../src/input/actions';
import { type Comfort, defaultComfort } from '../src/input/comfort';
import { Gestures, JOINTS } from '../src/input/gestures';
import type { HandView, Surroundings } from '../src/input/hands';
import { HeadsetControls } from '../src/input/headset';
import { handJoints, JOINT_RADII } from '../src/input/skeleton';

const STEP = 1 / 72;
const forward = { origin: { x: 0, y: 1.2, z: 0 }, direction: { x: 0, y: 0, z: -1 } };
const s = Math.SQRT1_2;
const down = { origin: { x: 0, y: 1.2, z: 0 }, direction: { x: 0, y: -s, z: -s } };

let actions: Actions;
let comfort: Comfort;
let controls: HeadsetControls;
let seen: [keyof ActionMap, unknown][];
let touches: string[];
let panelHits: string[];
let panel: { distance: number } | undefined;
let fingertip: boolean;
let around: Surroundings;

function view(changes: Partial<HandView> = {}): HandView {
  return { hand: 'right', holding: 'controller', ray: forward, wrist: undefined, palm: { x: 0, y: 1.1, z: -0.2 }, tip: { x: 0, y: 1.1, z: -0.3 }, gesture: 'open', stickX: 0, stickY: 0, hasStick: true, squeeze: false, first: false, second: false, velocity: { x: 0, y: 0, z: -2 }, ...changes };
}

const picture = (...hands: HandView[]) => {
  controls.handlePicture(hands, around, STEP);
};
const both = (right: Partial<HandView> = {}, left: Partial<HandView> = {}) => {
  picture(view({ hand: 'left', ...left }), view(right));
};

beforeEach(() => {
  actions = new Actions();
  comfort = defaultComfort();
  seen = [];
  touches = [];
  panelHits = [];
  panel = undefined;
  fingertip = false;
  around = { floorY: 0, means: () => false, canLand: (x, z) => Math.hypot(x, z) < 5, carries: () => false, yaw: 0.3, seated: false };
  for (const name of ['use', 'grab', 'release', 'teleport', 'stand', 'point', 'draw', 'raiseHand', 'menu'] as const) actions.events.on(name, (it) => seen.push([name, it]));
  controls = new HeadsetControls({
    actions,
    comfort,
    pulse: (hand, touch) => touches.push(`${hand} ${touch}`),
    pressables: { pick: () => panel, touch: (_, id) => { panelHits.push(`${id} touch`); return fingertip; }, untouch: (id) => panelHits.push(`${id} untouch`), handlePointer: (id, phase) => panelHits.push(`${id} ${phase}`) },
  });
});

test('a trigger on a thing uses it, with the hand that pointed', () => {
  around.means = () => true;
  both();
  controls.handlePress('right');
  expect(seen).toEqual([]);
  controls.handleRelease('right');
  expect(seen).toEqual([['use', { pointing: { type: 'ray', ray: forward }, hand: 'right' }]]);
  expect(touches).toEqual(['right touch']);
});

test('a stick pushed forward throws an arc, and letting it back jumps to where it came down', () => {
  both({ stickY: 1 });
  const grip = controls.grips.right;
  expect(grip.aiming).toBe(true);
  expect(grip.landing!.z).toBeLessThan(-2);
  both({ stickY: 0 });
  expect(seen.length).toBe(1);
  expect(seen[0]).toEqual(['teleport', { x: 0, z: expect.closeTo(-3.2, 0) as number, yaw: 0.3 }]);
  expect(grip.aiming).toBe(false);
  expect(touches).toEqual(['right teleport']);
});

test('nobody jumps to where nobody can stand', () => {
  around.canLand = () => false;
  both({ stickY: 1 });
  expect(controls.grips.right.landing).toBeUndefined();
  both();
  expect(seen).toEqual([]);
});

test('pressing while pointing at the floor jumps there straight, by eyes and pinch too', () => {
  picture(view({ holding: 'transient', hasStick: false, ray: down }));
  controls.handlePress('right', down);
  picture(view({ holding: 'transient', hasStick: false, ray: down }));
  controls.handleRelease('right', down);
  expect(seen).toEqual([['teleport', { x: 0, z: expect.closeTo(-1.2, 5) as number, yaw: 0.3 }]]);
});

test('the first pinch of eyes and fingers already counts, though no hand was seen before', () => {
  picture();
  controls.handlePress('left', down);
  controls.handleRelease('left', down);
  expect(seen.map(([name]) => name)).toEqual(['teleport']);
});

test('who sits stands up first', () => {
  around.seated = true;
  both({ stickY: 1 });
  both();
  expect(seen).toEqual([['stand', {}]]);
});

test('a hand closes on a thing and lets it go with its own speed', () => {
  both({ squeeze: true });
  expect(seen).toEqual([['grab', { hand: 'right', at: { x: 0, y: 1.1, z: -0.2 }, pointing: { type: 'ray', ray: forward } }]]);
  around.carries = (hand) => hand === 'right';
  both({ squeeze: true });
  both();
  expect(seen[1]).toEqual(['release', { hand: 'right', velocity: { x: 0, y: 0, z: -2 } }]);
  expect(seen.length).toBe(2);
});

test('a fist is a closed hand too, and one that opens after a pinch drops nothing', () => {
  picture(view({ holding: 'hand', hasStick: false, gesture: 'fist' }));
  expect(seen.map(([name]) => name)).toEqual(['grab']);
  picture(view({ holding: 'hand', hasStick: false, gesture: 'open' }));
  expect(seen.map(([name]) => name)).toEqual(['grab', 'release']);
  picture(view({ holding: 'hand', hasStick: false, gesture: 'pinch' }));
  picture(view({ holding: 'hand', hasStick: false, gesture: 'open' }));
  expect(seen.length).toBe(2);
});

test('who carries something and presses on nothing puts it down', () => {
  around.carries = () => true;
  both();
  controls.handlePress('right');
  controls.handleRelease('right');
  expect(seen.map(([name]) => name)).toEqual(['release']);
});

test('the main hand has laser and pen, the other the menu', () => {
  both({ first: true }, { first: true });
  both({ second: true }, { second: true });
  both();
  expect(seen).toEqual([
    ['menu', {}],
    ['point', { hand: 'right', on: true }],
    ['raiseHand', {}],
    ['point', { hand: 'right', on: false }],
    ['draw', { hand: 'right', on: true }],
    ['draw', { hand: 'right', on: false }],
  ]);
});

test('left-handed, everything is the other way round', () => {
  comfort.hand = 'left';
  both({ first: true });
  both({}, { first: true });
  expect(seen).toEqual([['menu', {}], ['point', { hand: 'left', on: true }]]);
});

test('one hand alone can do what both do', () => {
  picture(view({ first: true, second: true }));
  expect(seen).toEqual([['point', { hand: 'right', on: true }], ['menu', {}]]);
});

test('with the pen chosen, any press draws, and nothing else', () => {
  actions.tool = 'draw';
  around.means = () => true;
  both();
  controls.handlePress('left');
  both();
  controls.handleRelease('left');
  expect(seen).toEqual([['draw', { hand: 'left', on: true }], ['draw', { hand: 'left', on: false }]]);
});

test('an outstretched finger lights the laser only after a moment', () => {
  const pointing = () => picture(view({ holding: 'hand', hasStick: false, gesture: 'point' }));
  for (let i = 0; i < 20; i++) pointing();
  expect(seen).toEqual([]);
  for (let i = 0; i < 20; i++) pointing();
  expect(seen).toEqual([['point', { hand: 'right', on: true }]]);
});

test('a hand that is lost lets go of everything', () => {
  both({ first: true });
  panel = { distance: 1 };
  both({ first: true });
  controls.handlePress('right');
  picture(view({ hand: 'left' }));
  expect(seen.at(-1)).toEqual(['point', { hand: 'right', on: false }]);
  expect(panelHits.filter((it) => it.includes('right')).slice(-3)).toEqual(['ray-right release', 'ray-right leave', 'tip-right untouch']);
  controls.handleRelease('right');
  expect(seen.length).toBe(2);
});

test('a panel in the way is pressed, and what is behind it is not', () => {
  around.means = () => true;
  panel = { distance: 3 };
  both();
  controls.handlePress('right');
  controls.handleRelease('right');
  expect(seen).toEqual([]);
  expect(panelHits.filter((it) => it.startsWith('ray-right'))).toEqual(['ray-right hover', 'ray-right press', 'ray-right release']);
});

test('a fingertip at a panel touches it, and its ray means nothing meanwhile', () => {
  around.means = () => true;
  panel = { distance: 1 };
  picture(view());
  fingertip = true;
  picture(view());
  controls.handlePress('right');
  controls.handleRelease('right');
  expect(seen).toEqual([]);
  picture(view({ tip: undefined }));
  expect(panelHits).toEqual(['tip-right touch', 'ray-right hover', 'tip-right touch', 'ray-right leave', 'tip-right untouch', 'ray-right hover']);
});

test('gliding: one stick walks, the other turns and throws', () => {
  comfort.move = 'smooth';
  const push = () => {
    both({ stickX: 1 }, { stickY: 1 });
  };
  push();
  expect(controls.turn(STEP)).toBeCloseTo(-Math.PI / 6, 6);
  for (let i = 0; i < 100; i++) controls.speed(STEP);
  expect(controls.speed(STEP).forward).toBeCloseTo(2.6, 1);
  expect(controls.grips.left.aiming).toBe(false);
  both({ stickY: 1 });
  expect(controls.grips.right.aiming).toBe(true);
});

test('jumping: no stick glides', () => {
  both({ stickY: 1 }, { stickY: 1 });
  for (let i = 0; i < 100; i++) expect(controls.speed(STEP)).toEqual({ right: 0, forward: 0 });
});

test('gestures: straight, pinched, pointing, closed; and none of them by a flicker', () => {
  const joints = new Float32Array(3 * JOINTS.length);
  const gestures = new Gestures();
  const hold = (curls: { thumb: number; index: number; others: number }, pinched = false) => {
    handJoints('right', curls, joints);
    if (pinched) joints.copyWithin(12, 27, 30);
    for (let i = 0; i < 12; i++) gestures.update(joints, STEP);
    return gestures.gesture;
  };
  expect(hold({ thumb: 0, index: 0, others: 0 })).toBe('open');
  expect(hold({ thumb: 0.5, index: 0, others: 1 })).toBe('point');
  expect(hold({ thumb: 0.5, index: 1, others: 1 })).toBe('fist');
  expect(hold({ thumb: 0.3, index: 0.3, others: 0.1 }, true)).toBe('pinch');
  handJoints('right', { thumb: 0, index: 0, others: 0 }, joints);
  expect(gestures.update(joints, STEP)).toBe('pinch');
});

test('a made-up hand has all joints, and left is right in a mirror', () => {
  const right = new Float32Array(3 * JOINTS.length);
  const left = new Float32Array(3 * JOINTS.length);
  handJoints('right', { thumb: 0.4, index: 0.2, others: 0.6 }, right);
  handJoints('left', { thumb: 0.4, index: 0.2, others: 0.6 }, left);
  expect(JOINT_RADII.length).toBe(JOINTS.length);
  for (let i = 0; i < JOINTS.length; i++) {
    expect(left[3 * i]).toBeCloseTo(-right[3 * i]!, 6);
    expect(left[3 * i + 1]).toBeCloseTo(right[3 * i + 1]!, 6);
  }
});
