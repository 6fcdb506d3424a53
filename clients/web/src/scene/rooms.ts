import { Group, type Object3D, type Scene, Vector3 } from 'three';
import type { Hospital } from '../protocol/gen/asclepion/v1/scene_pb';
import type { Language } from '../locale/locale';
import { type Assets, isMesh } from './assets';
import { Door } from './doors';
import { plainRoom } from './plain';
import type { Pane } from './sight';
import { makeSigns } from './signs';

const RETRY_MS = 5_000;

/** The building: shells and furniture by room, leaves by opening, signs. Loaded as one comes near, shown as one can see it. */
export class Rooms {
  readonly group = new Group();
  private readonly rooms: (Group | undefined)[] = [];
  private readonly parts: (Parts | undefined)[] = [];
  private readonly panes: Pane[][] = [];
  private readonly wanted = new Set<number>();
  private readonly doors = new Map<number, Door>();

  constructor(
    private readonly hospital: Hospital,
    private readonly assets: Assets,
    private readonly language: Language,
    private readonly plain: boolean,
    private readonly missing: (template: number) => void,
    scene: Scene,
  ) {
    scene.add(this.group);
    for (const [index, aperture] of hospital.apertures.entries()) {
      if (aperture.leafFile === '') continue;
      this.doors.set(index, new Door(aperture, this.group, () => assets.load(aperture.leafFile)));
    }
  }

  /** Loads a room; resolves when it stands. */
  async load(index: number): Promise<void> {
    const room = this.hospital.rooms[index];
    if (!room || this.rooms[index] || this.wanted.has(index)) return;
    this.wanted.add(index);
    try {
      const bare = () => plainRoom(this.hospital, index);
      const model = this.plain ? bare() : await this.assets.load(room.file).catch(() => undefined);
      if (!model) {
        this.missing(index);
        window.setTimeout(() => void this.replace(index), RETRY_MS);
      }
      this.put(index, model ?? bare());
    } finally {
      this.wanted.delete(index);
    }
  }

  /** Puts the real room where a bare one stands, once it can be had. */
  private async replace(index: number): Promise<void> {
    try {
      const model = await this.assets.load(this.hospital.rooms[index]!.file);
      this.rooms[index]?.removeFromParent();
      this.put(index, model);
    } catch {
      window.setTimeout(() => void this.replace(index), RETRY_MS);
    }
  }

  private put(index: number, model: Object3D): void {
    const room = this.hospital.rooms[index]!;
    const group = new Group();
    group.name = room.id;
    group.visible = false;
    group.add(model, makeSigns(room.signs, this.language));
    freeze(group);
    this.panes[index] = panesOf(this.hospital, model);
    this.parts[index] = { near: model.getObjectByName('room'), far: model.getObjectByName('far'), view: model.getObjectByName('view') };
    this.rooms[index] = group;
    this.group.add(group);
  }

  isLoaded(index: number): boolean {
    return this.rooms[index] !== undefined;
  }

  /** The rooms one may walk or look into from a room, nearest first. */
  neighbours(index: number): number[] {
    const found = new Set<number>();
    for (const aperture of this.hospital.apertures) {
      if (aperture.roomA === index) found.add(aperture.roomB);
      if (aperture.roomB === index) found.add(aperture.roomA);
    }
    return [...found];
  }

  /** The windows of a room that nobody can be seen through, and the garden beyond them. Known once the room is loaded. */
  panesOf(index: number): readonly Pane[] {
    return this.panes[index] ?? NO_PANES;
  }

  /** Shows exactly these rooms, and the leaves in their openings: finely where one is near, plainly beyond. Only the room one is in throws shadows and has its view of the land. */
  show(visible: ReadonlySet<number>, near: ReadonlySet<number>, current: number): void {
    for (let index = 0; index < this.rooms.length; index++) {
      const room = this.rooms[index];
      const parts = this.parts[index];
      if (!room || !parts) continue;
      room.visible = visible.has(index);
      const fine = near.has(index) || !parts.far;
      if (parts.near) parts.near.visible = fine;
      if (parts.far) parts.far.visible = !fine;
      const own = index === current;
      if (room.userData['own'] === own) continue;
      room.userData['own'] = own;
      if (parts.view) parts.view.visible = own;
      room.traverse((node) => {
        if (isMesh(node)) node.castShadow = own && node.receiveShadow;
      });
    }
    for (const [index, door] of this.doors) {
      const aperture = this.hospital.apertures[index]!;
      door.setVisible(visible.has(aperture.roomA) || visible.has(aperture.roomB));
    }
  }

  /** Moves the leaves towards how they should stand; answers whether one is on its way. */
  updateDoors(elapsed: number, isOpen: (aperture: number) => boolean, calm: boolean): boolean {
    let moving = false;
    for (const [index, door] of this.doors) moving = door.update(elapsed, isOpen(index), calm) || moving;
    return moving;
  }

  /** Whether one can see past the leaf, if there is one. */
  isClear(aperture: number): boolean {
    return this.doors.get(aperture)?.isAjar ?? true;
  }

  doorAt(aperture: number): Door | undefined {
    return this.doors.get(aperture);
  }
}

/** How a room's model is made: what one stands among, the same as seen from the next room, and the land around. A bare room has but itself. */
interface Parts {
  near: Object3D | undefined;
  far: Object3D | undefined;
  view: Object3D | undefined;
}

const NO_PANES: readonly Pane[] = [];
/** A window this near to the edge of a garden looks out on it. Metres. */
const ON_EDGE = 0.4;

/** The model names two opposite corners of each window. */
function panesOf(hospital: Hospital, model: Object3D): Pane[] {
  const panes: Pane[] = [];
  const [low, high, middle] = [new Vector3(), new Vector3(), new Vector3()];
  for (let i = 0; ; i++) {
    const from = model.getObjectByName(`pane-${i}-low`);
    const to = model.getObjectByName(`pane-${i}-high`);
    if (!from || !to) return panes;
    low.copy(from.position);
    high.copy(to.position);
    middle.addVectors(low, high).multiplyScalar(0.5);
    const beyond = hospital.rooms.findIndex((room) => room.outdoors && liesOnEdge(room.outline, middle.x, middle.z));
    if (beyond >= 0) panes.push({ ax: low.x, az: low.z, bx: high.x, bz: high.z, bottom: low.y, top: high.y, beyond });
  }
}

function liesOnEdge(outline: readonly { x: number; z: number }[], x: number, z: number): boolean {
  return outline.some((a, i) => {
    const b = outline[(i + 1) % outline.length]!;
    const t = Math.max(0, Math.min(1, ((x - a.x) * (b.x - a.x) + (z - a.z) * (b.z - a.z)) / ((b.x - a.x) ** 2 + (b.z - a.z) ** 2 || 1)));
    return Math.hypot(x - a.x - t * (b.x - a.x), z - a.z - t * (b.z - a.z)) < ON_EDGE;
  });
}

/** What stands still need not be placed anew in every picture. */
function freeze(object: Object3D): void {
  object.updateMatrixWorld(true);
  object.traverse((node) => {
    node.matrixAutoUpdate = false;
  });
}
