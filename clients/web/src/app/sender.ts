import type { Connection } from '../net/connection';
import { untilNextSend } from '../net/phase';
import { Sampler } from '../state/sampler';
import type { World } from '../state/world';
import type { FlatBody } from './body';

const MOST_BACKLOG = 64 * 1024;
/** While nothing moves, a pose this often says "still here". */
const STILL_MS = 1_000;

/** Sends one's own pose just before each tick of the room, at the moment the server asked for. */
export class PoseSender {
  private readonly sampler = new Sampler();
  private timer = 0;
  private stopped = false;
  private lastSent = { at: 0, key: '' };

  constructor(
    private readonly connection: Connection,
    private readonly world: World,
    private readonly body: FlatBody,
    private readonly serverNow: () => number,
  ) {}

  start(): void {
    if (this.stopped) return;
    const period = 1_000 / (this.world.tickHz || 30);
    const phase = this.connection.phase;
    const wait = phase ? untilNextSend(phase, this.serverNow(), period * 0.4) : period;
    this.timer = window.setTimeout(() => {
      this.send();
      this.start();
    }, wait);
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /** In another room, what was not yet walked is forgotten. */
  handleRoom(): void {
    this.sampler.forgetRemainder();
  }

  private send(): void {
    const { world, body } = this;
    if (!world.isPlaced || this.connection.link !== 'online' || this.connection.backlog > MOST_BACKLOG) return;
    const now = performance.now();
    const { root, yaw } = world.prediction;
    const key = `${root.x.toFixed(4)} ${root.z.toFixed(4)} ${yaw.toFixed(3)} ${Array.from(body.pose, (v) => v.toFixed(3)).join()}`;
    if (key === this.lastSent.key && now - this.lastSent.at < STILL_MS) return;
    this.lastSent = { at: now, key };
    const sample = this.sampler.next(world.prediction, body.pose);
    this.connection.send({ case: 'pose', value: { $typeName: 'asclepion.v1.PoseIntent', sample } });
  }
}
