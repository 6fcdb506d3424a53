import type { Group, Material, Mesh, Object3D } from 'three';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';

/** Reads the bytes of a content file by its path. */
export type ReadFile = (path: string) => Promise<ArrayBuffer>;

/** Models by path, each read once. What is handed out is the original: clone it where it stands more than once. */
export class Assets {
  private readonly loader = new GLTFLoader();
  private readonly loading = new Map<string, Promise<Group>>();

  constructor(private readonly read: ReadFile) {}

  /** How many models are on their way. */
  pending = 0;

  load(path: string): Promise<Group> {
    let model = this.loading.get(path);
    if (!model) {
      this.pending++;
      model = this.fetch(path).finally(() => this.pending--);
      this.loading.set(path, model);
      // A file that did not come may be asked for again.
      model.catch(() => this.loading.delete(path));
    }
    return model;
  }

  private async fetch(path: string): Promise<Group> {
    const gltf = await this.loader.parseAsync(await this.read(path), '');
    const lights: Object3D[] = [];
    gltf.scene.traverse((node) => {
      // The room's lights come from a fixed pool: their number must not change, or every material is compiled anew.
      if ('isLight' in node) lights.push(node);
      if (isMesh(node)) prepare(node);
    });
    // What lies around the building is far away and bright: it neither throws nor catches shadows.
    gltf.scene.getObjectByName('view')?.traverse((node) => {
      node.castShadow = node.receiveShadow = false;
    });
    for (const light of lights) light.removeFromParent();
    return gltf.scene;
  }
}

function prepare(mesh: Mesh): void {
  for (const material of materialsOf(mesh)) {
    const glassy = material.transparent;
    mesh.castShadow = !glassy;
    mesh.receiveShadow = !glassy;
    if (glassy) {
      material.depthWrite = false;
      mesh.renderOrder = 2;
    }
  }
}

export function isMesh(node: Object3D): node is Mesh {
  return 'isMesh' in node;
}

export function materialsOf(mesh: Mesh): Material[] {
  return Array.isArray(mesh.material) ? mesh.material : [mesh.material];
}
