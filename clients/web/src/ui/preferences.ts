import { type Comfort, defaultComfort, parseComfort } from '../input/comfort';
import type { Language } from '../locale/locale';
import type { ListeningMode } from '../media/ears';
import { type Appearance, parseAppearance, PLAIN, randomAppearance } from '../state/appearance';
import { QUALITY_CHOICES, type QualityChoice } from '../state/quality';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
/** Percent of the ordinary size. */
export const TEXT_SIZES = [100, 125, 150, 200] as const;
export type TextSize = (typeof TEXT_SIZES)[number];
export const CONTRASTS = ['system', 'more'] as const;
export type Contrast = (typeof CONTRASTS)[number];
export const MOTIONS = ['system', 'calm'] as const;
export type Motion = (typeof MOTIONS)[number];
/** With which hand one holds the device while the thumb walks and turns; `both` takes two thumbs. */
export const HANDS = ['both', 'left', 'right'] as const;
export type Hand = (typeof HANDS)[number];

/** What this browser remembers. Never a code. */
export interface Preferences {
  language: Language | undefined;
  displayName: string;
  role: string;
  appearance: Appearance;
  theme: Theme;
  textSize: TextSize;
  contrast: Contrast;
  motion: Motion;
  hand: Hand;
  /** What is said, written out below the picture. */
  captions: boolean;
  /** Soft signals: somebody came in, the line is gone. */
  cues: boolean;
  helpSeen: boolean;
  thirdPerson: boolean;
  /** Sound and camera were looked at once. */
  checked: boolean;
  /** Headphones, or loudspeakers that a microphone hears too. */
  listening: ListeningMode;
  /** The chosen devices, as this browser names them; undefined takes its own choice. */
  microphone: string | undefined;
  camera: string | undefined;
  /** How one likes to move in a headset. */
  comfort: Comfort;
  /** How much is drawn. */
  quality: QualityChoice;
}

const DEVICE_ID_LENGTH = 256;
const KEY = 'asclepion.preferences';

export function defaultPreferences(): Preferences {
  return { language: undefined, displayName: '', role: 'patient', appearance: { ...PLAIN }, theme: 'system', textSize: 100, contrast: 'system', motion: 'system', hand: 'both', captions: true, cues: true, helpSeen: false, thirdPerson: true, checked: false, listening: 'spatial', microphone: undefined, camera: undefined, comfort: defaultComfort(), quality: 'auto' };
}

/** Reads what was kept; anything that does not look right counts as not kept. */
export function parsePreferences(text: string | null): Preferences {
  const preferences = defaultPreferences();
  let kept: Record<string, unknown>;
  try {
    const parsed: unknown = JSON.parse(text ?? '{}');
    kept = typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return preferences;
  }
  if (kept['language'] === 'en' || kept['language'] === 'zh-Hans') preferences.language = kept['language'];
  if (typeof kept['displayName'] === 'string') preferences.displayName = [...kept['displayName']].slice(0, 40).join('');
  if (typeof kept['role'] === 'string') preferences.role = kept['role'];
  const one = <Value>(values: readonly Value[], value: unknown, otherwise: Value) => values.find((known) => known === value) ?? otherwise;
  preferences.theme = one(THEMES, kept['theme'], preferences.theme);
  preferences.textSize = one(TEXT_SIZES, kept['textSize'], preferences.textSize);
  preferences.contrast = one(CONTRASTS, kept['contrast'], preferences.contrast);
  preferences.motion = one(MOTIONS, kept['motion'], preferences.motion);
  preferences.hand = one(HANDS, kept['hand'], preferences.hand);
  preferences.captions = kept['captions'] !== false;
  preferences.cues = kept['cues'] !== false;
  const looks = kept['appearance'];
  // Earlier, a colour and a variant were all there was.
  preferences.appearance = parseAppearance(typeof looks === 'object' && looks !== null ? (looks as Record<string, unknown>) : kept);
  preferences.helpSeen = kept['helpSeen'] === true;
  preferences.thirdPerson = kept['thirdPerson'] !== false;
  preferences.checked = kept['checked'] === true;
  if (kept['listening'] === 'plain') preferences.listening = 'plain';
  preferences.comfort = parseComfort(kept['comfort']);
  preferences.quality = QUALITY_CHOICES.find((choice) => choice === kept['quality']) ?? 'auto';
  for (const device of ['microphone', 'camera'] as const) {
    const id = kept[device];
    if (typeof id === 'string' && id !== '' && id.length <= DEVICE_ID_LENGTH) preferences[device] = id;
  }
  return preferences;
}

/** Who has not chosen yet looks like somebody made up, and stays that person; `random` is in [0, 1). */
export function loadPreferences(storage: Pick<Storage, 'getItem' | 'setItem'>, random: () => number): Preferences {
  try {
    const kept = storage.getItem(KEY);
    const preferences = parsePreferences(kept);
    if (!kept?.includes('"appearance"') && !kept?.includes('"variant"')) {
      preferences.appearance = randomAppearance(random);
      savePreferences(storage, preferences);
    }
    return preferences;
  } catch {
    return { ...defaultPreferences(), appearance: randomAppearance(random) };
  }
}

export function savePreferences(storage: Pick<Storage, 'setItem'>, preferences: Preferences): void {
  try {
    storage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // A browser that keeps nothing still gets in.
  }
}
