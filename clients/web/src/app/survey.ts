import { Role } from '../protocol/gen/asclepion/v1/scene_pb';
import { PLAIN } from '../state/appearance';
import { newPose, restLimbs, STANDING_EYE } from '../state/pose';
import type { PersonView, World } from '../state/world';
import type { Stage, StageCost } from '../scene/stage';

/** A place to look from, hospital plan. */
export interface Spot {
  room: string;
  x: number;
  z: number;
  yaw: number;
  /** Radians. @default 0 */
  pitch?: number;
  /** Height of the eyes above the floor. @default standing */
  eye?: number;
  /** Whether every door stands open. @default false */
  open?: boolean;
  /** How many people stand in view. @default 6 */
  people?: number;
}

/** What a picture from there costs: as most pictures do, and when the sun's shadows are drawn anew as well. */
export interface Seen {
  steady: StageCost;
  withShadows: StageCost;
}

const ROLES = [Role.PATIENT, Role.DOCTOR, Role.NURSE, Role.SPECIALIST, Role.GUEST, Role.TRAINEE];
/** All different, with what costs most. */
const LOOKS = ROLES.map((_, i) => ({ ...PLAIN, colour: i, skin: 1 + i, hair: 1 + i, hairColour: 1 + i, glasses: i % 3, beard: i % 4 }));
/** Metres; radians from one to the next. */
const APART = { metres: 2.6, radians: 0.18 };
/** Long enough for doors to swing and eyes to come to rest in one picture. Seconds. */
const AT_ONCE = 10;
const LOAD_MS = 40;

/** Draws the building from wherever one asks, with people who are not there: how tests count what a picture costs. Owns the stage while it looks. */
export class Survey {
  private now = 0;

  constructor(
    private readonly stage: Stage,
    private readonly world: World,
  ) {}

  async look(spot: Spot): Promise<Seen> {
    const { stage } = this;
    const template = this.world.hospital.rooms.findIndex(({ id }) => id === spot.room);
    stage.viewpoint.thirdPerson = false;
    await stage.enter(template);
    // What comes into sight is loaded when it is first looked at, and may bring more into sight.
    do {
      this.draw(spot, template);
      while (stage.isLoading) await new Promise((resolve) => setTimeout(resolve, LOAD_MS));
      this.draw(spot, template);
    } while (stage.isLoading);
    stage.renewShadows();
    const withShadows = this.draw(spot, template);
    return { withShadows, steady: this.draw(spot, template) };
  }

  private draw(spot: Spot, template: number): StageCost {
    this.now += 1_000 * AT_ONCE;
    this.stage.render({
      now: this.now,
      elapsed: AT_ONCE,
      template,
      self: { x: spot.x, y: this.world.hospital.rooms[template]?.floorY ?? 0, z: spot.z, yaw: spot.yaw, pitch: spot.pitch ?? 0, eye: spot.eye ?? STANDING_EYE },
      people: this.people(spot, template),
      voices: new Map(),
      strokes: [],
      fresh: undefined,
      cameras: new Map(),
      screens: [],
      figures: [],
      items: this.world.items(),
      isOpen: () => spot.open ?? false,
      clearWay: (_x, _z, _dx, _dz, most) => most,
      highlight: undefined,
    });
    return this.stage.cost;
  }

  /** Side by side before the eyes, looking back. */
  private people({ x, z, yaw, people = ROLES.length }: Spot, template: number): PersonView[] {
    const own = [...this.world.people(0)].find(({ self }) => self);
    if (!own) return [];
    return Array.from({ length: people }, (_, i) => {
      const at = yaw + APART.radians * (i - (people - 1) / 2);
      const pose = newPose();
      restLimbs(pose, STANDING_EYE, 0);
      pose[0] = x - APART.metres * Math.sin(at);
      pose[1] = this.world.hospital.rooms[template]?.floorY ?? 0;
      pose[2] = z - APART.metres * Math.cos(at);
      pose[3] = at + Math.PI;
      return { ...own, key: `survey ${i}`, slot: 1_000 + i, self: false, seat: -1, template, role: ROLES[i % ROLES.length]!, appearance: LOOKS[i % LOOKS.length]!, name: `Person ${i + 1}`, leftItem: -1, rightItem: -1, voice: 'off', pose };
    });
  }
}
