import type { BufferGeometry, Object3D } from 'three';
import { Role } from '../protocol/gen/asclepion/v1/scene_pb';
import { type Appearance, lookKey, PLAIN, settled } from '../state/appearance';
import type { Assets } from './assets';
import { formOf, type RigForm } from './rig';
import { type Cloth, sew, skinOf } from './tailor';

/** Where the models are: of a hospital's description, all of it that is needed here. */
export interface WardrobeFiles {
  avatarFiles: Readonly<Record<number, string>>;
  wardrobeFile: string;
}

interface Made {
  geometry: BufferGeometry;
  wearers: number;
}

/** Everybody's clothes: what two people wear alike is sewn once, and thrown away when nobody wears it. */
export class Wardrobe {
  private readonly cloths = new Map<Role, Cloth>();
  private readonly made = new Map<string, Made>();
  private readonly keys = new Map<BufferGeometry, string>();

  constructor(
    private readonly hospital: WardrobeFiles,
    private readonly assets: Assets,
  ) {}

  /** Tells one look of a role from another. Figures without a role show nobody's choices, nor do machines but for their colour. */
  keyOf(role: Role, appearance: Appearance): string {
    return `${role}/${lookKey(this.settled(role, appearance))}`;
  }

  settled(role: Role, appearance: Appearance): Appearance {
    if (role === Role.UNSPECIFIED) return PLAIN;
    if (role === Role.AGENT || role === Role.ROBOT) return { ...PLAIN, colour: appearance.colour };
    return settled(appearance);
  }

  /** Loads what a role wears; answers its joints. */
  async load(role: Role): Promise<RigForm | undefined> {
    const known = this.cloths.get(role);
    if (known) return known.form;
    const file = this.hospital.avatarFiles[role] ?? this.hospital.avatarFiles[Role.PATIENT];
    if (!file) return undefined;
    const chosen = role !== Role.UNSPECIFIED && this.hospital.wardrobeFile !== '';
    const [body, wardrobe] = await Promise.all([this.assets.load(file), chosen ? this.assets.load(this.hospital.wardrobeFile).catch((): Object3D | undefined => undefined) : undefined]);
    const skin = skinOf(body);
    if (!skin) return undefined;
    const form = formOf(skin);
    this.cloths.set(role, { body, wardrobe, form });
    return form;
  }

  /** What was sewn for this look already. */
  known(look: string, full: boolean): BufferGeometry | undefined {
    return this.made.get(`${look}/${full}`)?.geometry;
  }

  sew(look: string, role: Role, appearance: Appearance, full: boolean): BufferGeometry | undefined {
    const cloth = this.cloths.get(role);
    if (!cloth) return undefined;
    const geometry = sew(cloth, this.settled(role, appearance), role === Role.UNSPECIFIED, !full);
    const key = `${look}/${full}`;
    this.made.set(key, { geometry, wearers: 0 });
    this.keys.set(geometry, key);
    return geometry;
  }

  lend(geometry: BufferGeometry): void {
    this.made.get(this.keys.get(geometry)!)!.wearers++;
  }

  giveBack(geometry: BufferGeometry): void {
    const key = this.keys.get(geometry)!;
    const made = this.made.get(key)!;
    if (--made.wearers > 0) return;
    this.made.delete(key);
    this.keys.delete(geometry);
    geometry.dispose();
  }
}
