import type { Role } from '../protocol/gen/asclepion/v1/scene_pb';
import { ACCENTS, HAIR_COLOURS, ROLE_LOOKS, SKIN_COLOURS } from '../state/looks';
import { svg } from './dom';

/** A small drawn bust: dress of the role, accent of the person, hair of the variant. */
export function portrait(role: Role, colour: number, variant: number, size = 160): SVGSVGElement {
  const look = ROLE_LOOKS[role]!;
  const accent = ACCENTS[colour] ?? ACCENTS[0]!;
  const skin = SKIN_COLOURS[variant] ?? SKIN_COLOURS[0]!;
  const hair = HAIR_COLOURS[variant] ?? HAIR_COLOURS[0]!;
  const picture = svg('svg', { viewBox: '0 0 120 120', width: size, height: size, 'aria-hidden': 'true', class: 'portrait' });
  picture.append(svg('circle', { cx: 60, cy: 60, r: 58, fill: accent, opacity: 0.28 }));
  const person = svg('g', {});
  if (look.id === 'robot' || look.id === 'agent') drawMachine(person, look.dress, accent, look.id === 'robot');
  else drawPerson(person, look.dress, look.coat, accent, skin, hair, variant);
  const clip = `clip-${size}-${Math.round(Math.random() * 1e9)}`;
  picture.append(svg('defs', {}, svg('clipPath', { id: clip }, svg('circle', { cx: 60, cy: 60, r: 58 }))));
  person.setAttribute('clip-path', `url(#${clip})`);
  picture.append(person);
  return picture;
}

function drawPerson(into: SVGGElement, dress: string, coat: string | undefined, accent: string, skin: string, hair: string, variant: number): void {
  const long = variant % 4 === 1 || variant % 4 === 3;
  const bun = variant === 2 || variant === 6;
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
  into.append(svg('path', { d: fringes[variant] ?? fringes[0]!, fill: hair }));
  into.append(svg('circle', { cx: 52, cy: 55, r: 2.4, fill: '#2B2320' }), svg('circle', { cx: 68, cy: 55, r: 2.4, fill: '#2B2320' }));
  into.append(svg('path', { d: 'M48 49c2-2 5-2 7 0M65 49c2-2 5-2 7 0', stroke: hair, 'stroke-width': 1.8, 'stroke-linecap': 'round', fill: 'none' }));
  into.append(svg('path', { d: 'M54 67c4 3.4 8 3.4 12 0', stroke: '#A5533F', 'stroke-width': 2.2, 'stroke-linecap': 'round', fill: 'none' }));
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
