import { svg } from './dom';

/** White around the code, in modules, without which scanners do not find it. */
const QUIET = 4;

/** The modules of a code, its white border included: true is dark. */
export async function qrRows(text: string): Promise<boolean[][]> {
  const { default: encode } = await import('qr');
  return encode(text, 'raw', { ecc: 'medium', border: QUIET });
}

/** A QR code as a picture: dark on white in every theme, since scanners expect it so. */
export async function qrCode(text: string, label: string): Promise<SVGSVGElement> {
  const rows = await qrRows(text);
  const size = rows.length;
  let path = '';
  rows.forEach((row, y) => {
    for (let x = 0; x < size; x++) {
      if (!row[x]) continue;
      const from = x;
      while (x + 1 < size && row[x + 1]) x++;
      path += `M${from} ${y}h${x + 1 - from}v1h-${x + 1 - from}z`;
    }
  });
  return svg('svg', { class: 'qr', viewBox: `0 0 ${size} ${size}`, role: 'img', 'aria-label': label, 'shape-rendering': 'crispEdges' }, svg('rect', { width: size, height: size, fill: '#ffffff' }), svg('path', { d: path, fill: '#12181c' }));
}
