import { Vector3 } from 'three';
import type { Ray, Vector } from '../base/space';
import type { Hand, Touch } from '../input/actions';
import { POINTERS, type Pressables } from '../input/hands';
import type { PanelHit, PanelSpace } from '../scene/panels/space';

const origin = new Vector3();
const direction = new Vector3();
const tip = new Vector3();

/** Rays and fingertips of a headset's hands on the panels of the room; what they come upon, the hand feels. */
export class Pressing implements Pressables<PanelHit> {
  readonly dispose: () => void;

  constructor(private readonly panels: PanelSpace, pulse: (hand: Hand, touch: Touch) => void) {
    this.dispose = panels.events.on('felt', ({ id, kind }) => {
      for (const hand of ['left', 'right'] as const) if (kind === 'press' && (id === POINTERS[hand].ray || id === POINTERS[hand].tip)) pulse(hand, 'touch');
    });
  }

  pick(ray: Ray): PanelHit | undefined {
    return this.panels.pick(origin.copy(ray.origin), direction.copy(ray.direction));
  }

  touch(point: Vector, id: string): boolean {
    return this.panels.touch(tip.copy(point), id) !== 'away';
  }

  untouch(id: string): void {
    this.panels.untouch(id);
  }

  handlePointer(id: string, phase: 'hover' | 'press' | 'release' | 'leave', hit: PanelHit | undefined): void {
    this.panels.handlePointer(id, phase, hit);
  }
}
