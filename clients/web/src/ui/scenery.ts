import { svg } from './dom';

/** The clinic on a clear morning, for the welcome page. */
export function scenery(): SVGSVGElement {
  const g = (id: string, from: string, to: string) => svg('linearGradient', { id, x1: 0, y1: 0, x2: 0, y2: 1 }, svg('stop', { offset: 0, 'stop-color': from }), svg('stop', { offset: 1, 'stop-color': to }));
  const picture = svg('svg', { class: 'scenery', viewBox: '0 0 800 600', preserveAspectRatio: 'xMidYMax slice', 'aria-hidden': 'true' });
  picture.append(svg('defs', {}, g('s-sky', '#A9CFE4', '#EAF3F1'), g('s-hill', '#A9C4A4', '#8FB193'), g('s-lawn', '#93B78F', '#6E9A76'), g('s-glass', '#CFE6EF', '#8DB7C9')));
  const add = (d: string, fill: string, extra: Record<string, string | number> = {}) => picture.append(svg('path', { d, fill, ...extra }));
  add('M0 0h800v600H0z', 'url(#s-sky)');
  picture.append(svg('circle', { cx: 640, cy: 130, r: 90, fill: '#FFF6DC', opacity: 0.5 }), svg('circle', { cx: 640, cy: 130, r: 46, fill: '#F9DFA0' }));
  for (const [x, y, s] of [[120, 110, 1], [380, 70, 0.7], [520, 190, 0.55]] as const) {
    picture.append(svg('path', { d: 'M0 30c0-18 22-24 32-12c6-18 40-18 44 2c18-8 34 4 28 18c-4 8-14 8-20 8H14C6 46 0 40 0 30z', fill: '#FFFFFF', opacity: 0.85, transform: `translate(${x} ${y}) scale(${s * 1.4})` }));
  }
  add('M0 400c120-70 240-80 380-40s300 20 420-30v270H0z', 'url(#s-hill)');
  // The building: wall, roof, oak soffit, glass, door.
  add('M120 300h520v160H120z', '#F4F1EA');
  add('M96 278h568v26H96z', '#FBFAF6');
  add('M96 302h568v8H96z', '#C9A97C');
  add('M150 334h150v86H150z', 'url(#s-glass)');
  add('M470 334h140v86H470z', 'url(#s-glass)');
  add('M150 334h150v86H150zM200 334v86M250 334v86M470 334h140v86H470zM517 334v86M563 334v86', 'none', { stroke: '#C9A97C', 'stroke-width': 4 });
  add('M336 324h98v136h-98z', '#C9A97C');
  add('M342 330h41v130h-41zM387 330h41v130h-41z', 'url(#s-glass)');
  picture.append(svg('circle', { cx: 385, cy: 252, r: 22, fill: '#3F6B4C' }));
  add('M381 240h8v8h8v8h-8v8h-8v-8h-8v-8h8z', '#F4F1EA');
  add('M0 456c200-24 600-24 800 0v144H0z', 'url(#s-lawn)');
  add('M350 458h70l120 142H230z', '#E6DFD0');
  for (const [x, y, s] of [[60, 470, 1.2], [700, 474, 1.35], [596, 470, 0.8], [186, 468, 0.7]] as const) {
    const tree = svg('g', { transform: `translate(${x} ${y}) scale(${s})` });
    tree.append(svg('path', { d: 'M-5 0h10l-2-60h-6z', fill: '#8E7350' }), svg('circle', { cx: 0, cy: -86, r: 42, fill: '#6E9A76' }), svg('circle', { cx: -22, cy: -68, r: 28, fill: '#7FA58A' }), svg('circle', { cx: 22, cy: -74, r: 26, fill: '#88AE8F' }));
    picture.append(tree);
  }
  for (const [x, y] of [[270, 500], [300, 520], [520, 510], [560, 530], [240, 540], [596, 560]] as const) {
    picture.append(svg('circle', { cx: x, cy: y, r: 5, fill: '#F2C879' }), svg('circle', { cx: x + 14, cy: y + 7, r: 4, fill: '#FFFFFF' }), svg('circle', { cx: x - 12, cy: y + 8, r: 4, fill: '#D9A5AE' }));
  }
  return picture;
}
