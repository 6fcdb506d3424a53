import type { Appearance as Told } from '../protocol/gen/asclepion/v1/component_pb';

/** How many answers each question of the mirror has; every answer is a number from 0. As in `Appearance` of the protocol. */
export const CHOICES = {
  colour: 16,
  variant: 8,
  skin: 11,
  hair: 9,
  hairColour: 11,
  glasses: 3,
  headCover: 4,
  beard: 4,
  build: 3,
  height: 3,
  wheelchair: 2,
} as const;

export type Choice = keyof typeof CHOICES;

/** How somebody looks, as they chose it. Skin, hair and its colour may be 0: then the variant says. */
export type Appearance = Record<Choice, number>;

export const PLAIN: Appearance = { colour: 0, variant: 0, skin: 0, hair: 0, hairColour: 0, glasses: 0, headCover: 0, beard: 0, build: 0, height: 0, wheelchair: 0 };

export const HAIR = { sideParting: 1, bob: 2, bun: 3, curls: 4, long: 5, cropped: 6, ponytail: 7, none: 8 } as const;
export const HEAD_COVER = { none: 0, headscarf: 1, cap: 2, turban: 3 } as const;
export const BUILD = { medium: 0, slight: 1, broad: 2 } as const;
export const HEIGHT = { medium: 0, short: 1, tall: 2 } as const;

/** What the eight variants wear who chose no skin and no hair: skin, hair, hair's colour. */
const VARIANTS: readonly (readonly [number, number, number])[] = [
  [3, 1, 3],
  [6, 2, 1],
  [2, 3, 5],
  [8, 4, 2],
  [5, 1, 4],
  [1, 2, 9],
  [9, 3, 1],
  [4, 4, 6],
];

/** The same with nothing left open. */
export function settled(chosen: Appearance): Appearance {
  const [skin, hair, hairColour] = VARIANTS[chosen.variant] ?? VARIANTS[0]!;
  return { ...chosen, skin: chosen.skin || skin, hair: chosen.hair || hair, hairColour: chosen.hairColour || hairColour };
}

const read = new WeakMap<Told, Appearance>();

/** Reads what the server tells, the same message to the same object; a number that is not known counts as nothing chosen. */
export function appearanceOf(told: Told | undefined): Appearance {
  if (!told) return PLAIN;
  let look = read.get(told);
  if (!look) read.set(told, (look = parseAppearance({ ...told, wheelchair: told.wheelchair ? 1 : 0 })));
  return look;
}

export function parseAppearance(kept: Readonly<Record<string, unknown>>): Appearance {
  const result = { ...PLAIN };
  for (const choice of Object.keys(CHOICES) as Choice[]) {
    const value = kept[choice];
    if (Number.isInteger(value) && (value as number) >= 0 && (value as number) < CHOICES[choice]) result[choice] = value as number;
  }
  return result;
}

/** Somebody to begin with, made of nothing that is known about anybody. `random` is in [0, 1). */
export function randomAppearance(random: () => number): Appearance {
  const below = (count: number) => Math.floor(random() * count);
  return { ...PLAIN, colour: below(CHOICES.colour), variant: below(CHOICES.variant), skin: 1 + below(CHOICES.skin - 1), hair: 1 + below(HAIR.none - 1), hairColour: 1 + below(6) };
}

/** Of one look, for comparing. */
export function lookKey(look: Appearance): string {
  return (Object.keys(CHOICES) as Choice[]).map((choice) => look[choice]).join('.');
}
