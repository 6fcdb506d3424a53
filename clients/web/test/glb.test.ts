// Every model of the demo hospital before the Khronos glTF validator: the content module builds them before this module's tests run.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { validateBytes } from 'gltf-validator';
import { expect, test } from 'vitest';

const built = fileURLToPath(new URL('../../../content/target/classes/hospitals/demo/built', import.meta.url));
const models = readdirSync(built, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.glb'));

test('the demo hospital has models of rooms, leaves, items and people', () => {
  for (const kind of ['rooms', 'leaves', 'items', 'avatars']) {
    expect(models.filter((file) => file.startsWith(kind)).length, kind).toBeGreaterThan(7);
  }
});

test.each(models)('%s has no error', { timeout: 120_000 }, async (file) => {
  const path = join(built, file);
  const report = await validateBytes(new Uint8Array(readFileSync(path)), { uri: relative(built, path), maxIssues: 20 });
  expect(report.issues.messages.filter((message) => message.severity === 0)).toEqual([]);
  expect(report.issues.numErrors).toBe(0);
});
