import type { PersonView, World } from '../state/world';
import { Arrivals } from '../media/cues';
import type { Hud } from '../ui/hud';
import type { InWorld } from './inworld/inworld';

const MAP_MS = 200;
const PEOPLE_MS = 300;

/** Keeps true what the panels say of people, talks and the map, some times a second. */
export class Panels {
  /** What hangs in the world while a headset is worn. */
  inWorld: InWorld | undefined;
  private mapAt = 0;
  private peopleAt = 0;
  private readonly arrivals = new Arrivals();

  constructor(
    private readonly world: World,
    private readonly hud: Hud,
    private readonly entered: () => void,
  ) {}

  /** A panel was opened: it shows what is true now. */
  handlePanel(): void {
    this.mapAt = this.peopleAt = 0;
  }

  update(people: PersonView[], now: number, serverNow: number): void {
    const { world, hud } = this;
    if (now - this.peopleAt > PEOPLE_MS) {
      this.peopleAt = now;
      if (this.arrivals.handlePeople(world.template, people.filter(({ template }) => template === world.template).map(({ key }) => key), now)) this.entered();
      const talks = [...world.sideTalks()];
      this.inWorld?.update(people, [...world.figures(serverNow)].length, now);
      if (hud.panel === 'people') hud.people.handlePeople(people, world.template, [...world.figures(serverNow)].length, talks);
      hud.chat.handleTalks(talks.map(({ talk, members }) => ({ talk, names: members.filter((slot) => slot !== world.slot).map((slot) => world.nameOf(slot)).join(', ') })));
    }
    if (hud.panel === 'map' && now - this.mapAt > MAP_MS) {
      this.mapAt = now;
      const shown = world.prediction.shown;
      hud.map.handleState(world.template, shown.x, shown.z, world.prediction.yaw, people);
    }
  }
}
