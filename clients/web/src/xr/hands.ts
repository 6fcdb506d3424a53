import { CylinderGeometry, InstancedMesh, Matrix4, MeshStandardMaterial, type Object3D, Quaternion, SphereGeometry, Vector3 } from 'three';
import type { HandTrace } from './reader';

/** Which joints a bone joins, by number: the fingers, and across the palm so that it is one. */
const BONES: [number, number][] = [
  [0, 1], [1, 2], [2, 3], [3, 4],
  ...[5, 10, 15, 20].flatMap((root): [number, number][] => [[0, root], [root, root + 1], [root + 1, root + 2], [root + 2, root + 3], [root + 3, root + 4]]),
  [5, 10], [10, 15], [15, 20], [6, 11], [11, 16], [16, 21], [1, 6], [0, 21],
];
const JOINT_COUNT = 25;
const UP = new Vector3(0, 1, 0);
const HIDDEN = new Matrix4().makeScale(0, 0, 0);

const from = new Vector3();
const to = new Vector3();
const middle = new Vector3();
const size = new Vector3();
const turn = new Quaternion();
const matrix = new Matrix4();

/** One's own two hands as soft gloves, joint by joint: two draw calls, whatever holds or is the hand. Stands on the headset's floor. */
export class Hands {
  private readonly material: MeshStandardMaterial;
  private readonly joints: InstancedMesh;
  private readonly bones: InstancedMesh;

  constructor(floor: Object3D, colour: string) {
    this.material = new MeshStandardMaterial({ color: colour, roughness: 0.75 });
    this.joints = new InstancedMesh(new SphereGeometry(1, 12, 8), this.material, 2 * JOINT_COUNT);
    this.bones = new InstancedMesh(new CylinderGeometry(1, 1, 1, 10, 1, true), this.material, 2 * BONES.length);
    for (const mesh of [this.joints, this.bones]) {
      mesh.frustumCulled = false;
      floor.add(mesh);
    }
  }

  update(traces: readonly HandTrace[]): void {
    for (const [i, { seen, view, joints, radii }] of traces.entries()) {
      const shown = seen && view.wrist !== undefined;
      for (let joint = 0; joint < JOINT_COUNT; joint++) {
        const radius = radii[joint]!;
        if (shown) matrix.compose(from.fromArray(joints, 3 * joint), turn.identity(), size.setScalar(radius));
        this.joints.setMatrixAt(i * JOINT_COUNT + joint, shown ? matrix : HIDDEN);
      }
      for (const [bone, [a, b]] of BONES.entries()) this.bones.setMatrixAt(i * BONES.length + bone, shown ? boneAt(joints, radii, a, b) : HIDDEN);
    }
    this.joints.instanceMatrix.needsUpdate = true;
    this.bones.instanceMatrix.needsUpdate = true;
  }

  dispose(): void {
    for (const mesh of [this.joints, this.bones]) {
      mesh.removeFromParent();
      mesh.geometry.dispose();
      mesh.dispose();
    }
    this.material.dispose();
  }
}

function boneAt(joints: Float32Array, radii: Float32Array, a: number, b: number): Matrix4 {
  from.fromArray(joints, 3 * a);
  to.fromArray(joints, 3 * b);
  middle.copy(from).add(to).multiplyScalar(0.5);
  to.sub(from);
  const length = to.length();
  turn.setFromUnitVectors(UP, length > 0 ? to.divideScalar(length) : UP);
  const radius = Math.min(radii[a]!, radii[b]!) * 0.98;
  return matrix.compose(middle, turn, size.set(radius, length, radius));
}
