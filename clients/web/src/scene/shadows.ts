import { CanvasTexture, InstancedMesh, Matrix4, MeshBasicMaterial, PlaneGeometry } from 'three';

/** More people than this stand without a shadow. */
const MOST = 256;
const FLAT = new Matrix4().makeRotationX(-Math.PI / 2);

const matrix = new Matrix4();

/** The soft shadows under everybody's feet: one draw call for all of them. */
export class Shadows {
  readonly mesh = new InstancedMesh(new PlaneGeometry(0.95, 0.95), new MeshBasicMaterial({ map: softDisc(), transparent: true, depthWrite: false, toneMapped: false, color: '#000000', polygonOffset: true, polygonOffsetFactor: -2 }), MOST);

  constructor() {
    this.mesh.renderOrder = 1;
    this.mesh.frustumCulled = false;
    this.mesh.count = 0;
    this.mesh.visible = false;
  }

  /** Begins a picture. */
  clear(): void {
    this.mesh.count = 0;
  }

  /** Puts one on the floor at a place, metres. */
  add(x: number, y: number, z: number): void {
    if (this.mesh.count === MOST) return;
    matrix.copy(FLAT).setPosition(x, y + 0.012, z);
    this.mesh.setMatrixAt(this.mesh.count++, matrix);
  }

  /** Ends a picture. */
  commit(): void {
    this.mesh.visible = this.mesh.count > 0;
    this.mesh.instanceMatrix.needsUpdate = true;
  }
}

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
