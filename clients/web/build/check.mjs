// Lint and unit tests, unless they passed on exactly these files before.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { hashOf, isFresh, SOURCES, stamp } from './inputs.mjs';

const stampFile = 'target/check.stamp';
// Where ./asclepion test looks for results, of Java and of the page alike; it clears the folder first, so that every test runs.
const report = 'target/surefire-reports/TEST-web.xml';
const hash = hashOf([...SOURCES, 'test', 'e2e', 'eslint.config.js', '../../protocol/src/test/resources', '../../content/target/classes/hospitals/demo/built']);
if (isFresh(stampFile, hash) && existsSync(report)) process.exit(0);
const node = (script, ...args) => execFileSync(process.execPath, [script, ...args], { stdio: 'inherit' });
node('node_modules/eslint/bin/eslint.js', '.');
node('node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=junit', `--outputFile.junit=${report}`);
stamp(stampFile, hash);
