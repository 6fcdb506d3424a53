// Installs what package-lock.json names, unless node_modules already holds exactly that.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`The web client needs Node 20.19 or newer; this is ${process.versions.node}. Install a newer Node and put it on PATH.`);
  process.exit(1);
}

// The protobuf plugin copies the generator before it runs it, which would lose its way to its own modules: give it a script that knows.
mkdirSync('target', { recursive: true });
const generator = resolve('node_modules/@bufbuild/protoc-gen-es/bin/protoc-gen-es');
writeFileSync('target/protoc-gen-es', `#!/bin/sh\nexec "${process.execPath}" "${generator}" "$@"\n`, { mode: 0o755 });

const stampFile = 'node_modules/.lock-stamp';
const stamp = createHash('sha256').update(readFileSync('package-lock.json')).update(readFileSync('package.json')).digest('hex');
if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) process.exit(0);

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
execFileSync(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { stdio: 'inherit' });
writeFileSync(stampFile, stamp);
