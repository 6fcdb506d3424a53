import { BufferAttribute, BufferGeometry, CircleGeometry, DoubleSide, Group, Mesh, MeshBasicMaterial, type Object3D, RingGeometry } from 'three';
import type { Vector } from '../base/space';
import { ARC_POINTS } from '../input/arc';
import type { Grip } from '../input/grip';

const GOOD = '#7FA58A';
const BAD = '#C8553D';
const RAY = '#F4F1EA';
/** Metres. */
const RAY_LENGTH = 1.1;
const RAY_WIDTH = 0.0045;
const ARC_WIDTH = 0.022;

/** A band along points, lying flat, fading to its end. */
class Band {
  readonly mesh: Mesh<BufferGeometry, MeshBasicMaterial>;
  private readonly place = new BufferAttribute(new Float32Array(6 * ARC_POINTS), 3);
  private readonly colour = new BufferAttribute(new Float32Array(8 * ARC_POINTS), 4);

  constructor(parent: Object3D) {
    const geometry = new BufferGeometry();
    const index: number[] = [];
    for (let i = 0; i + 1 < ARC_POINTS; i++) index.push(2 * i, 2 * i + 1, 2 * i + 2, 2 * i + 2, 2 * i + 1, 2 * i + 3);
    geometry.setIndex(index);
    geometry.setAttribute('position', this.place);
    geometry.setAttribute('color', this.colour);
    this.mesh = new Mesh(geometry, new MeshBasicMaterial({ vertexColors: true, transparent: true, depthWrite: false, side: DoubleSide, toneMapped: false }));
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = 8;
    parent.add(this.mesh);
  }

  /** `points`: x, y, z of `length` points. */
  show(points: ArrayLike<number>, length: number, width: number, colour: string, fadesFrom: number, fadesTo: number): void {
    this.mesh.visible = length > 1;
    if (length < 2) return;
    const dx = points[3 * length - 3]! - points[0]!;
    const dz = points[3 * length - 1]! - points[2]!;
    const way = Math.hypot(dx, dz) || 1;
    const sideX = (-dz / way) * (width / 2);
    const sideZ = (dx / way) * (width / 2);
    for (let i = 0; i < length; i++) {
      const [x, y, z] = [points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!];
      this.place.setXYZ(2 * i, x - sideX, y, z - sideZ);
      this.place.setXYZ(2 * i + 1, x + sideX, y, z + sideZ);
      const alpha = fadesFrom + ((fadesTo - fadesFrom) * i) / (length - 1);
      this.colour.setXYZW(2 * i, 1, 1, 1, alpha);
      this.colour.setXYZW(2 * i + 1, 1, 1, 1, alpha);
    }
    this.mesh.material.color.set(colour);
    this.mesh.geometry.setDrawRange(0, 6 * (length - 1));
    this.place.needsUpdate = this.colour.needsUpdate = true;
  }

  hide(): void {
    this.mesh.visible = false;
  }

  dispose(): void {
    this.mesh.removeFromParent();
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }
}

/** What one hand points with: a short ray, the arc of a jump, and the ring where one would land. In the hospital plan. */
export class Pointer {
  private readonly ray: Band;
  private readonly arc: Band;
  private readonly marker = new Group();
  private readonly ring: Mesh<RingGeometry, MeshBasicMaterial>;
  private readonly disc: Mesh<CircleGeometry, MeshBasicMaterial>;
  private readonly points = new Float32Array(6);

  constructor(scene: Object3D) {
    this.ray = new Band(scene);
    this.arc = new Band(scene);
    const flat = (opacity: number) => new MeshBasicMaterial({ color: GOOD, transparent: true, opacity, depthWrite: false, toneMapped: false, side: DoubleSide, polygonOffset: true, polygonOffsetFactor: -3 });
    this.ring = new Mesh(new RingGeometry(0.25, 0.31, 48), flat(0.95));
    this.disc = new Mesh(new CircleGeometry(0.25, 40), flat(0.3));
    for (const mesh of [this.ring, this.disc]) {
      mesh.rotation.x = -Math.PI / 2;
      mesh.renderOrder = 7;
      this.marker.add(mesh);
    }
    scene.add(this.marker);
    this.hide();
  }

  /** `beam`: how far the ray goes before it meets something, if it does. */
  update(grip: Grip, shown: boolean, beam: number | undefined): void {
    const ray = grip.ray;
    if (!shown || !ray) {
      this.hide();
      return;
    }
    const { aiming, landing, arc } = grip;
    if (aiming) {
      this.ray.hide();
      this.arc.show(arc.points, arc.length, ARC_WIDTH, landing ? GOOD : BAD, 0.25, 0.95);
    } else {
      this.arc.hide();
      this.showRay(ray.origin, ray.direction, beam ?? RAY_LENGTH, grip.means || beam !== undefined);
    }
    this.marker.visible = aiming && landing !== undefined;
    if (landing) this.marker.position.set(landing.x, landing.y + 0.015, landing.z);
  }

  hide(): void {
    this.ray.hide();
    this.arc.hide();
    this.marker.visible = false;
  }

  dispose(): void {
    this.ray.dispose();
    this.arc.dispose();
    this.marker.removeFromParent();
    for (const mesh of [this.ring, this.disc]) {
      mesh.geometry.dispose();
      mesh.material.dispose();
    }
  }

  private showRay({ x, y, z }: Vector, direction: Vector, length: number, means: boolean): void {
    // Begins a little before the hand, which it must not hide.
    const near = 0.06;
    this.points.set([x + direction.x * near, y + direction.y * near, z + direction.z * near, x + direction.x * length, y + direction.y * length, z + direction.z * length]);
    this.ray.show(this.points, 2, RAY_WIDTH, means ? GOOD : RAY, means ? 0.95 : 0.6, means ? 0.6 : 0);
  }
}
