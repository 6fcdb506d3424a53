import { type BufferGeometry, Frustum, Group, Matrix4, type PerspectiveCamera, type Scene, Sphere, Vector3 } from 'three';
import { HandSide } from '../protocol/gen/asclepion/v1/component_pb';
import { Role, type Hospital } from '../protocol/gen/asclepion/v1/scene_pb';
import { type Appearance, PLAIN } from '../state/appearance';
import { choose, type LookedAt } from '../state/gaze';
import type { VoiceSound } from '../state/mouth';
import { HEAD_AT, newPose, type Pose, restLimbs, SEATED_EYE, STANDING_EYE } from '../state/pose';
import type { FigureView, PersonView } from '../state/world';
import type { Assets } from './assets';
import { type Detail, everyPictures, FULL_WITHIN, share } from './detail';
import { Figure, type FigureMotion } from './figure';
import { FacePanel } from './faces';
import { type Curls, SHAPES } from './hands';
import { Bubble, NameTag } from './labels';
import { Shadows } from './shadows';
import { VoiceSign } from './voicesign';
import { Wardrobe } from './wardrobe';

/** Beyond this a root leapt: its legs do not walk there. Metres a picture. */
const MOST_MOVE = 0.5;
/** Above the eyes, metres. */
const TAG_ABOVE = 0.27;
/** A body lies within this of a point below its eyes, metres. */
const UNSEEN = 1.5;
/** So many pictures one looks at the same person before it is asked again whom the head points to. */
const CHOOSES_EVERY = 8;
/** Seconds between pictures. */
const PAUSE = 1;
/** Whom nobody looks at. */
const NOBODY = '';

interface Drawn extends Detail {
  key: string;
  figure: Figure | undefined;
  look: string;
  appearance: Appearance;
  role: Role;
  seed: number;
  tag: NameTag;
  bubble: Bubble;
  voice: VoiceSign;
  face: FacePanel;
  talking: boolean;
  sound: VoiceSound | undefined;
  group: Group;
  /** What the figure wears now, or undefined. */
  worn: BufferGeometry | undefined;
  lastX: number;
  lastZ: number;
  movedRight: number;
  movedForward: number;
  waited: number;
  seen: boolean;
  template: number;
  pose: Pose;
  seated: boolean;
  self: boolean;
  leftHand: Curls;
  rightHand: Curls;
  /** Between the eyes, in the world. */
  eyes: Vector3;
  looksAt: string | undefined;
  goal: Vector3;
}

export interface PeopleFrame {
  people: Iterable<PersonView>;
  /** The voices one hears, by the key of the body. */
  voices: ReadonlyMap<string, VoiceSound>;
  cameras: ReadonlyMap<string, HTMLVideoElement>;
  figures: Iterable<FigureView>;
  elapsed: number;
  now: number;
  camera: PerspectiveCamera;
  visible: ReadonlySet<number>;
  /** Whether one's own figure is drawn; through one's own eyes it is not. */
  showSelf: boolean;
  awayWords: string;
}

const eye = new Vector3();
const head = new Vector3();
const place = new Vector3();
const sight = new Frustum();
const ball = new Sphere();
const matrix = new Matrix4();

/** Everybody who can be seen: figures, names, words, and the soft shadow under their feet. */
export class People {
  readonly group = new Group();
  /** Up to this many metres people are drawn in full. */
  fullWithin = FULL_WITHIN;
  private readonly drawn = new Map<string, Drawn>();
  private readonly details: Drawn[] = [];
  private readonly shadows = new Shadows();
  private readonly wardrobe: Wardrobe;
  private picture = 0;
  private readonly candidates: LookedAt[] = [];
  /** Filled in anew for one figure after the other. */
  private readonly motion: FigureMotion = { right: 0, forward: 0, elapsed: 0, seconds: 0, seated: false, swingArms: false, sound: undefined, talking: false, looksAt: undefined, leftHand: SHAPES.relaxed, rightHand: SHAPES.relaxed, far: false };

  constructor(
    private readonly hospital: Hospital,
    assets: Assets,
    private readonly language: string,
    private readonly random: () => number,
    scene: Scene,
  ) {
    scene.add(this.group);
    this.group.add(this.shadows.mesh);
    this.wardrobe = new Wardrobe(hospital, assets);
  }

  /** Draws everybody as they are now. */
  update(frame: PeopleFrame): void {
    this.picture++;
    for (const drawn of this.drawn.values()) drawn.seen = false;
    for (const person of frame.people) this.take(person.key, person.role, person.appearance, person.pose, frame, person);
    for (const figure of frame.figures) {
      const drawn = this.take(figure.key, Role.UNSPECIFIED, PLAIN, undefined, frame);
      drawn.template = figure.template;
      drawn.seated = figure.seat >= 0;
      this.poseFigure(figure, drawn.pose);
    }
    for (const [key, drawn] of this.drawn) if (!drawn.seen) this.remove(key, drawn);
    this.measure(frame);
    share(this.details, this.fullWithin);
    // After a pause everybody is dressed at once, otherwise one in a picture.
    while (this.dressOne() && frame.elapsed > PAUSE);
    this.shadows.clear();
    matrix.multiplyMatrices(frame.camera.projectionMatrix, frame.camera.matrixWorldInverse);
    sight.setFromProjectionMatrix(matrix);
    for (const drawn of this.drawn.values()) this.place(drawn, frame);
    this.shadows.commit();
  }

  say(key: string, text: string, now: number): void {
    const drawn = this.drawn.get(key);
    drawn?.bubble.say(text, this.language, now);
    drawn?.figure?.speak(text);
  }

  figure(key: string): Figure | undefined {
    return this.drawn.get(key)?.figure;
  }

  dispose(): void {
    for (const [key, drawn] of this.drawn) this.remove(key, drawn);
  }

  private poseFigure(figure: FigureView, pose: Pose): void {
    pose[0] = figure.x;
    pose[1] = this.hospital.rooms[figure.template]?.floorY ?? 0;
    pose[2] = figure.z;
    pose[3] = figure.yaw;
    const sits = figure.seat >= 0 && this.hospital.rooms[figure.template]?.seats[figure.seat] !== undefined;
    restLimbs(pose, sits && !figure.walking ? SEATED_EYE : STANDING_EYE, 0);
  }

  private take(key: string, role: Role, appearance: Appearance, pose: Pose | undefined, frame: PeopleFrame, person?: PersonView): Drawn {
    let drawn = this.drawn.get(key);
    if (!drawn) {
      const group = new Group();
      drawn = { key, figure: undefined, look: '', appearance, role, seed: Math.floor(this.random() * 0x7fffffff), tag: new NameTag(), bubble: new Bubble(), voice: new VoiceSign(), face: new FacePanel(group), talking: false, sound: undefined, group, worn: undefined, lastX: NaN, lastZ: NaN, movedRight: 0, movedForward: 0, waited: 0, seen: true, template: -1, pose: newPose(), seated: false, self: false, leftHand: SHAPES.relaxed, rightHand: SHAPES.relaxed, eyes: new Vector3(), looksAt: undefined, goal: new Vector3(), distance: 0, full: false, first: false };
      group.add(drawn.tag.sprite, drawn.bubble.sprite, drawn.voice.sprite);
      this.group.add(group);
      this.drawn.set(key, drawn);
      this.details.push(drawn);
    }
    drawn.seen = true;
    if (drawn.look === '' || drawn.appearance !== appearance || drawn.role !== role) this.dress(drawn, this.wardrobe.keyOf(role, appearance), role, appearance);
    if (person && pose) {
      drawn.tag.show(person.self ? '' : person.name, person.away ? frame.awayWords : '');
      drawn.talking = person.voice === 'talking';
      drawn.sound = frame.voices.get(key);
      drawn.face.show(frame.cameras.get(key));
      drawn.template = person.template;
      drawn.seated = person.seat >= 0;
      drawn.self = drawn.first = person.self;
      drawn.leftHand = shapeOf(person, HandSide.LEFT, person.leftItem);
      drawn.rightHand = shapeOf(person, HandSide.RIGHT, person.rightItem);
      drawn.pose.set(pose);
    }
    return drawn;
  }

  private dress(drawn: Drawn, look: string, role: Role, appearance: Appearance): void {
    drawn.appearance = appearance;
    if (drawn.look === look) return;
    this.undress(drawn);
    drawn.look = look;
    drawn.role = role;
    this.wardrobe.load(role).then(
      (form) => {
        if (drawn.look !== look || !form || !this.details.includes(drawn)) return;
        drawn.figure = new Figure({ form, look: this.wardrobe.settled(role, appearance), machine: role === Role.AGENT || role === Role.ROBOT, seed: drawn.seed });
        drawn.group.add(drawn.figure.object);
      },
      () => undefined,
    );
  }

  private undress(drawn: Drawn): void {
    if (drawn.worn) this.wardrobe.giveBack(drawn.worn);
    drawn.worn = undefined;
    if (!drawn.figure) return;
    drawn.group.remove(drawn.figure.object);
    drawn.figure.dispose();
    drawn.figure = undefined;
  }

  /** Where everybody's eyes are and how far away. */
  private measure({ camera, visible, showSelf }: PeopleFrame): void {
    eye.setFromMatrixPosition(camera.matrixWorld);
    for (const drawn of this.drawn.values()) {
      const { pose } = drawn;
      const cos = Math.cos(pose[3]!);
      const sin = Math.sin(pose[3]!);
      const hx = pose[HEAD_AT]!;
      const hz = pose[HEAD_AT + 2]!;
      drawn.eyes.set(pose[0]! + hx * cos + hz * sin, pose[1]! + pose[HEAD_AT + 1]!, pose[2]! - hx * sin + hz * cos);
      drawn.distance = drawn.eyes.distanceTo(eye);
      drawn.group.visible = !(drawn.self && !showSelf) && visible.has(drawn.template);
    }
  }

  /** Sews clothes for one figure, for whoever has none, then for whoever comes near; answers whether there was one. */
  private dressOne(): boolean {
    let next: Drawn | undefined;
    for (const drawn of this.details) {
      if (!drawn.figure || !drawn.group.visible) continue;
      const known = this.wardrobe.known(drawn.look, drawn.full);
      if (known && known !== drawn.worn) this.wear(drawn, known);
      else if (!known && (!next || (!drawn.worn && next.worn))) next = drawn;
    }
    if (!next) return false;
    const geometry = this.wardrobe.sew(next.look, next.role, next.appearance, next.full);
    if (geometry) this.wear(next, geometry);
    return geometry !== undefined;
  }

  private wear(drawn: Drawn, geometry: BufferGeometry): void {
    this.wardrobe.lend(geometry);
    drawn.figure!.wear(geometry);
    if (drawn.worn) this.wardrobe.giveBack(drawn.worn);
    drawn.worn = geometry;
  }

  private place(drawn: Drawn, frame: PeopleFrame): void {
    const { pose, figure } = drawn;
    const [x, y, z, yaw] = [pose[0]!, pose[1]!, pose[2]!, pose[3]!];
    let dx = Number.isNaN(drawn.lastX) ? 0 : x - drawn.lastX;
    let dz = Number.isNaN(drawn.lastZ) ? 0 : z - drawn.lastZ;
    if (Math.hypot(dx, dz) > MOST_MOVE) dx = dz = 0;
    drawn.lastX = x;
    drawn.lastZ = z;
    const cos = Math.cos(yaw);
    const sin = Math.sin(yaw);
    drawn.movedRight += dx * cos - dz * sin;
    drawn.movedForward += -dx * sin - dz * cos;
    drawn.waited += frame.elapsed;
    if (!drawn.group.visible) {
      drawn.movedRight = drawn.movedForward = drawn.waited = 0;
      return;
    }
    ball.center.copy(drawn.eyes).setY(drawn.eyes.y - 0.6);
    ball.radius = UNSEEN;
    const inSight = sight.intersectsSphere(ball);
    if (figure && inSight) {
      const every = drawn.self ? 1 : everyPictures(drawn.distance);
      if (every === 1 || (this.picture + (drawn.seed & 15)) % every === 0) this.pose(drawn, figure, frame);
      else figure.move(pose);
      this.shadows.add(x, y, z);
    }
    if (inSight) this.label(drawn, frame);
  }

  private pose(drawn: Drawn, figure: Figure, frame: PeopleFrame): void {
    const { motion } = this;
    motion.right = drawn.movedRight;
    motion.forward = drawn.movedForward;
    motion.elapsed = drawn.waited;
    motion.seconds = frame.now / 1_000 + (drawn.seed % 997);
    motion.seated = drawn.seated;
    motion.swingArms = isResting(drawn.pose);
    motion.sound = drawn.sound;
    motion.talking = drawn.talking;
    motion.looksAt = drawn.full ? this.lookOf(drawn, frame) : undefined;
    motion.leftHand = drawn.leftHand;
    motion.rightHand = drawn.rightHand;
    motion.far = !drawn.full;
    figure.update(drawn.pose, motion);
    drawn.movedRight = drawn.movedForward = drawn.waited = 0;
  }

  /** Whom somebody looks at, as their head's direction tells; the viewer is met in the very eyes they look with. */
  private lookOf(drawn: Drawn, frame: PeopleFrame): Vector3 | undefined {
    if (drawn.role === Role.UNSPECIFIED) return undefined;
    // Whom, is judged now and then; where they are, in every picture.
    if ((this.picture + (drawn.seed & 7)) % CHOOSES_EVERY === 0 || drawn.looksAt === undefined) this.choose(drawn, frame);
    const other = drawn.looksAt === undefined ? undefined : this.drawn.get(drawn.looksAt);
    if (!other) return undefined;
    if (other.self && !frame.showSelf) return drawn.goal.setFromMatrixPosition(frame.camera.matrixWorld);
    return drawn.goal.copy(other.eyes);
  }

  private choose(drawn: Drawn, frame: PeopleFrame): void {
    const { candidates } = this;
    candidates.length = 0;
    for (const other of this.details) {
      if (other === drawn || other.template !== drawn.template || other.role === Role.UNSPECIFIED) continue;
      if (other.self && !frame.showSelf) place.setFromMatrixPosition(frame.camera.matrixWorld);
      else place.copy(other.eyes);
      candidates.push(this.inHead(drawn, other.key, place, other.talking || (other.sound?.level ?? 0) > 0.02));
    }
    drawn.looksAt = choose(candidates, drawn.looksAt)?.key ?? NOBODY;
  }

  private inHead({ pose, eyes }: Drawn, key: string, world: Vector3, speaks: boolean): LookedAt {
    place.copy(world).sub(eyes);
    const cos = Math.cos(-pose[3]!);
    const sin = Math.sin(-pose[3]!);
    const x = place.x * cos + place.z * sin;
    const z = -place.x * sin + place.z * cos;
    // Into the head's turn: by the conjugate of its quaternion.
    const [qx, qy, qz, qw] = [-pose[HEAD_AT + 3]!, -pose[HEAD_AT + 4]!, -pose[HEAD_AT + 5]!, pose[HEAD_AT + 6]!];
    const tx = 2 * (qy * z - qz * place.y);
    const ty = 2 * (qz * x - qx * z);
    const tz = 2 * (qx * place.y - qy * x);
    return { key, x: x + qw * tx + qy * tz - qz * ty, y: place.y + qw * ty + qz * tx - qx * tz, z: z + qw * tz + qx * ty - qy * tx, speaks };
  }

  private label(drawn: Drawn, frame: PeopleFrame): void {
    head.copy(drawn.eyes).setY(drawn.eyes.y + TAG_ABOVE);
    const distance = eye.setFromMatrixPosition(frame.camera.matrixWorld).distanceTo(head);
    drawn.tag.sprite.position.copy(head);
    drawn.tag.update(drawn.self ? 0 : distance);
    drawn.face.update(drawn.eyes, frame.camera);
    head.y += drawn.tag.sprite.visible ? drawn.tag.sprite.scale.y + 0.04 : 0;
    drawn.voice.sprite.position.copy(head);
    drawn.voice.update(drawn.talking && !drawn.self, drawn.figure?.opened ?? 0, distance);
    head.y += drawn.voice.sprite.visible ? drawn.voice.sprite.scale.y + 0.04 : 0;
    drawn.bubble.sprite.position.copy(head);
    drawn.bubble.update(distance, frame.now);
  }

  private remove(key: string, drawn: Drawn): void {
    this.drawn.delete(key);
    this.details.splice(this.details.indexOf(drawn), 1);
    this.group.remove(drawn.group);
    this.undress(drawn);
    drawn.tag.dispose();
    drawn.bubble.dispose();
    drawn.voice.dispose();
    drawn.face.dispose();
  }
}

/** Fingers by what the hand does. */
function shapeOf(person: PersonView, hand: HandSide, item: number): Curls {
  if (person.pointing === hand) return SHAPES.point;
  if (person.offering === hand && item < 0) return SHAPES.open;
  return item >= 0 || person.drawing === hand ? SHAPES.hold : SHAPES.relaxed;
}

/** Hands that hang exactly where an untracked person's hang. */
function isResting(pose: Pose): boolean {
  return Math.abs(pose[HEAD_AT + 1]! - STANDING_EYE) < 0.12 && pose[HEAD_AT + 8]! < 0.95;
}
