import { forwardOf } from '../base/angles';
import type { Connection } from '../net/connection';
import type { Target } from '../state/interact';
import type { World } from '../state/world';
import type { FlatBody } from './body';

/** A key held shorter than this, seconds, puts down; longer throws. */
const THROW_FROM = 0.35;

/** What one does with the things at hand: the hand goes there, the server is asked. */
export class Deeds {
  constructor(
    private readonly connection: Connection,
    private readonly world: World,
    private readonly body: FlatBody,
  ) {}

  use(target: Target | undefined): void {
    if (!target) return;
    this.reachFor(target);
    const { connection } = this;
    switch (target.type) {
      case 'door':
        connection.send({ case: 'useDoor', value: { $typeName: 'asclepion.v1.UseDoorIntent', aperture: target.aperture, open: !target.open } });
        break;
      case 'seat':
        connection.send({ case: 'sit', value: { $typeName: 'asclepion.v1.SitIntent', seat: target.seat } });
        break;
      case 'item':
        connection.send({ case: 'pickUp', value: { $typeName: 'asclepion.v1.PickUpIntent', item: target.id, leftHand: (this.world.body?.rightItemPlusOne ?? 0) > 0 } });
        break;
      case 'stand':
        connection.send({ case: 'stand', value: { $typeName: 'asclepion.v1.StandIntent' } });
        break;
    }
  }

  /**
   * Lets go of what is in hand.
   * @param held how long the key was held, seconds
   * @param pitch of the gaze, radians
   */
  drop(held: number, pitch: number): void {
    const body = this.world.body;
    if (!body || (body.leftItemPlusOne === 0 && body.rightItemPlusOne === 0)) return;
    const speed = held < THROW_FROM ? 0 : Math.min(6, 2 + held * 3);
    const ahead = forwardOf(this.world.prediction.yaw);
    this.connection.send({
      case: 'release',
      value: { $typeName: 'asclepion.v1.ReleaseIntent', leftHand: body.rightItemPlusOne === 0, vx: ahead.x * speed, vy: speed * (0.35 + Math.sin(pitch)), vz: ahead.z * speed },
    });
  }

  private reachFor(target: Target): void {
    if (target.type === 'stand' || target.type === 'seat') return;
    const { world } = this;
    const { x, z } = world.prediction.root;
    const yaw = world.prediction.yaw;
    const dx = target.x - x;
    const dz = target.z - z;
    this.body.reachFor(dx * Math.cos(yaw) - dz * Math.sin(yaw), target.y - (world.room?.floorY ?? 0), dx * Math.sin(yaw) + dz * Math.cos(yaw));
  }
}
