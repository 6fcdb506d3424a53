import { CanvasTexture, Group, Mesh, MeshBasicMaterial, type PerspectiveCamera, PlaneGeometry, type Scene, Vector3 } from 'three';
import { Role, type Hospital } from '../protocol/gen/asclepion/v1/scene_pb';
import { type Appearance, lookKey, PLAIN, settled } from '../state/appearance';
import { ACCENTS, hairTone, skinTone } from '../state/looks';
import { HEAD_AT, newPose, type Pose, restLimbs, SEATED_EYE, STANDING_EYE } from '../state/pose';
import type { FigureView, PersonView } from '../state/world';
import type { Assets } from './assets';
import { Figure } from './figure';
import { FacePanel } from './faces';
import { Bubble, NameTag } from './labels';
import { VoiceSign } from './voicesign';

/** Somebody without a name wears this. */
const ANONYMOUS = '#B8B4AA';
/** Beyond this a pose's hands are those of a tracked person, who swings their own arms. */
const MOST_MOVE = 0.5;

interface Drawn {
  figure: Figure | undefined;
  look: string;
  tag: NameTag;
  bubble: Bubble;
  voice: VoiceSign;
  face: FacePanel;
  talking: boolean;
  /** How wide the mouth stands, 0 to 1. */
  mouth: number;
  shadow: Mesh;
  group: Group;
  lastX: number;
  lastZ: number;
  seen: boolean;
  template: number;
  pose: Pose;
  seated: boolean;
}

export interface PeopleFrame {
  people: Iterable<PersonView>;
  mouths: ReadonlyMap<string, number>;
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

/** Everybody who can be seen: figures, names, words, and the soft shadow under their feet. */
export class People {
  readonly group = new Group();
  private readonly drawn = new Map<string, Drawn>();
  private readonly seats: (key: number, seat: number) => { y: number; x: number; z: number; yaw: number } | undefined;

  constructor(
    private readonly hospital: Hospital,
    private readonly assets: Assets,
    private readonly language: string,
    private readonly random: () => number,
    scene: Scene,
  ) {
    scene.add(this.group);
    this.seats = (template, seat) => hospital.rooms[template]?.seats[seat];
  }

  /** Draws everybody as they are now. */
  update(frame: PeopleFrame): void {
    for (const drawn of this.drawn.values()) drawn.seen = false;
    for (const person of frame.people) {
      const drawn = this.take(person.key, person.role, person.appearance);
      drawn.tag.show(person.self ? '' : person.name, person.away ? frame.awayWords : '');
      drawn.talking = person.voice === 'talking';
      drawn.mouth = openness(frame.mouths.get(person.key) ?? 0);
      drawn.face.show(frame.cameras.get(person.key));
      drawn.template = person.template;
      drawn.seated = person.seat >= 0;
      drawn.pose.set(person.pose);
      this.place(drawn, frame, person.self && !frame.showSelf, person.self);
    }
    for (const figure of frame.figures) {
      const drawn = this.take(figure.key, Role.UNSPECIFIED, PLAIN);
      drawn.template = figure.template;
      drawn.seated = figure.seat >= 0;
      this.poseFigure(figure, drawn.pose);
      this.place(drawn, frame, false, false);
    }
    for (const [key, drawn] of this.drawn) if (!drawn.seen) this.remove(key, drawn);
  }

  say(key: string, text: string, now: number): void {
    const drawn = this.drawn.get(key);
    drawn?.bubble.say(text, this.language, now);
    drawn?.figure?.speak(text);
  }

  figure(key: string): Figure | undefined {
    return this.drawn.get(key)?.figure;
  }

  private poseFigure(figure: FigureView, pose: Pose): void {
    const seat = figure.seat >= 0 ? this.seats(figure.template, figure.seat) : undefined;
    pose[0] = figure.x;
    pose[1] = this.hospital.rooms[figure.template]?.floorY ?? 0;
    pose[2] = figure.z;
    pose[3] = figure.yaw;
    restLimbs(pose, seat && !figure.walking ? SEATED_EYE : STANDING_EYE, 0);
  }

  private take(key: string, role: Role, appearance: Appearance): Drawn {
    let drawn = this.drawn.get(key);
    if (!drawn) {
      const group = new Group();
      const shadow = new Mesh(SHADOW, SHADOW_MATERIAL);
      shadow.rotation.x = -Math.PI / 2;
      shadow.renderOrder = 1;
      drawn = { figure: undefined, look: '', tag: new NameTag(), bubble: new Bubble(), voice: new VoiceSign(), face: new FacePanel(group), talking: false, mouth: 0, shadow, group, lastX: NaN, lastZ: NaN, seen: true, template: -1, pose: newPose(), seated: false };
      group.add(shadow, drawn.tag.sprite, drawn.bubble.sprite, drawn.voice.sprite);
      this.group.add(group);
      this.drawn.set(key, drawn);
    }
    drawn.seen = true;
    const look = `${role}/${lookKey(appearance)}`;
    if (drawn.look !== look) this.dress(drawn, look, role, appearance);
    return drawn;
  }

  private dress(drawn: Drawn, look: string, role: Role, appearance: Appearance): void {
    drawn.look = look;
    const file = this.hospital.avatarFiles[role] ?? this.hospital.avatarFiles[Role.PATIENT];
    if (!file) return;
    this.assets.load(file).then(
      (model) => {
        if (drawn.look !== look) return;
        if (drawn.figure) {
          drawn.group.remove(drawn.figure.object);
          drawn.figure.dispose();
        }
        const worn = settled(appearance);
        drawn.figure = new Figure(model, { accent: role === Role.UNSPECIFIED ? ANONYMOUS : ACCENTS[worn.colour]!, skin: skinTone(worn), hair: hairTone(worn), variant: worn.hair - 1 }, this.random);
        drawn.group.add(drawn.figure.object);
      },
      () => undefined,
    );
  }

  private place(drawn: Drawn, frame: PeopleFrame, hidden: boolean, self: boolean): void {
    const pose = drawn.pose;
    const [x, y, z, yaw] = [pose[0]!, pose[1]!, pose[2]!, pose[3]!];
    drawn.group.visible = !hidden && frame.visible.has(drawn.template);
    let dx = Number.isNaN(drawn.lastX) ? 0 : x - drawn.lastX;
    let dz = Number.isNaN(drawn.lastZ) ? 0 : z - drawn.lastZ;
    if (Math.hypot(dx, dz) > MOST_MOVE) dx = dz = 0;
    drawn.lastX = x;
    drawn.lastZ = z;
    if (!drawn.group.visible) return;
    const cos = Math.cos(yaw);
    const sin = Math.sin(yaw);
    drawn.figure?.update(pose, {
      right: dx * cos - dz * sin,
      forward: -dx * sin - dz * cos,
      elapsed: frame.elapsed,
      seated: drawn.seated,
      swingArms: isResting(pose),
      mouth: drawn.mouth,
      talking: drawn.talking,
    });
    drawn.shadow.position.set(x, y + 0.012, z);
    this.label(drawn, frame, self);
  }

  private label(drawn: Drawn, frame: PeopleFrame, self: boolean): void {
    const pose = drawn.pose;
    const cos = Math.cos(pose[3]!);
    const sin = Math.sin(pose[3]!);
    const hx = pose[HEAD_AT]!;
    const hz = pose[HEAD_AT + 2]!;
    head.set(pose[0]! + hx * cos + hz * sin, pose[1]! + pose[HEAD_AT + 1]! + 0.27, pose[2]! - hx * sin + hz * cos);
    const distance = eye.setFromMatrixPosition(frame.camera.matrixWorld).distanceTo(head);
    drawn.tag.sprite.position.copy(head);
    drawn.tag.update(self ? 0 : distance);
    place.copy(head).setY(head.y - 0.27);
    drawn.face.update(place, frame.camera);
    head.y += drawn.tag.sprite.visible ? drawn.tag.sprite.scale.y + 0.04 : 0;
    drawn.voice.sprite.position.copy(head);
    drawn.voice.update(drawn.talking && !self, Math.max(drawn.mouth, drawn.figure?.opened ?? 0), distance);
    head.y += drawn.voice.sprite.visible ? drawn.voice.sprite.scale.y + 0.04 : 0;
    drawn.bubble.sprite.position.copy(head);
    drawn.bubble.update(distance, frame.now);
  }

  private remove(key: string, drawn: Drawn): void {
    this.drawn.delete(key);
    this.group.remove(drawn.group);
    drawn.figure?.dispose();
    drawn.tag.dispose();
    drawn.bubble.dispose();
    drawn.voice.dispose();
    drawn.face.dispose();
  }
}

/** A mouth by the loudness of the voice, root mean square: 40 dB from a whisper to wide open. */
function openness(level: number): number {
  return level <= 0 ? 0 : Math.min(1, Math.max(0, 1 + (20 * Math.log10(level / 0.25)) / 40));
}

/** Hands that hang exactly where an untracked person's hang. */
function isResting(pose: Pose): boolean {
  return Math.abs(pose[HEAD_AT + 1]! - STANDING_EYE) < 0.06 && pose[HEAD_AT + 8]! < 0.95;
}

const SHADOW = new PlaneGeometry(0.95, 0.95);
const SHADOW_MATERIAL = new MeshBasicMaterial({ map: softDisc(), transparent: true, depthWrite: false, toneMapped: false, color: '#000000', polygonOffset: true, polygonOffsetFactor: -2 });

function softDisc(): CanvasTexture {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 64;
  const context = canvas.getContext('2d')!;
  const gradient = context.createRadialGradient(32, 32, 2, 32, 32, 31);
  gradient.addColorStop(0, 'rgba(255,255,255,0.42)');
  gradient.addColorStop(0.45, 'rgba(255,255,255,0.24)');
  gradient.addColorStop(1, 'rgba(255,255,255,0)');
  context.fillStyle = gradient;
  context.fillRect(0, 0, 64, 64);
  return new CanvasTexture(canvas);
}
