import type { BufferAttribute, InterleavedBufferAttribute, Material, Object3D, Texture } from 'three';
import { isMesh, materialsOf } from './assets';

/** Bytes on the graphics card, as far as a page can know. */
export interface Memory {
  textures: number;
  geometries: number;
}

/** A texture and its smaller copies. */
const WITH_MIPMAPS = 4 / 3;
const BYTES_PER_PIXEL = 4;

/** Adds up the textures and geometries of everything that hangs below a node, each once. */
export function memoryOf(root: Object3D): Memory {
  const textures = new Set<Texture>();
  const arrays = new Set<BufferAttribute | InterleavedBufferAttribute>();
  root.traverse((node) => {
    if (isMesh(node)) {
      for (const attribute of Object.values(node.geometry.attributes)) arrays.add(attribute);
      if (node.geometry.index) arrays.add(node.geometry.index);
    }
    if (isMesh(node) || 'isSprite' in node) for (const material of materialsOf(node as Parameters<typeof materialsOf>[0])) addTextures(material, textures);
  });
  let bytes = 0;
  for (const texture of textures) bytes += bytesOf(texture);
  const shared = new Set<ArrayBufferLike>();
  for (const attribute of arrays) shared.add(attribute.array.buffer);
  return { textures: Math.round(bytes), geometries: [...shared].reduce((sum, buffer) => sum + buffer.byteLength, 0) };
}

function addTextures(material: Material, to: Set<Texture>): void {
  for (const value of Object.values(material)) if (value !== null && typeof value === 'object' && 'isTexture' in value) to.add(value as Texture);
}

function bytesOf(texture: Texture): number {
  const image = texture.image as { width?: number; height?: number } | null;
  return (image?.width ?? 0) * (image?.height ?? 0) * BYTES_PER_PIXEL * (texture.generateMipmaps ? WITH_MIPMAPS : 1);
}
