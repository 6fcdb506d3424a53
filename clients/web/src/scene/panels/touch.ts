import type { Panel, PointerPhase } from '../../panel/panel';
import type { PanelHit } from './space';

/** How a fingertip stands to the panels. */
export type TouchState = 'away' | 'near' | 'pressed';

/** Metres before the surface. */
const NEAR = 0.07;
/** A finger lets go when it has come back out this far: a trembling finger presses once. */
const RELEASE = 0.012;
/** Behind the surface by more than this a finger no longer presses: it is a hand that went through. */
const THROUGH = -0.08;

/** One fingertip: presses when it crosses a surface from the front. */
export class Finger {
  state: TouchState = 'away';
  private over: PanelHit | undefined;
  /** It was before the surface, so that crossing it is a press. */
  private armed = false;

  constructor(readonly id: string) {}

  /** Where it is now over each panel; answers what that means for pointers. Distances are before the surface, negative behind. */
  handleMoved(candidates: readonly PanelHit[]): { phase: PointerPhase; hit: PanelHit | undefined }[] {
    const held = this.state === 'pressed' ? candidates.find(({ panel }) => panel === this.over?.panel) : undefined;
    const hit = held ?? nearest(candidates);
    const before = this.over;
    if (!hit || hit.distance > NEAR || hit.distance < THROUGH || (this.state === 'pressed' && !held)) {
      this.over = undefined;
      this.state = 'away';
      this.armed = false;
      return before ? [{ phase: 'leave', hit: before }] : [];
    }
    if (before && before.panel !== hit.panel) this.armed = false;
    this.over = hit;
    if (this.state === 'pressed') {
      if (hit.distance < RELEASE) return [{ phase: 'hover', hit }];
      this.state = 'near';
      this.armed = true;
      return [{ phase: 'release', hit }];
    }
    if (hit.distance > 0) {
      this.armed = true;
      this.state = 'near';
      return [{ phase: 'hover', hit }];
    }
    if (!this.armed) return before ? [{ phase: 'hover', hit }] : [];
    this.armed = false;
    this.state = 'pressed';
    return [{ phase: 'hover', hit }, { phase: 'press', hit }];
  }

  /** The panel is no longer there. */
  handleGone(panel: Panel): void {
    if (this.over?.panel !== panel) return;
    this.over = undefined;
    this.state = 'away';
    this.armed = false;
  }
}

/** The panel whose surface is closest. */
function nearest(candidates: readonly PanelHit[]): PanelHit | undefined {
  return candidates.reduce<PanelHit | undefined>((best, hit) => (!best || Math.abs(hit.distance) < Math.abs(best.distance) ? hit : best), undefined);
}
