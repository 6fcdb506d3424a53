// Holds the built page to the table in docs/bundle.md: every script and style sheet keeps to its bound there.
// By hand: node build/sizes.mjs [folder of the built page]
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const TABLE = fileURLToPath(new URL('../../../docs/bundle.md', import.meta.url));
const ROW = /^\| `([\w.-]+)` \| (\d+) \|/;

/** Bounds in bytes by the name of a file without its hash, as the table says. */
export function readBounds(text) {
  const bounds = new Map();
  for (const line of text.split('\n')) {
    const row = ROW.exec(line);
    if (row) bounds.set(row[1], Number(row[2]) * 1000);
  }
  return bounds;
}

/** "stage-Db4VlBTY.js" is the file "stage.js". */
export const plainName = (file) => file.replace(/-[\w-]{8}(?=\.\w+$)/, '');

/** The bound of a file: its own, or that of all that have none. */
const boundOf = (name, bounds) => bounds.get(name) ?? bounds.get(`other${name.slice(name.lastIndexOf('.'))}`);

/** What is wrong, in sentences. */
export function judge(sizes, bounds) {
  const faults = [];
  for (const [name, bytes] of sizes) {
    const bound = boundOf(name, bounds);
    if (bound === undefined) faults.push(`${name} has no bound: give it a row in docs/bundle.md (it has ${Math.ceil(bytes / 1000)} kB).`);
    else if (bytes > bound) faults.push(`${name} has ${bytes} bytes gzipped, its bound in docs/bundle.md is ${bound}. Move what is not needed at once behind import().`);
  }
  return faults;
}

/** Prints the sizes of the page in this folder and ends the build where one is over its bound. */
export function checkSizes(folder) {
  const assets = join(folder, 'assets');
  const bounds = readBounds(readFileSync(TABLE, 'utf8'));
  const sizes = new Map();
  for (const file of readdirSync(assets)) {
    if (!/\.(js|css)$/.test(file)) continue;
    const zipped = join(assets, `${file}.gz`);
    const bytes = existsSync(zipped) ? readFileSync(zipped).length : gzipSync(readFileSync(join(assets, file)), { level: 9 }).length;
    sizes.set(plainName(file), (sizes.get(plainName(file)) ?? 0) + bytes);
  }
  console.log('web client, gzipped:          kB  bound');
  for (const [name, bytes] of [...sizes].sort()) console.log(`  ${name.padEnd(22)} ${(bytes / 1000).toFixed(1).padStart(7)} ${String((boundOf(name, bounds) ?? 0) / 1000).padStart(6)}`);
  const faults = judge(sizes, bounds);
  if (faults.length > 0) {
    for (const fault of faults) console.error(fault);
    process.exit(1);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) checkSizes(process.argv[2] ?? fileURLToPath(new URL('../target/classes/web', import.meta.url)));
