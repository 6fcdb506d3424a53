import { clamp } from '../base/angles';
import { newPose, type Pose, restLimbs, RIGHT_AT, SEATED_EYE, standingEye } from '../state/pose';

const REACH_SECONDS = 0.5;

/** The head and hands of a person without a headset: looking where the camera looks, hands at rest, one held out to what is used. */
export class FlatBody {
  readonly pose: Pose = newPose();
  eye: number;
  private reaching = 0;
  private readonly goal = { x: 0, y: 0, z: 0 };

  constructor(private readonly look: { height: number; wheelchair: number }) {
    this.eye = standingEye(look);
  }

  /** Stretches the right hand towards a place relative to the root. */
  reachFor(x: number, y: number, z: number): void {
    this.goal.x = x;
    this.goal.y = y;
    this.goal.z = z;
    this.reaching = REACH_SECONDS;
  }

  /** `carrying` holds a hand up in front, as one carries things. */
  update(elapsed: number, seated: boolean, pitch: number, carrying: { left: boolean; right: boolean }): void {
    this.eye = seated ? SEATED_EYE : standingEye(this.look);
    restLimbs(this.pose, this.eye, clamp(pitch, -1.1, 1.1));
    if (carrying.right) this.hold(RIGHT_AT, 0.2);
    if (carrying.left) this.hold(RIGHT_AT - 7, -0.2);
    if (this.reaching > 0) {
      this.reaching = Math.max(0, this.reaching - elapsed);
      const t = Math.sin(Math.PI * (1 - this.reaching / REACH_SECONDS));
      this.stretch(t);
    }
  }

  private hold(at: number, x: number): void {
    this.pose.set([x, this.eye - 0.42, -0.36, -0.05, 0, 0, Math.sqrt(1 - 0.0025)], at);
  }

  private stretch(t: number): void {
    const shoulder = { x: 0.19, y: this.eye - 0.22, z: 0 };
    const dx = this.goal.x - shoulder.x;
    const dy = this.goal.y - shoulder.y;
    const dz = this.goal.z - shoulder.z;
    const scale = Math.min(1, 0.58 / (Math.hypot(dx, dy, dz) || 1));
    const goal = [shoulder.x + dx * scale, shoulder.y + dy * scale, shoulder.z + dz * scale];
    for (let i = 0; i < 3; i++) this.pose[RIGHT_AT + i]! += (goal[i]! - this.pose[RIGHT_AT + i]!) * t;
    // Fingers towards the thing: from hanging down to straight ahead.
    const tilt = -0.7 * (1 - t);
    this.pose.set([Math.sin(tilt / 2), 0, 0, Math.cos(tilt / 2)], RIGHT_AT + 3);
  }
}
