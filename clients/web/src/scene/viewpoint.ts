import { type PerspectiveCamera, Vector3 } from 'three';
import { forwardOf } from '../base/angles';

/** Metres behind the shoulder in the third person. */
const BEHIND = 2.5;
const LEAST_BEHIND = 0.75;
const ABOVE = 0.28;
const ASIDE = 0.38;

export interface ViewpointFrame {
  /** The eyes, hospital plan. */
  x: number;
  y: number;
  z: number;
  yaw: number;
  pitch: number;
  elapsed: number;
  ceiling: number;
  clearWay(x: number, z: number, dx: number, dz: number, most: number): number;
}

/** Where the camera stands: in the own eyes, or behind the own shoulder and never behind a wall. */
export class Viewpoint {
  thirdPerson = true;
  private distance = BEHIND;
  private wantedDistance = BEHIND;
  private eyeY = 0;
  private readonly look = new Vector3();

  constructor(private readonly camera: PerspectiveCamera) {}

  zoom(by: number): void {
    this.wantedDistance = Math.min(4.5, Math.max(LEAST_BEHIND, this.wantedDistance + by * 0.4));
  }

  /** Whether the camera is far enough behind that the own figure does not fill the picture. */
  get showsSelf(): boolean {
    return this.thirdPerson && this.distance > 0.6;
  }

  update(frame: ViewpointFrame): void {
    const { x, z, yaw, pitch } = frame;
    // Sitting down and standing up move the eyes smoothly.
    this.eyeY = this.eyeY === 0 ? frame.y : this.eyeY + (frame.y - this.eyeY) * (1 - Math.exp(-frame.elapsed / 0.09));
    const ahead = forwardOf(yaw);
    const cos = Math.cos(pitch);
    this.look.set(ahead.x * cos, Math.sin(pitch), ahead.z * cos);
    if (!this.thirdPerson) {
      this.camera.position.set(x, this.eyeY, z);
      this.distance = 0;
    } else {
      const aside = Math.max(0, Math.min(ASIDE, frame.clearWay(x, z, -ahead.z, ahead.x, ASIDE + 0.2) - 0.2));
      const sx = x - ahead.z * aside;
      const sz = z + ahead.x * aside;
      const clear = frame.clearWay(sx, sz, -ahead.x, -ahead.z, this.wantedDistance * cos + 0.25) - 0.25;
      const wanted = Math.max(0.05, Math.min(this.wantedDistance, clear / Math.max(0.2, cos)));
      // Comes in at once, goes out gently.
      this.distance = wanted < this.distance ? wanted : this.distance + (wanted - this.distance) * (1 - Math.exp(-frame.elapsed / 0.25));
      const y = this.eyeY + ABOVE - this.look.y * this.distance;
      this.camera.position.set(sx - this.look.x * this.distance, Math.min(frame.ceiling - 0.15, Math.max(0.25, y)), sz - this.look.z * this.distance);
    }
    this.look.add(this.camera.position);
    this.camera.lookAt(this.look);
    this.camera.updateMatrixWorld();
  }
}
