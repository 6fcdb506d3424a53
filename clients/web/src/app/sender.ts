import type { Connection } from '../net/connection';
import { untilNextSend } from '../net/phase';
import { Sampler } from '../state/sampler';
import { newPose } from '../state/pose';
import type { World } from '../state/world';
import type { FlatBody } from './body';

const MOST_BACKLOG = 64 * 1024;
/** While nothing moves, a pose this often says "still here". */
const STILL_MS = 1_000;
/** Less than this is nothing: metres of the root; metres, radians and quaternion parts of the rest. */
const SEEN = { root: 0.000_05, limb: 0.000_5 };

/** Sends one's own pose just before each tick of the room, at the moment the server asked for. */
export class PoseSender {
  private readonly sampler = new Sampler();
  private timer = 0;
  private stopped = false;
  private sentAt = -Infinity;
  /** What was sent last: the root in the plan, the limbs as the body has them. */
  private readonly sent = newPose();

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

  /** Whether anything has moved by what others could see. */
  private differs(root: { x: number; z: number }, yaw: number): boolean {
    const { sent } = this;
    const { pose } = this.body;
    if (Math.abs(root.x - sent[0]!) > SEEN.root || Math.abs(root.z - sent[2]!) > SEEN.root || Math.abs(yaw - sent[3]!) > SEEN.limb) return true;
    for (let i = 4; i < pose.length; i++) if (Math.abs(pose[i]! - sent[i]!) > SEEN.limb) return true;
    return false;
  }

  private send(): void {
    const { world, body } = this;
    if (!world.isPlaced || this.connection.link !== 'online' || this.connection.backlog > MOST_BACKLOG) return;
    const now = performance.now();
    const { root, yaw } = world.prediction;
    if (!this.differs(root, yaw) && now - this.sentAt < STILL_MS) return;
    this.sentAt = now;
    this.sent.set(body.pose);
    this.sent[0] = root.x;
    this.sent[2] = root.z;
    this.sent[3] = yaw;
    const sample = this.sampler.next(world.prediction, body.pose);
    this.connection.send({ case: 'pose', value: { $typeName: 'asclepion.v1.PoseIntent', sample } });
  }
}
