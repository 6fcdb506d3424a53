import type { Role } from '../protocol/gen/asclepion/v1/scene_pb';
import { BADGE_PATHS, ROLE_LOOKS } from '../state/looks';
import { svg } from './dom';
import { icon, isIcon } from './icons';

/** The badge of a role: its colour, its own shape and its sign together. */
export function badge(role: Role, size = 40): SVGSVGElement {
  const look = ROLE_LOOKS[role]!;
  const sign = icon(isIcon(look.id) ? look.id : 'patient', 20);
  sign.setAttribute('x', '10');
  sign.setAttribute('y', look.badge === 'triangle' ? '14' : '10');
  sign.setAttribute('color', '#1B272F');
  return svg('svg', { viewBox: '0 0 40 40', width: size, height: size, class: 'badge', 'aria-hidden': 'true' }, svg('path', { d: BADGE_PATHS[look.badge], fill: look.coat ?? look.dress, stroke: look.dress, 'stroke-width': look.coat ? 3 : 1.5, 'stroke-linejoin': 'round' }), sign);
}
