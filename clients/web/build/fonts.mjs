// Makes src/fonts: Noto Sans for Latin as it is, and Noto Sans SC twice: a small file in two weights with every character that our
// own texts and the demo hospital use (always loaded by a Chinese page), and the whole font in slices that a browser fetches one by
// one when a name or a message needs them. All served by us; nobody else learns what is being read.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import subsetFont from 'subset-font';
import { hashOf, isFresh, stamp } from './inputs.mjs';

const OUT = 'src/fonts';
const TEXTS = ['src/locale/en.json', 'src/locale/zh-Hans.json', '../../content/src/main/hospitals/demo'];
const FONTS = 'node_modules/@fontsource';
const STAMP = join(OUT, '.stamp');

const hash = hashOf([...TEXTS, 'build/fonts.mjs', 'package-lock.json']);
if (isFresh(STAMP, hash)) process.exit(0);

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });

function* textOf(path) {
  if (!existsSync(path)) return;
  if (path.endsWith('.json') || path.endsWith('.yaml')) yield readFileSync(path, 'utf8');
  else if (!/\.[a-z]+$/.test(path)) for (const name of readdirSync(path)) yield* textOf(join(path, name));
}

const characters = new Set('，。！？、：；“”‘’（）《》〈〉【】…—·￥％０１２３４５６７８９一二三四五六七八九十百千年月日时分秒');
for (const path of TEXTS) for (const text of textOf(path)) for (const c of text) if (c.codePointAt(0) > 0x2e7f) characters.add(c);
const own = [...characters].sort();
const rangeOf = (list) => list.map((c) => `U+${c.codePointAt(0).toString(16)}`).join(',');

const faces = [];
const face = (family, weight, file, range) =>
  faces.push(`@font-face{font-family:'${family}';font-style:normal;font-weight:${weight};font-display:swap;src:url(./${file}) format('woff2')${range ? `;unicode-range:${range}` : ''}}`);

function rules(css) {
  return [...css.matchAll(/@font-face\s*\{([^}]*)\}/g)].map(([, body]) => ({
    file: basename(/url\(([^)]*\.woff2)\)/.exec(body)[1]),
    range: /unicode-range:\s*([^;]+);/.exec(body)?.[1].trim(),
  }));
}

for (const weight of [400, 700]) {
  for (const { file, range } of rules(readFileSync(`${FONTS}/noto-sans/${weight}.css`, 'utf8'))) {
    if (!/-(latin|latin-ext|cyrillic|greek|vietnamese)-\d/.test(file)) continue;
    copyFileSync(`${FONTS}/noto-sans/files/${file}`, join(OUT, file));
    face('Noto Sans', weight, file, range);
  }
}
for (const { file, range } of rules(readFileSync(`${FONTS}/noto-sans-sc/400.css`, 'utf8'))) {
  // The slices without Chinese in them are Latin's business.
  if (!/noto-sans-sc-\d+-400-/.test(file)) continue;
  copyFileSync(`${FONTS}/noto-sans-sc/files/${file}`, join(OUT, file));
  // The same strokes serve for bold: a face of another weight would not be asked for a character that the bold one lacks.
  for (const weight of [400, 700]) face('Noto Sans SC', weight, file, range);
}
let size = 0;
for (const weight of [400, 700]) {
  const whole = readFileSync(`${FONTS}/noto-sans-sc/files/noto-sans-sc-chinese-simplified-${weight}-normal.woff2`);
  const subset = await subsetFont(whole, own.join(''), { targetFormat: 'woff2' });
  const file = `noto-sans-sc-own-${weight}.woff2`;
  writeFileSync(join(OUT, file), subset);
  size += subset.length;
  // Declared last: where two faces have a character, the later one is used.
  face('Noto Sans SC', weight, file, rangeOf(own));
}
writeFileSync(join(OUT, 'fonts.css'), `${faces.join('\n')}\n`);
stamp(STAMP, hash);
console.log(`web client: Chinese of our own texts, ${own.length} characters in two weights: ${(size / 1000).toFixed(0)} kB`);
