import { Mesh, MeshBasicMaterial, type Object3D, type PerspectiveCamera, Shape, ShapeGeometry, Vector3, type VideoTexture } from 'three';
import { pictureOf } from './boards';

/** Metres. */
const WIDTH = 0.56;
const HEIGHT = 0.42;
const RADIUS = 0.05;
const FRAME = 0.018;
/** From the middle of the head to the middle of the panel. */
const ASIDE = 0.56;
/** Nearer than this the panel is in the way; the person themselves is there to be looked at. */
const NEAR = 0.7;
/** From here on it has its full size; nearer it shrinks, so that it never fills the view. */
const FULL_FROM = 1.7;
const WIDEST = 16 / 9;
/** A phone held upright sees less to the side: there all of it is smaller and closer. */
const UPRIGHT = 0.7;

const eye = new Vector3();
const right = new Vector3();

/** The camera's picture of somebody, on a small panel beside their head, turned to whoever looks. */
export class FacePanel {
  readonly group = new Mesh(FRAME_SHAPE, FRAME_MATERIAL);
  private readonly face = new Mesh(FACE_SHAPE, new MeshBasicMaterial({ toneMapped: false }));
  private video: HTMLVideoElement | undefined;
  private texture: VideoTexture | undefined;

  constructor(parent: Object3D) {
    this.face.position.z = 0.003;
    this.group.add(this.face);
    this.group.visible = false;
    this.group.renderOrder = 3;
    parent.add(this.group);
  }

  /** Shows a picture, or none. */
  show(video: HTMLVideoElement | undefined): void {
    if (video === this.video) return;
    this.video = video;
    this.texture?.dispose();
    this.texture = video && pictureOf(video);
    this.face.material.map = this.texture ?? null;
    this.face.material.needsUpdate = true;
  }

  /** Puts the panel beside a head, on the looker's right. */
  update(head: Vector3, camera: PerspectiveCamera): void {
    const { video, texture } = this;
    eye.setFromMatrixPosition(camera.matrixWorld);
    const distance = eye.distanceTo(head);
    this.group.visible = video !== undefined && video.videoWidth > 0 && distance > NEAR;
    if (!this.group.visible || !video || !texture) return;
    crop(texture, Math.min(WIDEST, video.videoWidth / video.videoHeight));
    const dx = head.x - eye.x;
    const dz = head.z - eye.z;
    const length = Math.hypot(dx, dz) || 1;
    right.set(-dz / length, 0, dx / length);
    const scale = Math.min(camera.aspect < 1 ? UPRIGHT : 1, distance / FULL_FROM);
    this.group.scale.setScalar(scale);
    this.group.position.copy(head).addScaledVector(right, ASIDE * scale);
    this.group.rotation.y = Math.atan2(-dx, -dz);
  }

  dispose(): void {
    this.texture?.dispose();
    this.face.material.dispose();
  }
}

/** The middle of the picture, so that a face is not squeezed. */
function crop(texture: VideoTexture, aspect: number): void {
  const wanted = WIDTH / HEIGHT;
  const [x, y] = aspect > wanted ? [wanted / aspect, 1] : [1, aspect / wanted];
  texture.repeat.set(x, y);
  texture.offset.set((1 - x) / 2, (1 - y) / 2);
}

function rounded(width: number, height: number, radius: number): ShapeGeometry {
  const [x, y] = [width / 2, height / 2];
  const shape = new Shape();
  shape.moveTo(-x + radius, -y);
  shape.lineTo(x - radius, -y);
  shape.absarc(x - radius, -y + radius, radius, -Math.PI / 2, 0);
  shape.lineTo(x, y - radius);
  shape.absarc(x - radius, y - radius, radius, 0, Math.PI / 2);
  shape.lineTo(-x + radius, y);
  shape.absarc(-x + radius, y - radius, radius, Math.PI / 2, Math.PI);
  shape.lineTo(-x, -y + radius);
  shape.absarc(-x + radius, -y + radius, radius, Math.PI, Math.PI * 1.5);
  const geometry = new ShapeGeometry(shape, 8);
  const at = geometry.getAttribute('position');
  const uv = geometry.getAttribute('uv');
  for (let i = 0; i < at.count; i++) uv.setXY(i, at.getX(i) / width + 0.5, at.getY(i) / height + 0.5);
  return geometry;
}

const FRAME_SHAPE = rounded(WIDTH + 2 * FRAME, HEIGHT + 2 * FRAME, RADIUS + FRAME);
const FACE_SHAPE = rounded(WIDTH, HEIGHT, RADIUS);
const FRAME_MATERIAL = new MeshBasicMaterial({ color: '#FBFAF6', toneMapped: false });
