import { Bone, type Object3D, Quaternion, Skeleton, type SkinnedMesh, Vector3 } from 'three';

/** The joints of a model at rest: unturned, each at its place in the figure's own space. Shared by all who wear the model. */
export interface RigForm {
  names: readonly string[];
  parents: readonly number[];
  rest: readonly Vector3[];
}

/** Reads the joints from a loaded model's skin, in the order its vertices name them. */
export function formOf(skin: SkinnedMesh): RigForm {
  const { bones } = skin.skeleton;
  let top: Object3D = skin;
  while (top.parent) top = top.parent;
  top.updateMatrixWorld(true);
  return {
    names: bones.map((bone) => bone.name),
    parents: bones.map((bone) => bones.indexOf(bone.parent as Bone)),
    rest: bones.map((bone) => new Vector3().setFromMatrixPosition(bone.matrixWorld)),
  };
}

const NOBODY = new Bone();

/** The matrices a shader moves vertices by, written by the rig itself: no node of the scene stands behind them. */
class Matrices extends Skeleton {
  constructor(count: number) {
    super(new Array<Bone>(count).fill(NOBODY), new Array<Bone>(count).fill(NOBODY).map((bone) => bone.matrix));
    this.computeBoneTexture();
  }

  /** The rig has done it. */
  override update(): void {
    // Nothing follows from the scene.
  }
}

const offset = new Vector3();

/** One figure's joints, posed in its own space from the trunk outwards: turn and place the parent first. */
export class Rig {
  readonly places: Vector3[];
  readonly turns: Quaternion[];
  readonly scales: Vector3[];
  readonly skeleton: Skeleton;
  private readonly offsets: Vector3[];

  constructor(
    readonly form: RigForm,
    /** Where the joints are at rest in this figure, whose build may differ from the model's. */
    readonly rest: readonly Vector3[],
  ) {
    this.offsets = rest.map((at, i) => at.clone().sub(rest[form.parents[i]!] ?? new Vector3()));
    this.places = rest.map((at) => at.clone());
    this.turns = rest.map(() => new Quaternion());
    this.scales = rest.map(() => new Vector3(1, 1, 1));
    this.skeleton = new Matrices(rest.length);
    this.commit();
  }

  /** The number of a joint, or -1. */
  joint(name: string): number {
    return this.form.names.indexOf(name);
  }

  /** Puts a joint where its parent carries it, and turns it so in the figure's own space. */
  set(joint: number, turn: Quaternion): void {
    this.carry(joint);
    this.turns[joint]!.copy(turn);
  }

  /** Puts a joint where its parent carries it; its turn stays as it is. */
  carry(joint: number): Vector3 {
    const parent = this.form.parents[joint]!;
    if (parent < 0) return this.places[joint]!.copy(this.rest[joint]!);
    return this.places[joint]!.copy(offset.copy(this.offsets[joint]!).applyQuaternion(this.turns[parent]!)).add(this.places[parent]!);
  }

  /** Puts a joint where its parent carries it, turned as its parent is, and then by `own`. */
  follow(joint: number, own?: Quaternion): void {
    const parent = this.form.parents[joint]!;
    this.carry(joint);
    if (parent < 0) this.turns[joint]!.identity();
    else this.turns[joint]!.copy(this.turns[parent]!);
    if (own) this.turns[joint]!.multiply(own);
  }

  /** Hands the pose to the shader. */
  commit(): void {
    const out = this.skeleton.boneMatrices;
    if (!out) return;
    for (let i = 0; i < this.places.length; i++) writeMatrix(out, 16 * i, this.places[i]!, this.turns[i]!, this.scales[i]!, this.rest[i]!);
    if (this.skeleton.boneTexture) this.skeleton.boneTexture.needsUpdate = true;
  }

  dispose(): void {
    this.skeleton.dispose();
  }
}

/** place · turn · scale · (- rest), column by column. */
function writeMatrix(out: Float32Array, at: number, p: Vector3, { x, y, z, w }: Quaternion, s: Vector3, rest: Vector3): void {
  const xx = (1 - 2 * (y * y + z * z)) * s.x;
  const xy = 2 * (x * y + w * z) * s.x;
  const xz = 2 * (x * z - w * y) * s.x;
  const yx = 2 * (x * y - w * z) * s.y;
  const yy = (1 - 2 * (x * x + z * z)) * s.y;
  const yz = 2 * (y * z + w * x) * s.y;
  const zx = 2 * (x * z + w * y) * s.z;
  const zy = 2 * (y * z - w * x) * s.z;
  const zz = (1 - 2 * (x * x + y * y)) * s.z;
  out[at] = xx;
  out[at + 1] = xy;
  out[at + 2] = xz;
  out[at + 3] = 0;
  out[at + 4] = yx;
  out[at + 5] = yy;
  out[at + 6] = yz;
  out[at + 7] = 0;
  out[at + 8] = zx;
  out[at + 9] = zy;
  out[at + 10] = zz;
  out[at + 11] = 0;
  out[at + 12] = p.x - (xx * rest.x + yx * rest.y + zx * rest.z);
  out[at + 13] = p.y - (xy * rest.x + yy * rest.y + zy * rest.z);
  out[at + 14] = p.z - (xz * rest.x + yz * rest.y + zz * rest.z);
  out[at + 15] = 1;
}
