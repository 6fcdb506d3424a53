import { ACESFilmicToneMapping, BasicShadowMap, DirectionalLight, Group, HemisphereLight, PCFShadowMap, PerspectiveCamera, PointLight, Raycaster, RingGeometry, Mesh, MeshBasicMaterial, Scene, SRGBColorSpace, Vector2, Vector3, WebGLRenderer } from 'three';
import type { Ray } from '../base/space';
import type { Hospital } from '../protocol/gen/asclepion/v1/scene_pb';
import type { Language } from '../locale/locale';
import type { Target } from '../state/interact';
import type { VoiceSound } from '../state/mouth';
import { type Detail, DETAILS } from '../state/quality';
import type { FigureView, ItemView, PersonView, StrokeView } from '../state/world';
import { Assets, type ReadFile } from './assets';
import { type BoardPicture, Boards } from './boards';
import { HandSigns } from './handsigns';
import { Items, type OwnHands } from './items';
import { type Memory, memoryOf } from './memory';
import { type PanelHit, PanelSpace } from './panels/space';
import { Lasers } from './lasers';
import { People } from './people';
import { Rooms } from './rooms';
import { Sight } from './sight';
import { makeEnvironment, Sky, SUN } from './sky';
import { type FreshLine, Strokes } from './strokes';
import { Viewpoint } from './viewpoint';

// In one file with the picture, whose engine it shares.
export { Mirror } from './mirror';

export interface StageSettings {
  canvas: HTMLCanvasElement;
  hospital: Hospital;
  read: ReadFile;
  language: Language;
  /** In [0, 1). */
  random: () => number;
  /** No moving clouds, no swinging doors. @default false */
  calm?: boolean;
  awayWords: string;
  /** Bare rooms from the plan, for machines without a graphics card. @default false */
  plain?: boolean;
  /** A room's file could not be loaded; a bare one stands in for it. */
  missing(template: number): void;
  /** Upper bound of the picture's pixels to a CSS pixel. @default 2 */
  maxPixelRatio?: number;
}

/** What is to be drawn now. */
export interface StageFrame {
  now: number;
  elapsed: number;
  template: number;
  self: { x: number; y: number; z: number; yaw: number; pitch: number; eye: number };
  people: readonly PersonView[];
  /** The voices that one hears, by the key of the body. */
  voices: ReadonlyMap<string, VoiceSound>;
  /** The cameras' pictures, by the key of the body. */
  cameras: ReadonlyMap<string, HTMLVideoElement>;
  /** Screens that are shown in the room. */
  screens: readonly BoardPicture[];
  figures: Iterable<FigureView>;
  items: Iterable<ItemView>;
  strokes: Iterable<StrokeView>;
  /** The own line, before the room has told it. */
  fresh: FreshLine | undefined;
  isOpen: (aperture: number) => boolean;
  clearWay: (x: number, z: number, dx: number, dz: number, most: number) => number;
  highlight: Target | undefined;
}

/** Counts of one picture. */
export interface StageCost {
  calls: number;
  triangles: number;
}

const LIGHTS = 4;
/** How much of a lamp is seen on a clear morning, beside what comes through the windows. */
const BY_DAY = 0.16;
/** The sun's shadows need not be drawn anew more often. Milliseconds. */
const SHADOW_MS = 90;

/** What the code of the headset needs of the engine. */
export interface Engine {
  renderer: WebGLRenderer;
  scene: Scene;
  /** The headset's own floor; the camera stands on it. Where it is while the picture is flat is the hospital's zero. */
  floor: Group;
  camera: PerspectiveCamera;
}

/** The picture: everything that can be seen from where one stands. */
export class Stage {
  readonly viewpoint: Viewpoint;
  readonly people: People;
  readonly panels: PanelSpace;
  readonly floor = new Group();
  /** Told by the headset while one is worn. */
  ownHands: OwnHands | undefined;
  /** Whether things move as little as may be. */
  calm: boolean;
  private readonly renderer: WebGLRenderer;
  private readonly scene = new Scene();
  private worn = false;
  private readonly camera = new PerspectiveCamera(62, 1, 0.06, 900);
  private readonly sun = new DirectionalLight('#FFF0D8', 2.9);
  private readonly fill = new HemisphereLight('#F2F4F2', '#DDD0B8', 0.95);
  private readonly lamps: PointLight[] = [];
  private readonly assets: Assets;
  private readonly sky: Sky;
  private readonly rooms: Rooms;
  private readonly items: Items;
  private readonly boards: Boards;
  private readonly lasers: Lasers;
  private readonly strokes: Strokes;
  private readonly handSigns: HandSigns;
  private readonly ring: Mesh;
  private readonly raycaster = new Raycaster();
  private readonly sight: Sight;
  /** The rooms that were in sight and near in the last picture, as one number. */
  private sightKey = 0;
  private template = -1;
  private shadowAt = 0;
  private shadowDue = true;
  private detail: Detail = DETAILS.high;

  constructor(private readonly settings: StageSettings) {
    const { canvas, hospital } = settings;
    this.calm = settings.calm ?? false;
    this.renderer = new WebGLRenderer({ canvas, antialias: true, powerPreference: 'high-performance' });
    this.renderer.outputColorSpace = SRGBColorSpace;
    this.renderer.toneMapping = ACESFilmicToneMapping;
    this.renderer.toneMappingExposure = 0.82;
    this.renderer.shadowMap.enabled = true;
    this.renderer.shadowMap.type = PCFShadowMap;
    this.renderer.shadowMap.autoUpdate = false;
    this.camera.position.set(0, 1.6, 0);
    this.viewpoint = new Viewpoint(this.camera);
    this.scene.environment = makeEnvironment(this.renderer);
    this.scene.environmentIntensity = 0.36;
    this.sun.castShadow = true;
    this.sun.shadow.mapSize.set(2048, 2048);
    this.sun.shadow.bias = -0.0004;
    this.sun.shadow.normalBias = 0.03;
    this.sun.shadow.radius = 3;
    this.floor.add(this.camera);
    this.scene.add(this.floor, this.sun, this.sun.target, this.fill);
    for (let i = 0; i < LIGHTS; i++) {
      const lamp = new PointLight('#FFFFFF', 0, 8, 2);
      this.lamps.push(lamp);
      this.scene.add(lamp);
    }
    this.renderer.info.autoReset = false;
    const assets = (this.assets = new Assets(settings.read));
    this.sky = new Sky();
    this.scene.add(this.sky.group);
    this.rooms = new Rooms(hospital, assets, settings.language, settings.plain ?? false, settings.missing, this.scene);
    this.sight = new Sight(
      hospital,
      (aperture) => this.rooms.isClear(aperture),
      (room) => this.rooms.panesOf(room),
    );
    this.people = new People(hospital, assets, settings.language, settings.random, this.scene);
    this.items = new Items(hospital, assets, this.scene);
    this.boards = new Boards(hospital, this.scene);
    this.panels = new PanelSpace(this.scene);
    this.lasers = new Lasers(hospital, this.scene);
    this.strokes = new Strokes(this.scene);
    this.handSigns = new HandSigns(this.scene);
    this.ring = new Mesh(new RingGeometry(0.085, 0.11, 40), new MeshBasicMaterial({ color: '#FFFFFF', transparent: true, opacity: 0.9, depthTest: false, toneMapped: false }));
    this.ring.renderOrder = 9;
    this.ring.visible = false;
    this.scene.add(this.ring);
    this.resize();
  }

  /** What the last picture cost, the sun's shadows included where they were drawn anew. */
  get cost(): StageCost {
    return { calls: this.renderer.info.render.calls, triangles: this.renderer.info.render.triangles };
  }

  get memory(): Memory {
    return memoryOf(this.scene);
  }

  /** Whether models are on their way. */
  get isLoading(): boolean {
    return this.assets.pending > 0;
  }

  /** The next picture draws the sun's shadows anew. */
  renewShadows(): void {
    this.shadowDue = true;
    this.shadowAt = -Infinity;
  }

  get engine(): Engine {
    const { renderer, scene, floor, camera } = this;
    return { renderer, scene, floor, camera };
  }

  /** A headset shows the picture from now on, and says where the eyes are. `seeThrough`: the room one really is in stays to be seen. */
  wear(seeThrough: boolean): void {
    this.worn = true;
    this.rooms.group.visible = this.sky.group.visible = !seeThrough;
  }

  /** The picture is flat again. */
  takeOff(): void {
    this.worn = false;
    this.ownHands = undefined;
    this.rooms.group.visible = this.sky.group.visible = true;
    this.floor.position.set(0, 0, 0);
    this.floor.quaternion.identity();
    this.floor.updateMatrixWorld();
    this.resize();
  }

  resize(): void {
    // A headset's picture has the size that the headset wants.
    if (this.worn) return;
    const { clientWidth, clientHeight } = this.settings.canvas;
    const width = Math.max(1, clientWidth);
    const height = Math.max(1, clientHeight);
    this.renderer.setPixelRatio(Math.min(window.devicePixelRatio, this.settings.maxPixelRatio ?? 2, this.detail.pixelRatio));
    this.renderer.setSize(width, height, false);
    this.camera.aspect = width / height;
    // A tall picture looks wider up and down, so that a phone does not look through a keyhole.
    this.camera.fov = height > width ? 76 : 60;
    this.camera.updateProjectionMatrix();
  }

  /** Draws more or less from now on. */
  setDetail(detail: Detail): void {
    const shadows = detail.softShadows !== this.detail.softShadows;
    this.detail = detail;
    this.sight.isFineBeyond = detail.fineBeyond;
    this.people.fullWithin = detail.avatarMetres;
    if (shadows) {
      this.renderer.shadowMap.type = detail.softShadows ? PCFShadowMap : BasicShadowMap;
      this.renewShadows();
    }
    this.resize();
  }

  /** Loads the room one is in; what lies next to it follows by itself. */
  async enter(template: number): Promise<void> {
    await this.rooms.load(template);
    for (const next of this.rooms.neighbours(template)) this.rooms.load(next).catch(() => undefined);
    this.shadowDue = true;
  }

  render(frame: StageFrame): void {
    const { self, elapsed, template } = frame;
    const room = this.settings.hospital.rooms[template];
    if (template !== this.template) this.light(template);
    if (this.worn) {
      this.floor.updateMatrixWorld();
      this.renderer.xr.updateCamera(this.camera);
    } else this.viewpoint.update({
      x: self.x,
      y: self.y + self.eye,
      z: self.z,
      yaw: self.yaw,
      pitch: self.pitch,
      elapsed,
      ceiling: room && !room.outdoors ? room.floorY + room.height : 60,
      clearWay: frame.clearWay,
    });
    if (!this.calm) this.sky.update(frame.now / 1_000);
    const doorsMoved = this.rooms.updateDoors(elapsed, frame.isOpen, this.calm);
    this.look(template);
    this.people.update({ people: frame.people, voices: frame.voices, cameras: frame.cameras, figures: frame.figures, elapsed, now: frame.now, camera: this.camera, visible: this.sight.seen, showSelf: !this.worn && this.viewpoint.showsSelf, awayWords: this.settings.awayWords });
    this.boards.update(template, frame.screens);
    this.items.update(frame.items, this.people, elapsed, this.sight.seen, this.ownHands);
    this.strokes.update(room, frame.strokes, frame.fresh);
    this.lasers.update(frame.people, this.camera, this.sight.seen, frame.isOpen);
    this.handSigns.update(frame.people, this.camera, this.sight.seen);
    this.highlight(frame.highlight, frame.now);
    this.showPanels(frame);
    // People and things have soft shadows of their own: the sun's are drawn anew only when a leaf or the rooms in sight changed.
    this.shadowDue ||= doorsMoved;
    if (this.shadowDue && frame.now - this.shadowAt > SHADOW_MS) {
      this.renderer.shadowMap.needsUpdate = true;
      this.shadowAt = frame.now;
      this.shadowDue = false;
    }
    this.renderer.info.reset();
    this.renderer.render(this.scene, this.camera);
  }

  /** The line of sight through a point of the picture, pixels. */
  rayAt(x: number, y: number): Ray {
    const { clientWidth, clientHeight } = this.settings.canvas;
    this.raycaster.setFromCamera(new Vector2((x / clientWidth) * 2 - 1, 1 - (y / clientHeight) * 2), this.camera);
    return rayFrom(this.raycaster);
  }

  /** The line of sight through the middle of the picture. */
  rayAhead(): Ray {
    this.raycaster.setFromCamera(new Vector2(), this.camera);
    return rayFrom(this.raycaster);
  }

  /** The panel under a point of the picture. */
  panelAt(x: number, y: number): PanelHit | undefined {
    if (this.panels.isEmpty) return undefined;
    const { clientWidth, clientHeight } = this.settings.canvas;
    this.raycaster.setFromCamera(new Vector2((x / clientWidth) * 2 - 1, 1 - (y / clientHeight) * 2), this.camera);
    return this.panels.pick(this.raycaster.ray.origin, this.raycaster.ray.direction);
  }

  dispose(): void {
    this.panels.dispose();
    this.people.dispose();
    this.renderer.dispose();
  }

  /** Panels hang before whatever sees: the camera, which is the eyes in a headset. */
  private showPanels({ clearWay, elapsed, now }: StageFrame): void {
    if (this.panels.isEmpty) return;
    const { x, y, z } = eye.setFromMatrixPosition(this.camera.matrixWorld);
    this.camera.getWorldDirection(point);
    const reader = { x, y, z, yaw: Math.atan2(-point.x, -point.z), pitch: Math.asin(Math.max(-1, Math.min(1, point.y))), clear: (yaw: number, most: number) => clearWay(x, z, -Math.sin(yaw), -Math.cos(yaw), most) };
    this.panels.update(reader, elapsed, now);
  }

  private look(template: number): void {
    const { seen, near } = this.sight;
    this.sight.look(template, this.camera);
    let key = template;
    for (const index of seen) {
      key = (key * 131 + index * 2 + (near.has(index) ? 1 : 0)) % 1_000_000_007;
      if (!this.rooms.isLoaded(index)) this.rooms.load(index).catch(() => undefined);
    }
    if (key !== this.sightKey) this.shadowDue = true;
    this.sightKey = key;
    this.rooms.show(seen, near, template);
  }

  /** The room's own lamps, and the sun's shadow over just this room. */
  private light(template: number): void {
    this.template = template;
    const room = this.settings.hospital.rooms[template];
    if (!room) return;
    const lights = [...room.lights].sort((a, b) => b.intensity - a.intensity);
    this.lamps.forEach((lamp, i) => {
      const light = lights[i];
      lamp.intensity = light ? light.intensity * BY_DAY : 0;
      if (!light) return;
      lamp.position.set(light.x, light.y, light.z);
      lamp.color.setHex(light.colour);
      lamp.distance = light.range;
    });
    const xs = room.outline.map((p) => p.x);
    const zs = room.outline.map((p) => p.z);
    const x = (Math.min(...xs) + Math.max(...xs)) / 2;
    const z = (Math.min(...zs) + Math.max(...zs)) / 2;
    const size = Math.max(6, Math.hypot(Math.max(...xs) - Math.min(...xs), Math.max(...zs) - Math.min(...zs)) / 2 + 3);
    this.sun.target.position.set(x, room.floorY, z);
    this.sun.position.copy(this.sun.target.position).addScaledVector(SUN, 60);
    const camera = this.sun.shadow.camera;
    camera.left = camera.bottom = -size;
    camera.right = camera.top = size;
    camera.near = 10;
    camera.far = 110;
    camera.updateProjectionMatrix();
    this.sun.target.updateMatrixWorld();
    this.shadowDue = true;
  }

  private highlight(target: Target | undefined, now: number): void {
    this.ring.visible = target !== undefined && target.type !== 'stand';
    if (!target) return;
    this.ring.position.set(target.x, target.y + (target.type === 'item' ? 0.16 : 0), target.z);
    this.camera.getWorldQuaternion(this.ring.quaternion);
    const beat = this.calm ? 1 : 1 + 0.06 * Math.sin(now / 260);
    this.ring.scale.setScalar(beat * (0.7 + 0.12 * this.camera.getWorldPosition(eye).distanceTo(this.ring.position)));
  }
}

const eye = new Vector3();
const point = new Vector3();

function rayFrom({ ray }: Raycaster): Ray {
  const { origin, direction } = ray;
  return { origin: { x: origin.x, y: origin.y, z: origin.z }, direction: { x: direction.x, y: direction.y, z: direction.z } };
}
