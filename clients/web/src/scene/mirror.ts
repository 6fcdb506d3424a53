import { ACESFilmicToneMapping, AmbientLight, type BufferGeometry, CircleGeometry, Color, DirectionalLight, HemisphereLight, Mesh, MeshStandardMaterial, PerspectiveCamera, Scene, SRGBColorSpace, WebGLRenderer } from 'three';
import type { Role } from '../protocol/gen/asclepion/v1/scene_pb';
import { type Appearance, HEIGHT, lookKey } from '../state/appearance';
import { newPose, type Pose, restLimbs, standingEye } from '../state/pose';
import { Assets, type ReadFile } from './assets';
import { Figure } from './figure';
import { SHAPES } from './hands';
import { Wardrobe, type WardrobeFiles } from './wardrobe';

/** A turn about oneself takes this long, seconds. */
const ROUND_SECONDS = 24;
/** After being turned by hand the figure rests as it was left, seconds. */
const RESTS = 6;

export interface MirrorSettings {
  canvas: HTMLCanvasElement;
  files: WardrobeFiles;
  read: ReadFile;
  /** Stands still but for being turned. @default false */
  calm?: boolean;
}

/** Oneself, turning slowly in a soft light, as others will see one. */
export class Mirror {
  private readonly renderer: WebGLRenderer;
  private readonly scene = new Scene();
  private readonly camera = new PerspectiveCamera(24, 1, 0.1, 20);
  private readonly wardrobe: Wardrobe;
  private readonly pose: Pose = newPose();
  private figure: Figure | undefined;
  private worn: BufferGeometry | undefined;
  private wanted = '';
  private shown: Appearance | undefined;
  private yaw = 0.35;
  private rests = 0;
  private closeness = 0;
  private close = false;
  private last = 0;
  private frame = 0;

  constructor(private readonly settings: MirrorSettings) {
    this.renderer = new WebGLRenderer({ canvas: settings.canvas, antialias: true, alpha: true });
    this.renderer.outputColorSpace = SRGBColorSpace;
    this.renderer.toneMapping = ACESFilmicToneMapping;
    this.renderer.toneMappingExposure = 0.95;
    this.wardrobe = new Wardrobe(settings.files, new Assets(settings.read));
    const key = new DirectionalLight('#FFF1DC', 2.6);
    key.position.set(1.6, 3, -2.4);
    const rim = new DirectionalLight('#CFE4F2', 1.2);
    rim.position.set(-2.2, 2.2, 2.4);
    const floor = new Mesh(new CircleGeometry(0.62, 48), new MeshStandardMaterial({ color: new Color('#C9A97C'), roughness: 0.8 }));
    floor.rotation.x = -Math.PI / 2;
    this.scene.add(key, rim, new HemisphereLight('#F6F6F2', '#D8C9AE', 1.25), new AmbientLight('#FFFFFF', 0.25), floor);
  }

  /** Shows somebody of a role; what comes later wins. */
  async show(role: Role, appearance: Appearance): Promise<void> {
    const wanted = `${role}/${lookKey(appearance)}`;
    if (wanted === this.wanted) return;
    this.wanted = wanted;
    const form = await this.wardrobe.load(role);
    if (!form || this.wanted !== wanted) return;
    const look = this.wardrobe.settled(role, appearance);
    const figure = new Figure({ form, look, machine: false, seed: 7 });
    const geometry = this.wardrobe.sew(wanted, role, appearance, true);
    if (!geometry) return;
    this.wardrobe.lend(geometry);
    figure.wear(geometry);
    if (this.figure) {
      this.scene.remove(this.figure.object);
      this.figure.dispose();
    }
    if (this.worn) this.wardrobe.giveBack(this.worn);
    this.worn = geometry;
    this.figure = figure;
    this.shown = look;
    this.scene.add(figure.object);
  }

  /** Turns the figure by radians, as a hand or a key does. */
  turn(by: number): void {
    this.yaw += by;
    this.rests = RESTS;
  }

  /** Looks at the face, or at the whole of one. */
  lookAt(face: boolean): void {
    this.close = face;
    if (face) {
      this.yaw = 0.25;
      this.rests = RESTS;
    }
  }

  start(): void {
    if (this.frame) return;
    this.last = performance.now();
    this.frame = requestAnimationFrame(this.draw);
  }

  /** Draws one picture at a time in milliseconds; for tests and for the loop. */
  readonly draw = (now: number): void => {
    this.frame = requestAnimationFrame(this.draw);
    const elapsed = Math.min(0.1, (now - this.last) / 1_000);
    this.last = now;
    const { figure, shown } = this;
    if (!figure || !shown || !this.resize()) return;
    this.rests = Math.max(0, this.rests - elapsed);
    if (!this.settings.calm && this.rests === 0 && !this.close) this.yaw += (elapsed * 2 * Math.PI) / ROUND_SECONDS;
    const wheels = shown.wheelchair > 0;
    const eye = standingEye(shown);
    restLimbs(this.pose, eye, 0);
    this.pose[3] = this.yaw + Math.PI;
    figure.update(this.pose, { right: 0, forward: 0, elapsed, seconds: now / 1_000, seated: wheels, swingArms: false, sound: undefined, talking: false, looksAt: undefined, leftHand: SHAPES.relaxed, rightHand: SHAPES.relaxed, far: false });
    this.closeness += ((this.close ? 1 : 0) - this.closeness) * (this.settings.calm ? 1 : 1 - Math.exp(-elapsed / 0.18));
    const tall = wheels ? 1.42 : shown.height === HEIGHT.tall ? 1.88 : 1.8;
    const portrait = this.camera.aspect < 0.8;
    const whole = (tall / 2 + 0.06) / Math.tan((this.camera.fov / 2) * (Math.PI / 180));
    const distance = Math.max(whole, portrait ? whole * (0.46 / this.camera.aspect) : whole);
    const y = tall / 2 + 0.02;
    const c = this.closeness;
    this.camera.position.set(0, y + (eye - y) * c + 0.1 * (1 - c), (distance + (1.15 - distance) * c));
    this.camera.lookAt(0, y + (eye - 0.01 - y) * c, 0);
    this.renderer.render(this.scene, this.camera);
  };

  dispose(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.figure?.dispose();
    this.renderer.dispose();
  }

  private resize(): boolean {
    const { clientWidth: width, clientHeight: height } = this.settings.canvas;
    if (width === 0 || height === 0) return false;
    const ratio = Math.min(2, devicePixelRatio);
    const { canvas } = this.settings;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      this.renderer.setPixelRatio(ratio);
      this.renderer.setSize(width, height, false);
      this.camera.aspect = width / height;
      this.camera.updateProjectionMatrix();
    }
    return true;
  }
}
