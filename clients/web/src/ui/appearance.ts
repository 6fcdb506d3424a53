import type { Preferences } from './preferences';

/** What the device itself wishes. */
export interface DeviceWishes {
  dark: boolean;
  moreContrast: boolean;
  lessMotion: boolean;
}

/** Attributes of the page's root, by which the style sheets go. */
export interface Appearance {
  theme: 'light' | 'dark';
  contrast: 'normal' | 'more';
  motion: 'full' | 'calm';
  hand: Preferences['hand'];
  /** Percent. */
  text: Preferences['textSize'];
}

/** How the page looks for somebody: what they chose goes before what their device wishes. */
export function appearanceOf(preferences: Preferences, device: DeviceWishes): Appearance {
  const dark = preferences.theme === 'dark' || (preferences.theme === 'system' && device.dark);
  return {
    theme: dark ? 'dark' : 'light',
    contrast: preferences.contrast === 'more' || device.moreContrast ? 'more' : 'normal',
    motion: preferences.motion === 'calm' || device.lessMotion ? 'calm' : 'full',
    hand: preferences.hand,
    text: preferences.textSize,
  };
}

/** Puts it on the page. Sizes of text count in rem, so all grow with the root's. */
export function applyAppearance(root: HTMLElement, { theme, contrast, motion, hand, text }: Appearance): void {
  Object.assign(root.dataset, { theme, contrast, motion, hand, text: text > 100 ? (text >= 150 ? 'largest' : 'larger') : 'normal' });
  root.style.fontSize = text === 100 ? '' : `${text}%`;
}
