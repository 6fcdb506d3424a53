import { Group, type Object3D } from 'three';
import type { Aperture } from '../protocol/gen/asclepion/v1/scene_pb';

/** A leaf takes this long to open or close. Seconds. */
const SWING_SECONDS = 0.6;
const OPEN_ANGLE = (95 * Math.PI) / 180;

/** One leaf, hinged at its own origin. */
export class Door {
  readonly group = new Group();
  private opened = 0;

  constructor(aperture: Aperture, parent: Group, load: () => Promise<Object3D>) {
    const frame = new Group();
    frame.position.set(aperture.x, aperture.y, aperture.z);
    frame.rotation.y = aperture.yaw;
    // Hinged on the left as seen from room a: the leaf reaches along +X over the opening's width and swings into room b.
    this.group.position.x = -aperture.width / 2;
    frame.add(this.group);
    parent.add(frame);
    load().then(
      (leaf) => this.group.add(leaf.clone()),
      () => undefined,
    );
  }

  /** Whether one can see past it. */
  get isAjar(): boolean {
    return this.opened > 0.01;
  }

  setVisible(visible: boolean): void {
    this.group.visible = visible;
  }

  update(elapsed: number, open: boolean, calm: boolean): boolean {
    const wanted = open ? 1 : 0;
    if (this.opened === wanted) return false;
    const step = calm ? 1 : elapsed / SWING_SECONDS;
    this.opened = wanted > this.opened ? Math.min(1, this.opened + step) : Math.max(0, this.opened - step);
    const eased = this.opened * this.opened * (3 - 2 * this.opened);
    this.group.rotation.y = OPEN_ANGLE * eased;
    return true;
  }
}
