// Figures on the demo hospital's own models: the content module builds them before this module's tests run.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BufferGeometry, Quaternion, Vector3 } from 'three';
import { expect, test } from 'vitest';
import { Role } from '../src/protocol/gen/asclepion/v1/scene_pb';
import { Assets } from '../src/scene/assets';
import { Figure, type FigureMotion } from '../src/scene/figure';
import { SHAPES } from '../src/scene/hands';
import { piecesOf, restOf } from '../src/scene/tailor';
import { Wardrobe } from '../src/scene/wardrobe';
import { type Appearance, type Choice, CHOICES, PLAIN, settled } from '../src/state/appearance';
import { HEAD_AT, newPose, restLimbs, RIGHT_AT } from '../src/state/pose';

const SEED = Number(process.env['SEED'] ?? 20_261_122);
/** What people usually wear, and the most that can be chosen together. */
const USUAL_NEAR = 13_000;
const MOST_NEAR = 15_000;
const MOST_FAR = 4_800;

const built = fileURLToPath(new URL('../../../content/target/classes/hospitals/demo/built/', import.meta.url));
const assets = new Assets((path) => Promise.resolve(new Uint8Array(readFileSync(built + path)).buffer));
const files = { avatarFiles: { [Role.UNSPECIFIED]: 'avatars/figure.glb', [Role.PATIENT]: 'avatars/patient.glb', [Role.DOCTOR]: 'avatars/doctor.glb', [Role.ROBOT]: 'avatars/robot.glb' }, wardrobeFile: 'avatars/wardrobe.glb' };

function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const still: FigureMotion = { right: 0, forward: 0, elapsed: 1 / 72, seconds: 10, seated: false, swingArms: false, sound: undefined, talking: false, looksAt: undefined, leftHand: SHAPES.relaxed, rightHand: SHAPES.relaxed, far: false };

async function figureOf(role: Role, look: Appearance): Promise<Figure> {
  const wardrobe = new Wardrobe(files, assets);
  const form = await wardrobe.load(role);
  return new Figure({ form: form!, look: wardrobe.settled(role, look), machine: role === Role.ROBOT, seed: 3 });
}

const triangles = (geometry: BufferGeometry) => geometry.getIndex()!.count / 3;

test(`whatever one wears is one mesh within its budget (seed ${SEED})`, async () => {
  const random = randomOf(SEED);
  const wardrobe = new Wardrobe(files, assets);
  for (const role of [Role.DOCTOR, Role.PATIENT]) {
    await wardrobe.load(role);
    const usual = { ...PLAIN, hair: 1, glasses: 1 };
    expect(triangles(wardrobe.sew('usual', role, usual, true)!)).toBeLessThanOrEqual(USUAL_NEAR);
    for (let i = 0; i < 24; i++) {
      const look = { ...PLAIN };
      for (const choice of Object.keys(CHOICES) as Choice[]) look[choice] = Math.floor(random() * CHOICES[choice]);
      // A wheelchair is furniture: it comes on top.
      look.wheelchair = 0;
      for (const [full, most] of [[true, MOST_NEAR], [false, MOST_FAR]] as const) {
        const geometry = wardrobe.sew(wardrobe.keyOf(role, look), role, look, full)!;
        expect(triangles(geometry), JSON.stringify(look)).toBeLessThanOrEqual(most);
        expect(geometry.groups).toHaveLength(0);
        expect(geometry.getAttribute('position').count).toBeLessThan(65_536);
      }
    }
  }
});

test('the anonymous figure shows nobody’s choices, and no machine wears a beard', () => {
  const wardrobe = new Wardrobe(files, assets);
  const look = { ...PLAIN, skin: 9, beard: 3, glasses: 1, headCover: 1, colour: 7, wheelchair: 1 };
  expect(wardrobe.settled(Role.UNSPECIFIED, look)).toEqual(PLAIN);
  expect(wardrobe.settled(Role.ROBOT, look)).toEqual({ ...PLAIN, colour: 7 });
  expect(wardrobe.keyOf(Role.PATIENT, look)).not.toBe(wardrobe.keyOf(Role.PATIENT, PLAIN));
});

test('a scarf hides hair, a cap leaves it short, and every piece goes by its name', () => {
  expect(piecesOf(settled({ ...PLAIN, hair: 5 }))).toEqual(['hair-5']);
  expect(piecesOf(settled({ ...PLAIN, hair: 5, headCover: 1 }))).toEqual(['cover-1']);
  expect(piecesOf(settled({ ...PLAIN, hair: 5, headCover: 2, glasses: 2 }))).toEqual(['hair-6', 'cover-2', 'glasses-2']);
  expect(piecesOf(settled({ ...PLAIN, hair: 8, beard: 3, wheelchair: 1 }))).toEqual(['beard-3', 'wheelchair']);
});

test(`eyes and hands are where the pose says (seed ${SEED})`, async () => {
  const random = randomOf(SEED);
  const figure = await figureOf(Role.PATIENT, { ...PLAIN, build: 2 });
  const pose = newPose();
  const turn = new Quaternion();
  const eyes = new Vector3();
  for (let i = 0; i < 300; i++) {
    restLimbs(pose, 1.5 + 0.08 * random(), 0.4 * (random() - 0.5));
    turn.setFromAxisAngle(new Vector3(random() - 0.5, random() - 0.5, random() - 0.5).normalize(), 0.6 * random());
    pose.set([0.06 * (random() - 0.5), pose[HEAD_AT + 1]!, -0.05 * random(), turn.x, turn.y, turn.z, turn.w], HEAD_AT);
    pose.set([0.2 + 0.2 * (random() - 0.5), 1.15 + 0.4 * (random() - 0.5), -0.3 + 0.1 * random()], RIGHT_AT);
    figure.update(pose, still);
    const { rig } = figure;
    const head = rig.joint('head');
    eyes.set(0, 0.112, -0.085).applyQuaternion(rig.turns[head]!).add(rig.places[head]!).applyQuaternion(figure.object.quaternion).multiplyScalar(figure.object.scale.x);
    expect(eyes.distanceTo(new Vector3(pose[HEAD_AT], pose[HEAD_AT + 1], pose[HEAD_AT + 2]))).toBeLessThan(0.02);
    const wanted = new Vector3(pose[RIGHT_AT], pose[RIGHT_AT + 1], pose[RIGHT_AT + 2]).divideScalar(figure.object.scale.x);
    const off = figure.handNode(false).position.distanceTo(wanted);
    // What is too far is reached for.
    if (wanted.distanceTo(rig.places[rig.joint('upper-arm-right')]!) < 0.45) expect(off, `pose ${i}`).toBeLessThan(0.02);
    else expect(off, `pose ${i}`).toBeLessThan(0.2);
    for (const place of rig.places) expect(Number.isFinite(place.x + place.y + place.z)).toBe(true);
  }
});

test('the eyes of somebody looked at meet the looker’s', async () => {
  const figure = await figureOf(Role.DOCTOR, PLAIN);
  const pose = newPose();
  restLimbs(pose, 1.6, 0);
  const viewer = new Vector3(0.35, 1.55, -1.1);
  for (let i = 0; i < 120; i++) figure.update(pose, { ...still, seconds: 10 + i / 72, looksAt: viewer });
  for (const name of ['eye-left', 'eye-right']) {
    const { rig } = figure;
    const eye = rig.joint(name);
    const sight = new Vector3(0, 0, -1).applyQuaternion(rig.turns[eye]!);
    const wanted = viewer.clone().sub(rig.places[eye]!).normalize();
    // Within a face: eyes leap about it.
    expect((sight.angleTo(wanted) * 180) / Math.PI, name).toBeLessThan(3.5);
  }
});

test('who is broad has arms beside the body, and joints where the sleeves are', async () => {
  const figure = await figureOf(Role.PATIENT, PLAIN);
  const { form } = figure.rig;
  const at = (look: Appearance, name: string) => restOf(form, look)[form.names.indexOf(name)]!;
  expect(at({ ...PLAIN, build: 2 }, 'hand-right').x).toBeGreaterThan(at(PLAIN, 'hand-right').x + 0.01);
  expect(at({ ...PLAIN, build: 1 }, 'upper-arm-left').x).toBeGreaterThan(at(PLAIN, 'upper-arm-left').x);
  expect(at({ ...PLAIN, build: 2 }, 'head')).toEqual(at(PLAIN, 'head'));
});

test('a pointing hand has one finger straight', async () => {
  const figure = await figureOf(Role.PATIENT, PLAIN);
  const pose = newPose();
  restLimbs(pose, 1.6, 0);
  for (let i = 0; i < 120; i++) figure.update(pose, { ...still, rightHand: SHAPES.point });
  const { rig } = figure;
  const bent = (finger: string) => rig.turns[rig.joint('hand-right')]!.angleTo(rig.turns[rig.joint(`${finger}-2-right`)]!);
  expect(bent('index')).toBeLessThan(0.2);
  expect(bent('middle')).toBeGreaterThan(2);
});
