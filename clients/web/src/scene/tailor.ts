import { BufferAttribute, BufferGeometry, Color, type Material, MeshBasicMaterial, MeshStandardMaterial, type Object3D, type SkinnedMesh, Vector3 } from 'three';
import { type Appearance, BUILD, HAIR, HEAD_COVER } from '../state/appearance';
import { ACCENTS, hairTone, skinTone } from '../state/looks';

import type { RigForm } from './rig';

/** The pieces of the wardrobe that go with a settled look, by the names the models give them. */
export function piecesOf(look: Appearance): string[] {
  const pieces: string[] = [];
  // A scarf and a turban hide all hair; below a cap it is short.
  if (look.headCover === HEAD_COVER.cap && look.hair !== HAIR.none) pieces.push(`hair-${HAIR.cropped}`);
  else if (look.headCover === HEAD_COVER.none && look.hair !== HAIR.none) pieces.push(`hair-${look.hair}`);
  if (look.headCover !== HEAD_COVER.none) pieces.push(`cover-${look.headCover}`);
  if (look.glasses > 0) pieces.push(`glasses-${look.glasses}`);
  if (look.beard > 0) pieces.push(`beard-${look.beard}`);
  if (look.wheelchair > 0) pieces.push('wheelchair');
  return pieces;
}

/** How much wider a build is than the models are. */
function widening(look: Appearance): number {
  return look.build === BUILD.slight ? -0.085 : look.build === BUILD.broad ? 0.14 : 0;
}

const ARM = /^(upper-arm|lower-arm|hand|thumb|index|middle|ring|little)-/;
const SHOULDER_X = 0.163;

/** Where a figure's joints are at rest, its build considered. */
export function restOf(form: RigForm, look: Appearance): Vector3[] {
  const k = widening(look);
  return form.rest.map((at, i) => {
    const arm = ARM.test(form.names[i]!);
    return arm ? new Vector3(at.x + Math.sign(at.x) * SHOULDER_X * k, at.y, at.z) : at.clone();
  });
}

function ramp(from: number, to: number, v: number): number {
  const t = Math.min(1, Math.max(0, (v - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

/** Widens a body, not its head, hands and feet. */
function widen(at: Vector3, arm: boolean, k: number): void {
  if (k === 0) return;
  if (arm) {
    const side = Math.sign(at.x);
    const thick = 1 + 0.55 * k * ramp(0.86, 0.95, at.y);
    const axis = side * 0.185;
    at.x = axis + (at.x - axis) * thick + side * SHOULDER_X * k;
    at.z *= thick;
    return;
  }
  const share = at.y > 0.8 ? 1 - ramp(1.36, 1.46, at.y) : 0.35 + 0.65 * ramp(0.1, 0.8, at.y);
  const belly = at.z < 0 ? 1 + 1.6 * Math.max(0, k) * ramp(0.82, 1.02, at.y) * (1 - ramp(1.08, 1.3, at.y)) : 1;
  at.x *= 1 + k * share;
  at.z *= (1 + 0.8 * k * share) * belly;
}

export interface Cloth {
  /** The role's model. */
  body: Object3D;
  wardrobe: Object3D | undefined;
  form: RigForm;
}

const point = new Vector3();
const tint = new Color();

/** Sews what somebody wears into one geometry in their colours. `far` takes the coarse forms. */
export function sew(cloth: Cloth, look: Appearance, plain: boolean, far: boolean): BufferGeometry {
  const suffix = far ? '-far' : '';
  const meshes = skins(cloth.body, `body${suffix}`);
  if (!plain && cloth.wardrobe) for (const piece of piecesOf(look)) meshes.push(...skins(cloth.wardrobe, piece + suffix));
  let vertices = 0;
  let corners = 0;
  for (const { geometry } of meshes) {
    vertices += geometry.getAttribute('position').count;
    corners += geometry.getIndex()!.count;
  }
  const positions = new Float32Array(3 * vertices);
  const normals = new Int8Array(4 * vertices);
  const colours = new Uint16Array(4 * vertices);
  const surfaces = new Uint8Array(4 * vertices);
  const joints = new Uint8Array(4 * vertices);
  const weights = new Uint8Array(4 * vertices);
  const indices = new Uint16Array(corners);
  const k = plain ? 0 : widening(look);
  const arms = cloth.form.names.map((name) => ARM.test(name));
  let base = 0;
  let corner = 0;
  for (const { geometry, material } of meshes) {
    const position = geometry.getAttribute('position');
    const normal = geometry.getAttribute('normal');
    const colour = geometry.getAttribute('color');
    const joint = geometry.getAttribute('skinIndex');
    const weight = geometry.getAttribute('skinWeight');
    const [rough, glow] = surfaceOf(material as Material);
    tintOf(material as Material, look, plain);
    for (let i = 0; i < position.count; i++) {
      const v = base + i;
      point.fromBufferAttribute(position, i);
      const second = weight.getY(i);
      const j0 = joint.getX(i);
      const j1 = second > 0 ? joint.getY(i) : 0;
      widen(point, arms[second > 0.5 ? j1 : j0]!, k);
      positions[3 * v] = point.x;
      positions[3 * v + 1] = point.y;
      positions[3 * v + 2] = point.z;
      normals[4 * v] = Math.round(127 * normal.getX(i));
      normals[4 * v + 1] = Math.round(127 * normal.getY(i));
      normals[4 * v + 2] = Math.round(127 * normal.getZ(i));
      colours[4 * v] = unorm(tint.r * colour.getX(i));
      colours[4 * v + 1] = unorm(tint.g * colour.getY(i));
      colours[4 * v + 2] = unorm(tint.b * colour.getZ(i));
      colours[4 * v + 3] = 0xffff;
      surfaces[4 * v] = Math.round(255 * rough);
      surfaces[4 * v + 1] = Math.round(255 * glow);
      joints[4 * v] = j0;
      joints[4 * v + 1] = j1;
      const w1 = Math.round(255 * second);
      weights[4 * v] = 255 - w1;
      weights[4 * v + 1] = w1;
    }
    const index = geometry.getIndex()!;
    for (let i = 0; i < index.count; i++) indices[corner++] = base + index.getX(i);
    base += position.count;
  }
  const result = new BufferGeometry();
  result.setAttribute('position', new BufferAttribute(positions, 3));
  result.setAttribute('normal', new BufferAttribute(normals, 4, true));
  result.setAttribute('color', new BufferAttribute(colours, 4, true));
  result.setAttribute('surface', new BufferAttribute(surfaces, 4, true));
  result.setAttribute('skinIndex', new BufferAttribute(joints, 4));
  result.setAttribute('skinWeight', new BufferAttribute(weights, 4, true));
  result.setIndex(new BufferAttribute(indices, 1));
  return result;
}

function unorm(v: number): number {
  return Math.round(65_535 * Math.min(1, Math.max(0, v)));
}

/** The skinned meshes of a node of this name: one, or one a material below it. */
function skins(model: Object3D, name: string): SkinnedMesh[] {
  const found: SkinnedMesh[] = [];
  model.getObjectByName(name)?.traverse((node) => {
    if ('isSkinnedMesh' in node) found.push(node as SkinnedMesh);
  });
  return found;
}

/** Roughness, and glow for what shows its colour whatever the light. */
function surfaceOf(material: Material): [number, number] {
  if (material instanceof MeshBasicMaterial) return [1, 1];
  return [material instanceof MeshStandardMaterial ? material.roughness : 1, 0];
}

function tintOf(material: Material, look: Appearance, plain: boolean): void {
  if (!plain && material.name === 'skin') tint.set(skinTone(look));
  else if (!plain && material.name === 'hair') tint.set(hairTone(look));
  else if (!plain && material.name === 'accent') tint.set(ACCENTS[look.colour]!);
  else if (material instanceof MeshStandardMaterial || material instanceof MeshBasicMaterial) tint.copy(material.color);
  else tint.set('#FFFFFF');
}

/** One skinned mesh of a model, for its joints. */
export function skinOf(model: Object3D): SkinnedMesh | undefined {
  return skins(model, 'body')[0];
}

