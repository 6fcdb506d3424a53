import { forwardOf } from '../base/angles';
import type { Vector } from '../base/space';
import type { Hand } from '../input/actions';
import type { Connection } from '../net/connection';
import type { Target } from '../state/interact';
import type { World } from '../state/world';
import type { FlatBody } from './body';

/** A key held shorter than this, seconds, puts down; longer throws. */
const THROW_FROM = 0.35;
/** A hand faster than this, metres per second, throws. */
const THROW_SPEED = 1;

/** What one does with the things at hand: the hand goes there, the server is asked. */
export class Deeds {
  constructor(
    private readonly connection: Connection,
    private readonly world: World,
    private readonly body: FlatBody,
  ) {}

  /** Opens, sits down, stands up, picks up; into `hand`, or into the right one unless it is full. */
  use(target: Target | undefined, hand?: Hand): void {
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
        connection.send({ case: 'pickUp', value: { $typeName: 'asclepion.v1.PickUpIntent', item: target.id, leftHand: this.free(hand ?? 'right') === 'left' } });
        break;
      case 'take':
        connection.send({ case: 'pickUp', value: { $typeName: 'asclepion.v1.PickUpIntent', item: target.id, leftHand: (this.world.body?.rightItemPlusOne ?? 0) > 0 } });
        break;
      case 'shake':
        connection.send({ case: 'shake', value: { $typeName: 'asclepion.v1.ShakeIntent', slot: target.slot } });
        break;
      case 'stand':
        connection.send({ case: 'stand', value: { $typeName: 'asclepion.v1.StandIntent' } });
        break;
    }
  }

  /** This hand, or the other one when this is full and that is not. */
  private free(hand: Hand): Hand {
    const body = this.world.body;
    const full = { left: (body?.leftItemPlusOne ?? 0) > 0, right: (body?.rightItemPlusOne ?? 0) > 0 };
    const other = hand === 'left' ? 'right' : 'left';
    return full[hand] && !full[other] ? other : hand;
  }

  stand(): void {
    if (this.world.seat >= 0) this.use({ type: 'stand', x: 0, y: 0, z: 0 });
  }

  /** Asks to be set down elsewhere in the room; who sits stands up first. Answers whether it was asked. */
  teleport(x: number, z: number, yaw: number): boolean {
    if (this.world.seat >= 0) {
      this.stand();
      return false;
    }
    return this.connection.send({ case: 'teleport', value: { $typeName: 'asclepion.v1.TeleportIntent', x, z, yaw } }) > 0;
  }

  /** Opens a hand that moves at this velocity, metres per second. */
  release(hand: Hand, velocity: Vector): void {
    const body = this.world.body;
    if (!body || (hand === 'left' ? body.leftItemPlusOne : body.rightItemPlusOne) === 0) return;
    // A hand that hardly moves puts down.
    const thrown = Math.hypot(velocity.x, velocity.y, velocity.z) > THROW_SPEED;
    const { x: vx, y: vy, z: vz } = thrown ? velocity : { x: 0, y: 0, z: 0 };
    this.connection.send({ case: 'release', value: { $typeName: 'asclepion.v1.ReleaseIntent', leftHand: hand === 'left', vx, vy, vz } });
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
