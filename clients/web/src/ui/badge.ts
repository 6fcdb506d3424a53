import type { Role } from '../protocol/gen/asclepion/v1/scene_pb';
import { ROLE_LOOKS, type RoleLook } from '../state/looks';
import { svg } from './dom';
import { icon, isIcon } from './icons';

const SHAPES: Record<RoleLook['badge'], string> = {
  circle: 'M20 3a17 17 0 1 1 0 34a17 17 0 1 1 0-34z',
  square: 'M9 4h22a5 5 0 0 1 5 5v22a5 5 0 0 1-5 5H9a5 5 0 0 1-5-5V9a5 5 0 0 1 5-5z',
  diamond: 'M20 1.5L38.5 20L20 38.5L1.5 20z',
  hexagon: 'M11 3h18l10 17l-10 17H11L1 20z',
  triangle: 'M20 2L39 35H1z',
  shield: 'M5 5q15-4 30 0v16q-1 11-15 17Q6 32 5 21z',
  pill: 'M13 7h14a13 13 0 0 1 0 26H13a13 13 0 0 1 0-26z',
  star: 'M20 1l6 7h9l-1 9l5 6l-6 6v8h-9l-4 3l-5-3H7v-8l-6-6l5-6l-1-9h9z',
  gear: 'M15 2h10v6l6-4l6 7l-5 5h7v9h-7l5 5l-7 7l-5-5v7H15v-7l-5 5l-7-7l5-5H1v-9h7l-5-5l7-7l5 4z',
};

/** The badge of a role: its colour, its own shape and its sign together. */
export function badge(role: Role, size = 40): SVGSVGElement {
  const look = ROLE_LOOKS[role]!;
  const sign = icon(isIcon(look.id) ? look.id : 'patient', 20);
  sign.setAttribute('x', '10');
  sign.setAttribute('y', look.badge === 'triangle' ? '14' : '10');
  sign.setAttribute('color', '#1B272F');
  return svg('svg', { viewBox: '0 0 40 40', width: size, height: size, class: 'badge', 'aria-hidden': 'true' }, svg('path', { d: SHAPES[look.badge], fill: look.coat ?? look.dress, stroke: look.dress, 'stroke-width': look.coat ? 3 : 1.5, 'stroke-linejoin': 'round' }), sign);
}
