// One hash over everything a build step reads, so that unchanged inputs need no second run.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Made by a step of its own from other inputs. */
const MADE = new Set([join('src', 'fonts')]);

function* filesUnder(path) {
  if (!existsSync(path)) return;
  if (statSync(path).isFile()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) if (!MADE.has(join(path, name))) yield* filesUnder(join(path, name));
}

/** SHA-256 over names and bytes of the files at these paths (folders taken whole). */
export function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of filesUnder(path)) hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** Whether the stamp file holds this hash. */
export function isFresh(stampFile, hash) {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash;
}

export function stamp(stampFile, hash) {
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, hash);
}

export const SOURCES = [
  'src',
  'public',
  'index.html',
  'build',
  'vite.config.ts',
  'tsconfig.json',
  'package-lock.json',
  // What each piece of the page may weigh.
  '../../docs/bundle.md',
  // Its texts decide which characters the small Chinese font has.
  '../../content/src/main/hospitals/demo',
];
