import { BufferGeometry, CanvasTexture, Float32BufferAttribute, LinearFilter, LinearMipmapLinearFilter, Matrix4, Mesh, MeshBasicMaterial, SRGBColorSpace, Vector3 } from 'three';
import { fontOf } from '../../panel/draw';
import type { Panel } from '../../panel/panel';
import { metresPerUnit } from '../../panel/units';
import type { Measure, Style } from '../../panel/widget';
import { type Arc, type ArcHit, meetPoint, meetRay } from './arc';

/** Pixels of the picture to a unit: 28 units are a degree, and no headset of today shows more than 35 pixels to one. */
const DENSITY = 1.25;
/** Pixels; what is larger is drawn coarser. */
const MOST_PIXELS = 2_048;
/** Live pictures are drawn so often, milliseconds. */
const LIVE_MS = 66;
/** Degrees between two columns of the mesh. */
const COLUMN_DEGREES = 2;
const MOST_MEASURED = 4_000;

/**
 * A panel's mesh and picture. It bends round its reader: every point of a row is as far away as the reading distance it was made for. Its own
 * frame has the middle of the panel at the origin, facing +Z.
 */
export class Surface {
  readonly mesh = new Mesh(new BufferGeometry(), new MeshBasicMaterial({ transparent: true, toneMapped: false, depthWrite: false }));
  private readonly canvas = document.createElement('canvas');
  private texture: CanvasTexture | undefined;
  private stale = true;
  private drawnAt = -Infinity;
  private units = { width: 0, height: 0 };
  private readonly off: () => void;
  private readonly inverse = new Matrix4();

  /** @param distance metres from which it is read: decides its size and how it bends */
  constructor(readonly panel: Panel, private distance: number) {
    this.mesh.renderOrder = panel.urgent ? 12 : 10;
    this.mesh.material.depthTest = !panel.urgent;
    this.off = panel.events.on('changed', () => {
      this.stale = true;
    });
  }

  /** Metres. */
  get size(): { width: number; height: number } {
    const scale = metresPerUnit(this.distance);
    return { width: this.units.width * scale, height: this.units.height * scale };
  }

  handleFonts(): void {
    this.panel.changed('layout');
  }

  /** Draws again what changed; answers whether a picture went to the graphics card. */
  update(now: number, style: Style): boolean {
    if (!this.stale && !(now - this.drawnAt > LIVE_MS && this.panel.live)) return false;
    this.stale = false;
    this.drawnAt = now;
    const { width, height } = this.panel.fit(style);
    const density = Math.min(DENSITY, MOST_PIXELS / Math.max(width, height));
    if (width !== this.units.width || height !== this.units.height) {
      this.units = { width, height };
      this.canvas.width = Math.ceil(width * density);
      this.canvas.height = Math.ceil(height * density);
      this.bend();
      // A picture of another size needs another texture on the graphics card.
      this.texture?.dispose();
      this.texture = undefined;
    }
    const pen = this.canvas.getContext('2d')!;
    pen.setTransform(density, 0, 0, density, 0, 0);
    pen.clearRect(0, 0, width, height);
    this.panel.draw(pen, style);
    if (!this.texture) {
      this.texture = makeTexture(this.canvas);
      this.mesh.material.map = this.texture;
      this.mesh.material.needsUpdate = true;
    }
    this.texture.needsUpdate = true;
    return true;
  }

  /** Made for another distance: the same size in the reader's eye. */
  setDistance(distance: number): void {
    if (distance === this.distance) return;
    this.distance = distance;
    if (this.units.width > 0) this.bend();
  }

  /** Where a ray meets the front. */
  pick(origin: Vector3, direction: Vector3): ArcHit | undefined {
    this.toLocal();
    return meetRay(localPoint.copy(origin).applyMatrix4(this.inverse), localDirection.copy(direction).transformDirection(this.inverse), this.arc);
  }

  /** Where a point is over the panel, and how far before its front; negative behind it. */
  near(point: Vector3): ArcHit | undefined {
    this.toLocal();
    return meetPoint(localPoint.copy(point).applyMatrix4(this.inverse), this.arc);
  }

  dispose(): void {
    this.off();
    this.mesh.removeFromParent();
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
    this.texture?.dispose();
    // Nothing of what was written stays in memory.
    this.canvas.width = this.canvas.height = 0;
  }

  private get arc(): Arc {
    return { radius: this.distance, ...this.size };
  }

  private toLocal(): void {
    this.mesh.updateWorldMatrix(true, false);
    this.inverse.copy(this.mesh.matrixWorld).invert();
  }

  /** The mesh: columns along an arc round the reader. */
  private bend(): void {
    this.mesh.geometry.dispose();
    const { width, height } = this.size;
    const whole = width / this.distance;
    const columns = Math.max(2, Math.ceil(((whole * 180) / Math.PI) / COLUMN_DEGREES));
    const positions: number[] = [];
    const uvs: number[] = [];
    const index: number[] = [];
    for (let i = 0; i <= columns; i++) {
      const angle = (i / columns - 0.5) * whole;
      const x = Math.sin(angle) * this.distance;
      const z = this.distance - Math.cos(angle) * this.distance;
      positions.push(x, height / 2, z, x, -height / 2, z);
      uvs.push(i / columns, 1, i / columns, 0);
      if (i < columns) index.push(2 * i, 2 * i + 1, 2 * i + 2, 2 * i + 2, 2 * i + 1, 2 * i + 3);
    }
    const { geometry } = this.mesh;
    geometry.setAttribute('position', new Float32BufferAttribute(positions, 3));
    geometry.setAttribute('uv', new Float32BufferAttribute(uvs, 2));
    geometry.setIndex(index);
    geometry.computeBoundingSphere();
  }
}

function makeTexture(canvas: HTMLCanvasElement): CanvasTexture {
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = SRGBColorSpace;
  texture.minFilter = LinearMipmapLinearFilter;
  texture.magFilter = LinearFilter;
  texture.anisotropy = 8;
  return texture;
}

/** Measures by the browser's own fonts, and remembers: a layout asks for the same words again and again. */
export function makeMeasure(): Measure & { forget(): void } {
  const pen = document.createElement('canvas').getContext('2d')!;
  const known = new Map<string, number>();
  const measure = (text: string, size: number, bold: boolean): number => {
    const font = fontOf(size, bold);
    const key = `${font}\n${text}`;
    let width = known.get(key);
    if (width === undefined) {
      if (known.size >= MOST_MEASURED) known.clear();
      pen.font = font;
      known.set(key, (width = pen.measureText(text).width));
    }
    return width;
  };
  return Object.assign(measure, {
    forget: () => {
      known.clear();
    },
  });
}

const localPoint = new Vector3();
const localDirection = new Vector3();
