// Builds the page into the folder named by the first argument and puts .br and .gz beside every file worth compressing.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { hashOf, isFresh, SOURCES, stamp } from './inputs.mjs';
import { checkSizes } from './sizes.mjs';

const out = resolve(process.argv[2] ?? 'dist');
const stampFile = 'target/page.stamp';
const hash = hashOf(SOURCES) + out;
if (isFresh(stampFile, hash) && existsSync(join(out, 'index.html'))) process.exit(0);

const node = (script, ...args) => execFileSync(process.execPath, [script, ...args], { stdio: 'inherit' });
rmSync(stampFile, { force: true });
node('build/fonts.mjs');
node('node_modules/typescript7/bin/tsc', '--noEmit');
node('node_modules/vite/bin/vite.js', 'build', '--outDir', out, '--emptyOutDir', '--logLevel', 'warn');

const COMPRESSIBLE = /\.(html|js|css|json|svg|txt|webmanifest)$/;
for (const name of readdirSync(out, { recursive: true })) {
  if (!COMPRESSIBLE.test(name)) continue;
  const file = join(out, name);
  const bytes = readFileSync(file);
  const gzip = gzipSync(bytes, { level: 9 });
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  writeFileSync(`${file}.gz`, gzip);
  writeFileSync(`${file}.br`, brotli);
}
checkSizes(out);
stamp(stampFile, hash);
