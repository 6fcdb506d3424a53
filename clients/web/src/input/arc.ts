import type { Ray, Vector } from '../base/space';

/** Metres per second at which the arc leaves the hand: level at chest height it comes down 3.2 m away. */
const SPEED = 6.4;
const GRAVITY = 9.8;
const STEP_SECONDS = 0.03;
/** Points of an arc: enough for 2 s of flight. */
export const ARC_POINTS = 66;

/** Where a thrown arc goes and comes down. */
export class Arc {
  /** x, y, z of the points from the hand to the end; `length` of them count. */
  readonly points = new Float32Array(3 * ARC_POINTS);
  length = 0;
  /** Where the arc meets the floor; undefined when it flies too far. */
  landing: Vector | undefined;

  /** Throws along a ray over a floor at this height. */
  solve({ origin, direction }: Ray, floorY: number): Vector | undefined {
    this.landing = undefined;
    this.length = 0;
    let { x, y, z } = origin;
    let rise = direction.y * SPEED;
    const dx = direction.x * SPEED * STEP_SECONDS;
    const dz = direction.z * SPEED * STEP_SECONDS;
    this.add(x, y, z);
    if (y <= floorY) return undefined;
    while (this.length < ARC_POINTS) {
      const fall = rise * STEP_SECONDS - (GRAVITY * STEP_SECONDS * STEP_SECONDS) / 2;
      if (y + fall <= floorY) {
        const share = (floorY - y) / fall;
        this.landing = { x: x + dx * share, y: floorY, z: z + dz * share };
        this.add(this.landing.x, floorY, this.landing.z);
        break;
      }
      x += dx;
      y += fall;
      z += dz;
      rise -= GRAVITY * STEP_SECONDS;
      this.add(x, y, z);
    }
    return this.landing;
  }

  private add(x: number, y: number, z: number): void {
    this.points.set([x, y, z], 3 * this.length++);
  }
}

/** Where a straight ray meets the floor, for who points with eyes or a pinch. */
export function onFloor({ origin, direction }: Ray, floorY: number): Vector | undefined {
  const down = origin.y - floorY;
  if (direction.y > -0.05 || down <= 0) return undefined;
  const way = down / -direction.y;
  return { x: origin.x + direction.x * way, y: floorY, z: origin.z + direction.z * way };
}
