import type { WebGLRenderer } from 'three';
import { Emitter } from '../base/emitter';
import type { Comfort } from '../input/comfort';

export type HeadsetMode = 'vr' | 'ar';

interface SessionEvents {
  /** Over, by whoever ended it. */
  ended: object;
  /** Taken off or put on again; `blurred` while a menu of the headset's own is over the picture. */
  visibility: { state: 'visible' | 'blurred' | 'hidden' };
  /** The person asked their headset to begin anew where they are. */
  reset: object;
}

/** What a headset may be asked for; none of it is needed. */
const WISHES = ['local-floor', 'bounded-floor', 'hand-tracking', 'layers'];
/** The floors a headset can measure from, best first; the last it always can, and it lies at the eyes. */
const FLOORS = ['local-floor', 'bounded-floor', 'local'] as const;

/** One time of wearing the headset, from putting it on to taking it off for good. */
export class Session {
  readonly events = new Emitter<SessionEvents>();

  private constructor(
    readonly xr: XRSession,
    readonly space: XRReferenceSpace,
    /** Whether heights are measured from the real floor. */
    readonly hasFloor: boolean,
    private readonly renderer: WebGLRenderer,
  ) {
    xr.addEventListener('end', () => {
      renderer.setAnimationLoop(null);
      renderer.xr.enabled = false;
      this.events.emit('ended', {});
    });
    xr.addEventListener('visibilitychange', () => {
      this.events.emit('visibility', { state: this.visibility });
    });
    space.addEventListener('reset', () => {
      this.events.emit('reset', {});
    });
  }

  /** Must be called while a click is being handled: nothing is waited for before the browser is asked. */
  static async begin(mode: HeadsetMode, renderer: WebGLRenderer, picture: (frame: XRFrame) => void): Promise<Session> {
    const xr = await navigator.xr!.requestSession(mode === 'vr' ? 'immersive-vr' : 'immersive-ar', { optionalFeatures: WISHES });
    try {
      const type = await bestFloor(xr);
      renderer.xr.enabled = true;
      renderer.xr.cameraAutoUpdate = false;
      renderer.xr.setReferenceSpaceType(type);
      renderer.setAnimationLoop((_, frame) => {
        if (frame) picture(frame);
      });
      await renderer.xr.setSession(xr);
      return new Session(xr, renderer.xr.getReferenceSpace()!, type !== 'local', renderer);
    } catch (error) {
      renderer.setAnimationLoop(null);
      renderer.xr.enabled = false;
      await xr.end().catch(() => undefined);
      throw error;
    }
  }

  get visibility(): 'visible' | 'blurred' | 'hidden' {
    const state = this.xr.visibilityState;
    return state === 'visible-blurred' ? 'blurred' : state;
  }

  /** How finely and how often pictures are drawn, as far as the headset lets choose. */
  tune({ foveation, rate }: Comfort): void {
    this.renderer.xr.setFoveation(foveation);
    const rates = this.xr.supportedFrameRates;
    if (rates?.includes(rate)) void this.xr.updateTargetFrameRate(rate).catch(() => undefined);
  }

  end(): void {
    void this.xr.end().catch(() => undefined);
  }
}

async function bestFloor(xr: XRSession): Promise<XRReferenceSpaceType> {
  for (const type of FLOORS) {
    try {
      await xr.requestReferenceSpace(type);
      return type;
    } catch {
      // This headset cannot measure from there.
    }
  }
  return 'local';
}
