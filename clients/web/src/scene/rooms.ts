import { Group, type Object3D, type Scene } from 'three';
import type { Hospital } from '../protocol/gen/asclepion/v1/scene_pb';
import type { Language } from '../locale/locale';
import { type Assets, isMesh } from './assets';
import { Door } from './doors';
import { plainRoom } from './plain';
import { makeSign } from './signs';

const RETRY_MS = 5_000;

/** The building: shells and furniture by room, leaves by opening, signs. Loaded as one comes near, shown as one can see it. */
export class Rooms {
  readonly group = new Group();
  private readonly rooms: (Group | undefined)[] = [];
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
    group.add(model, ...room.signs.map((sign) => makeSign(sign, this.language)));
    freeze(group);
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

  /** Shows exactly these rooms, and the leaves in their openings. Only the room one is in throws shadows and has its view of the land. */
  show(visible: ReadonlySet<number>, current: number): void {
    this.rooms.forEach((room, index) => {
      if (!room) return;
      room.visible = visible.has(index);
      const own = index === current;
      if (room.userData['own'] === own) return;
      room.userData['own'] = own;
      room.traverse((node) => {
        if (node.name === 'view') node.visible = own;
        else if (isMesh(node)) node.castShadow = own && node.receiveShadow;
      });
    });
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

/** What stands still need not be placed anew in every picture. */
function freeze(object: Object3D): void {
  object.updateMatrixWorld(true);
  object.traverse((node) => {
    node.matrixAutoUpdate = false;
  });
}
