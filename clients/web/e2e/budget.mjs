// What pictures cost: node e2e/budget.mjs URL OUTDIR [ROOM]...
// From the spawn points, doorways and windows of each room (all, or those named) with six people in view: draw calls and triangles; then the bytes on the
// graphics card, what a first visit loads, and the heap of the running page over SECONDS (30, say; without them it is left out).
// Prints a table, writes OUTDIR/budget.json, and exits with 1 and a sentence where a room is over its budget.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch, look, openPage } from './browser.mjs';
import { allocation } from './heap.mjs';
import { enter } from './steps.mjs';

const MOST = { calls: 100, triangles: 300_000 };
/** From the welcome page until one stands in the first room and can walk: requests, and bytes as they come over the line. Its model comes after. */
const FIRST = { requests: 90, bytes: 1_500_000 };
/** Of the render loop, a second. */
const GARBAGE_BYTES = 50_000;

const [url, out, ...named] = process.argv.slice(2);
if (!url || !out) {
  console.error('usage: node e2e/budget.mjs URL OUTDIR [ROOM]...');
  process.exit(2);
}
mkdirSync(out, { recursive: true });
const seconds = Number(process.env.SECONDS ?? 0);
const faults = [];
const kilo = (n) => `${Math.round(n / 1000)}k`;

/** Where to look from in a room. */
function* spots({ id, spawns, openings }) {
  for (const [i, { x, z, yaw }] of spawns.entries()) if (i < 2) yield { name: `spawn ${i}`, room: id, x, z, yaw };
  for (const { id: opening, x, z, yaw, walk, sight } of openings) {
    const inside = (by) => ({ room: id, x: x + Math.sin(yaw) * by, z: z + Math.cos(yaw) * by });
    if (walk) yield { name: `in by ${opening}`, ...inside(0.4), yaw: yaw + Math.PI, open: true };
    if (walk || sight) yield { name: `out by ${opening}`, ...inside(1.5), yaw, open: true };
  }
}

const browser = await launch();
const figures = { rooms: {} };
try {
  const { page, complaints } = await openPage(browser, { url, width: 320, height: 200 });
  const line = await listen(page);
  const began = Date.now();
  await enter(page, { name: 'Kim', role: 'doctor', patience: 120_000 });
  figures.first = { ...line(), milliseconds: Date.now() - began };
  console.log(`first view: ${figures.first.requests} requests, ${kilo(figures.first.bytes)}B, ${(figures.first.milliseconds / 1000).toFixed(1)} s from the welcome page (software rendering, not held to anything)`);
  for (const key of ['requests', 'bytes']) if (figures.first[key] > FIRST[key]) faults.push(`the first view takes ${figures.first[key]} ${key}, at most ${FIRST[key]} are allowed`);

  if (seconds > 0) {
    figures.heap = await allocation(page, seconds);
    const { perSecond, perPicture, loopPerSecond, grownPerSecond, picturesPerSecond } = figures.heap;
    console.log(`heap over ${seconds} s at ${picturesPerSecond.toFixed(1)} pictures/s: all ${kilo(perSecond)}B/s, of which the render loop ${kilo(loopPerSecond)}B/s (${Math.round(perPicture)} B a picture); kept ${kilo(grownPerSecond)}B/s`);
    if (loopPerSecond > GARBAGE_BYTES) faults.push(`the render loop makes ${Math.round(loopPerSecond)} bytes of garbage a second, at most ${GARBAGE_BYTES} are allowed`);
  }

  console.log(`${'room'.padEnd(20)} ${'views'.padStart(5)} ${'calls'.padStart(6)} ${'triangles'.padStart(10)}   with shadows     worst view`);
  for (const room of (await look(page, 'plan')).filter(({ id }) => named.length === 0 || named.includes(id))) {
    const seen = [];
    for (const spot of spots(room)) seen.push({ name: spot.name, ...(await page.evaluate((at) => globalThis.asclepion.survey(at), spot)) });
    const most = (key, of) => seen.reduce((worst, one) => (one[of][key] > worst[of][key] ? one : worst));
    const calls = most('calls', 'steady');
    const triangles = most('triangles', 'steady');
    const shadows = { calls: most('calls', 'withShadows').withShadows.calls, triangles: most('triangles', 'withShadows').withShadows.triangles };
    figures.rooms[room.id] = seen;
    console.log(`${room.id.padEnd(20)} ${String(seen.length).padStart(5)} ${String(calls.steady.calls).padStart(6)} ${kilo(triangles.steady.triangles).padStart(10)} ${String(shadows.calls).padStart(7)} ${kilo(shadows.triangles).padStart(7)}     ${triangles.name}`);
    if (calls.steady.calls > MOST.calls) faults.push(`${room.id}, ${calls.name}: ${calls.steady.calls} draw calls, at most ${MOST.calls} are allowed`);
    if (triangles.steady.triangles > MOST.triangles) faults.push(`${room.id}, ${triangles.name}: ${triangles.steady.triangles} triangles, at most ${MOST.triangles} are allowed`);
  }
  figures.memory = await look(page, 'memory');
  console.log(`on the graphics card, all rooms looked at: textures ${kilo(figures.memory.textures)}B, geometries ${kilo(figures.memory.geometries)}B`);
  faults.push(...complaints);
} finally {
  await browser.close();
  writeFileSync(join(out, 'budget.json'), JSON.stringify(figures, null, 1));
}
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;

/** Counts what the page asks for from now on, the bytes as the line carries them. */
async function listen(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  let [requests, bytes] = [0, 0];
  session.on('Network.requestWillBeSent', () => requests++);
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.reload();
  return () => ({ requests, bytes });
}
