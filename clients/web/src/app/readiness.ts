import type { Readiness } from '../ui/headsetpage';

/** The parts of a browser that a headset needs, as far as they are looked at. */
export interface BrowserParts {
  isSecureContext: boolean;
  xr: { isSessionSupported(mode: 'immersive-vr' | 'immersive-ar'): Promise<boolean> } | undefined;
  mediaDevices: object | undefined;
  /** Whether it draws in three dimensions at all. */
  draws(): boolean;
}

/** What this browser can do of what a visit in a headset needs. Asks no permission and starts nothing. */
export async function readinessOf({ isSecureContext, xr, mediaDevices, draws }: BrowserParts): Promise<Readiness> {
  // Some browsers have the interface and throw where the page's policy or the device forbids.
  const can = async (mode: 'immersive-vr' | 'immersive-ar') => (await xr?.isSessionSupported(mode).catch(() => false)) ?? false;
  const [vr, ar] = await Promise.all([can('immersive-vr'), can('immersive-ar')]);
  return { secure: isSecureContext, interface: xr !== undefined, vr, ar, microphone: mediaDevices !== undefined, picture: draws() };
}

/** This browser. */
export function thisBrowser(): BrowserParts {
  return {
    isSecureContext,
    xr: (navigator as { xr?: BrowserParts['xr'] }).xr,
    mediaDevices: navigator.mediaDevices as MediaDevices | undefined,
    draws: () => document.createElement('canvas').getContext('webgl2') !== null,
  };
}
