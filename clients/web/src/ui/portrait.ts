import type { Role } from '../protocol/gen/asclepion/v1/scene_pb';
import { type Appearance, HAIR, HEAD_COVER, settled } from '../state/appearance';
import { ACCENTS, hairTone, ROLE_LOOKS, type RoleLook, skinTone } from '../state/looks';
import { svg } from './dom';

const BEARD_SHORT = 2;

/** A small drawn bust: dress of the role, and the person as they chose to look. */
export function portrait(role: Role, appearance: Appearance, size = 160): SVGSVGElement {
  const look = ROLE_LOOKS[role]!;
  const chosen = settled(appearance);
  const accent = ACCENTS[chosen.colour] ?? ACCENTS[0]!;
  const picture = svg('svg', { viewBox: '0 0 120 120', width: size, height: size, 'aria-hidden': 'true', class: 'portrait' });
  picture.append(svg('circle', { cx: 60, cy: 60, r: 58, fill: accent, opacity: 0.28 }));
  const person = svg('g', {});
  if (look.id === 'robot' || look.id === 'agent') drawMachine(person, look.dress, accent, look.id === 'robot');
  else drawPerson(person, look, accent, chosen);
  const clip = `clip-${size}-${Math.round(Math.random() * 1e9)}`;
  picture.append(svg('defs', {}, svg('clipPath', { id: clip }, svg('circle', { cx: 60, cy: 60, r: 58 }))));
  person.setAttribute('clip-path', `url(#${clip})`);
  picture.append(person);
  return picture;
}

function drawPerson(into: SVGGElement, { dress, coat }: RoleLook, accent: string, chosen: Appearance): void {
  const skin = skinTone(chosen);
  const hair = hairTone(chosen);
  const covered = chosen.headCover !== HEAD_COVER.none;
  const scarf = chosen.headCover === HEAD_COVER.headscarf;
  if (scarf) into.append(svg('path', { d: 'M33 54c0-22 12-34 27-34s27 12 27 34c0 18-2 30 8 42H25c10-12 8-24 8-42z', fill: accent }));
  const long = !covered && (chosen.hair === HAIR.bob || chosen.hair === HAIR.long);
  const bun = !covered && (chosen.hair === HAIR.bun || chosen.hair === HAIR.ponytail);
  if (long) into.append(svg('path', { d: 'M36 50c0-18 10-28 24-28s24 10 24 28v26c0 4-4 6-8 6H44c-4 0-8-2-8-6z', fill: hair }));
  if (bun) into.append(svg('circle', { cx: 60, cy: 20, r: 9, fill: hair }));
  // Shoulders, collar, neck.
  into.append(svg('path', { d: 'M20 122c0-24 16-36 40-36s40 12 40 36z', fill: coat ?? dress }));
  if (coat) into.append(svg('path', { d: 'M48 87l12 30 12-30-12 4z', fill: dress }), svg('path', { d: 'M46 87l10 26M74 87l-10 26', stroke: '#D9D6CD', 'stroke-width': 2, fill: 'none' }));
  else into.append(svg('path', { d: 'M48 88l12 12 12-12', stroke: '#FFFFFF', 'stroke-opacity': 0.65, 'stroke-width': 3, fill: 'none', 'stroke-linejoin': 'round' }));
  into.append(svg('path', { d: 'M52 72h16v14c0 5-16 5-16 0z', fill: skin }), svg('path', { d: 'M52 78c5 4 11 4 16 0v-4H52z', fill: '#000', opacity: 0.08 }));
  // The accent: a scarf or lanyard with a badge.
  into.append(svg('path', { d: 'M50 88l9 18M70 88l-9 18', stroke: accent, 'stroke-width': 3.5, 'stroke-linecap': 'round' }), svg('rect', { x: 54, y: 105, width: 12, height: 9, rx: 2, fill: '#fff' }), svg('rect', { x: 56, y: 107, width: 8, height: 2, rx: 1, fill: accent }));
  // Head.
  into.append(svg('ellipse', { cx: 41, cy: 54, rx: 4, ry: 6, fill: skin }), svg('ellipse', { cx: 79, cy: 54, rx: 4, ry: 6, fill: skin }));
  into.append(svg('path', { d: 'M41 46c0-14 8-22 19-22s19 8 19 22v10c0 13-9 23-19 23s-19-10-19-23z', fill: skin }));
  const fringes = [
    'M40 48c-2-18 8-28 21-28 12 0 22 9 19 28-3-8-7-12-14-13-9 6-19 5-26 13z',
    'M40 50c-3-20 8-29 20-29s23 9 20 29c-2-9-6-14-20-15-13 2-18 7-20 15z',
    'M40 46c0-16 9-24 20-24s20 8 20 24c-6-8-12-10-20-10s-14 2-20 10z',
    'M39 52c-4-21 8-31 22-31 13 0 22 10 20 30-4-6-6-11-9-14-10 5-26 4-33 15z',
    'M41 44c1-14 9-21 19-21s18 7 19 21c-4-6-9-8-19-8s-15 2-19 8z',
    'M40 48c-1-17 8-27 20-27s21 10 20 27c-2-6-4-9-7-11-9 3-18 3-26 0-3 2-5 5-7 11z',
    'M40 47c-1-16 9-25 20-25s21 9 20 25c-5-9-11-11-22-12-9 1-14 5-18 12z',
    'M40 49c-3-19 8-29 20-28 14 0 22 10 20 28-3-4-5-8-6-12-12 0-24 2-34 12z',
  ];
  if (chosen.beard >= BEARD_SHORT) into.append(svg('path', { d: 'M41 56c0 16 8 26 19 26s19-10 19-26c-2 6-5 9-9 8-6-2-14-2-20 0-4 1-7-2-9-8z', fill: hair, opacity: 0.92 }));
  if (scarf) into.append(svg('path', { d: 'M38 60c-4-26 6-40 22-40s26 14 22 40c-2-18-8-29-22-29s-20 11-22 29z', fill: accent }));
  else if (covered) into.append(svg('path', { d: chosen.headCover === HEAD_COVER.cap ? 'M38 46c-1-18 8-28 22-28s23 10 22 28c-12-4-32-4-44 0z' : 'M37 46c-4-20 6-32 23-32s27 12 23 32c-8-9-16-12-23-16-7 4-15 7-23 16z', fill: accent }));
  else if (chosen.hair !== HAIR.none) into.append(svg('path', { d: fringes[(chosen.hair - 1) % fringes.length]!, fill: hair }));
  into.append(svg('circle', { cx: 52, cy: 55, r: 2.4, fill: '#2B2320' }), svg('circle', { cx: 68, cy: 55, r: 2.4, fill: '#2B2320' }));
  into.append(svg('path', { d: 'M48 49c2-2 5-2 7 0M65 49c2-2 5-2 7 0', stroke: hair, 'stroke-width': 1.8, 'stroke-linecap': 'round', fill: 'none' }));
  if (chosen.beard === 1) into.append(svg('path', { d: 'M52 65c4-4 12-4 16 0', stroke: hair, 'stroke-width': 3, 'stroke-linecap': 'round', fill: 'none' }));
  into.append(svg('path', { d: 'M54 67c4 3.4 8 3.4 12 0', stroke: '#A5533F', 'stroke-width': 2.2, 'stroke-linecap': 'round', fill: 'none' }));
  if (chosen.glasses > 0) drawGlasses(into, chosen.glasses === 2);
}

function drawGlasses(into: SVGGElement, angular: boolean): void {
  for (const x of [52, 68]) {
    const frame = angular ? svg('rect', { x: x - 6.5, y: 50.5, width: 13, height: 9, rx: 2 }) : svg('circle', { cx: x, cy: 55, r: 6.4 });
    for (const [name, value] of [['fill', '#FFFFFF'], ['fill-opacity', '0.18'], ['stroke', '#2B3238'], ['stroke-width', '1.5']] as const) frame.setAttribute(name, value);
    into.append(frame);
  }
  into.append(svg('path', { d: 'M58.5 54.5h3M45.5 54l-5-1M74.5 54l5-1', stroke: '#2B3238', 'stroke-width': 1.5 }));
}

function drawMachine(into: SVGGElement, shell: string, accent: string, robot: boolean): void {
  into.append(svg('path', { d: 'M26 122c0-22 14-32 34-32s34 10 34 32z', fill: shell }), svg('rect', { x: 53, y: 76, width: 14, height: 16, fill: '#7D868C' }));
  if (robot) {
    into.append(svg('rect', { x: 34, y: 30, width: 52, height: 48, rx: 12, fill: shell }), svg('rect', { x: 41, y: 42, width: 38, height: 22, rx: 9, fill: '#22303A' }));
    into.append(svg('path', { d: 'M60 30v-10', stroke: '#7D868C', 'stroke-width': 3 }), svg('circle', { cx: 60, cy: 18, r: 4, fill: accent }));
  } else {
    into.append(svg('circle', { cx: 60, cy: 52, r: 28, fill: shell }), svg('circle', { cx: 60, cy: 52, r: 18, fill: '#22303A' }));
  }
  into.append(svg('circle', { cx: 52, cy: 53, r: 3.4, fill: accent }), svg('circle', { cx: 68, cy: 53, r: 3.4, fill: accent }), svg('path', { d: 'M44 106h32', stroke: accent, 'stroke-width': 4, 'stroke-linecap': 'round' }));
}
