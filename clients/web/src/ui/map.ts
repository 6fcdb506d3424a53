import type { Locale } from '../locale/locale';
import type { Hospital } from '../protocol/gen/asclepion/v1/scene_pb';
import { ROLE_LOOKS } from '../state/looks';
import type { PersonView } from '../state/world';
import { svg } from './dom';
import { h } from './dom';
import { Panel } from './panels';

/** The floor from above: rooms, oneself, and the people one can see anyway. */
export class MapPanel extends Panel {
  private readonly rooms: SVGElement[] = [];
  private readonly dots = svg('g', {});
  private readonly me: SVGElement;

  constructor(hospital: Hospital, locale: Locale, close: () => void) {
    super(locale.text('map.title'), locale, close, 'wide');
    const points = hospital.rooms.flatMap((room) => room.outline);
    const xs = points.map((point) => point.x);
    const zs = points.map((point) => point.z);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...zs), Math.max(...zs)];
    const size = Math.max(right - left, bottom - top);
    const map = svg('svg', { class: 'floor-map', viewBox: `${left - 1} ${top - 1} ${right - left + 2} ${bottom - top + 2}`, role: 'img', 'aria-label': locale.text('map.title') });
    const labels = svg('g', {});
    for (const room of hospital.rooms) {
      const shape = svg('polygon', { class: room.outdoors ? 'room outdoors' : 'room', points: room.outline.map(({ x, z }) => `${x},${z}`).join(' ') });
      this.rooms.push(shape);
      map.append(shape);
      labels.append(label(room.outline, locale.pick(room.name?.byLanguage), size));
    }
    for (const opening of hospital.apertures) {
      if (!opening.passesWalk) continue;
      const dx = (Math.cos(opening.yaw) * opening.width) / 2;
      const dz = (-Math.sin(opening.yaw) * opening.width) / 2;
      map.append(svg('line', { class: 'gap', x1: opening.x - dx, y1: opening.z - dz, x2: opening.x + dx, y2: opening.z + dz }));
    }
    const arrow = size * 0.016 + 0.2;
    this.me = svg('path', { class: 'me', d: `M0 ${-arrow * 1.3}L${arrow} ${arrow}L0 ${arrow * 0.5}L${-arrow} ${arrow}z` }, svg('title', {}, locale.text('map.you')));
    map.append(labels, this.dots, this.me);
    this.body.append(map, h('p', { class: 'hint' }, locale.text('map.hint')));
  }

  handleState(template: number, x: number, z: number, yaw: number, people: readonly PersonView[]): void {
    this.rooms.forEach((room, index) => room.classList.toggle('here', index === template));
    this.me.setAttribute('transform', `translate(${x} ${z}) rotate(${(-yaw * 180) / Math.PI})`);
    const dots = people
      .filter((person) => !person.self)
      .map((person) => svg('circle', { class: 'other', cx: person.pose[0]!, cy: person.pose[2]!, r: 0.38, fill: ROLE_LOOKS[person.role]?.dress ?? '#888888' }, svg('title', {}, person.name)));
    this.dots.replaceChildren(...dots);
  }
}

/** A name that fits its room: smaller where it must be, on two lines where that helps. */
function label(outline: readonly { x: number; z: number }[], name: string, size: number): SVGElement {
  const xs = outline.map((point) => point.x);
  const zs = outline.map((point) => point.z);
  const width = Math.max(...xs) - Math.min(...xs);
  const height = Math.max(...zs) - Math.min(...zs);
  const x = (Math.max(...xs) + Math.min(...xs)) / 2;
  const z = (Math.max(...zs) + Math.min(...zs)) / 2;
  const units = (words: string) => [...words].reduce((sum, c) => sum + (c.charCodeAt(0) > 0x2e80 ? 1 : 0.58), 0);
  const words = name.split(' ');
  let best = { lines: [name], font: 0 };
  for (let cut = words.length; cut >= 1; cut--) {
    const lines = cut === words.length ? [name] : [words.slice(0, cut).join(' '), words.slice(cut).join(' ')];
    const font = Math.min((width * 0.92) / Math.max(...lines.map(units)), (height * 0.8) / (lines.length * 1.15), size * 0.022);
    if (font > best.font * 1.05) best = { lines, font };
  }
  const text = svg('text', { 'font-size': best.font });
  best.lines.forEach((line, i) => text.append(svg('tspan', { x, y: z + (i - (best.lines.length - 1) / 2) * best.font * 1.15 }, line)));
  return text;
}
