// What a person does, through the page alone: fill in, walk, look, press.
import { look, until } from './browser.mjs';

/** Fills in the welcome page and presses its button: whoever has not been here is led to the check of sound and camera, others enter. */
export async function fillIn(page, { name, role }) {
  // The page is complete once it knows the hospital's name.
  await page.waitForFunction(() => document.title.includes('·'));
  await page.locator('#name').fill(name);
  await page.locator(`input[name=role][value=${role}]`).evaluate((choice) => choice.click());
  await page.locator('button.enter').evaluate((button) => button.click());
}

/** Fills in the welcome page and enters. `room` (its id) starts elsewhere than at the entrance, as demo mode allows. */
export async function enter(page, { name, role, room, patience = 60_000 }) {
  if (room) {
    await page.route('**/api/v1/tickets', async (route) => {
      const body = JSON.parse(route.request().postData());
      await route.continue({ postData: JSON.stringify({ ...body, room }) });
    });
  }
  await fillIn(page, { name, role });
  await until(page, 'ready', (ready) => ready === true, `${name} stands in the hospital`, patience);
  await page.keyboard.press('Escape');
}

/** Turns to look at a place of the plan. */
export async function faceTo(page, x, z) {
  await page.evaluate(([tx, tz]) => {
    const { self, face } = globalThis.asclepion;
    face(Math.atan2(-(tx - self.x), -(tz - self.z)));
  }, [x, z]);
}

const KEYS = { forward: 'KeyW', run: 'ShiftLeft' };

/** Walks in a straight line with the keys until within `near` metres of a place. */
export async function walkTo(page, x, z, near = 0.35, timeout = 30_000) {
  await faceTo(page, x, z);
  await page.keyboard.down(KEYS.forward);
  try {
    const end = Date.now() + timeout;
    let best = Infinity;
    let bestAt = Date.now();
    for (;;) {
      const self = await look(page, 'self');
      const distance = Math.hypot(self.x - x, self.z - z);
      if (distance <= near) return;
      if (distance < best - 0.05) {
        best = distance;
        bestAt = Date.now();
      }
      if (Date.now() - bestAt > 4_000 || Date.now() > end) throw new Error(`could not walk to ${x.toFixed(2)}, ${z.toFixed(2)}: stuck at ${self.x.toFixed(2)}, ${self.z.toFixed(2)} in ${self.room}`);
      await faceTo(page, x, z);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  } finally {
    await page.keyboard.up(KEYS.forward);
  }
}

/** Walks around furniture: a way over a grid of the room's own plan, then leg by leg. */
export async function goTo(page, x, z, near = 0.35) {
  for (let attempt = 0; ; attempt++) {
    const way = await plan(page, x, z);
    try {
      for (const [i, leg] of way.entries()) await walkTo(page, leg.x, leg.z, i === way.length - 1 ? near : 0.25);
      return;
    } catch (error) {
      if (attempt === 2) throw error;
    }
  }
}

const CELL = 0.2;

/** The floor round a person as the page knows it: where a body fits, and every cell that can be walked to, nearest first. */
async function floor(page) {
  const self = await look(page, 'self');
  const outline = await look(page, 'outline');
  const obstacles = (await look(page, 'obstacles')).filter((box) => box.y - box.halfY < 1.7 && box.y + box.halfY > 0.12);
  const others = (await look(page, 'people')).filter((person) => !person.self && person.room === self.room && person.seat < 0);
  const free = (x, z) => inside(outline, x, z, 0.3) && obstacles.every((box) => outsideBox(box, x, z, 0.3)) && others.every((other) => Math.hypot(other.x - x, other.z - z) > 0.55);
  const key = (i, j) => `${i},${j}`;
  const cells = [{ i: 0, j: 0, x: self.x, z: self.z }];
  const known = new Set([key(0, 0)]);
  for (let next = 0; next < cells.length && cells.length < 60_000; next++) {
    const from = cells[next];
    for (const [di, dj] of [[1, 0], [-1, 0], [0, 1], [0, -1], [1, 1], [1, -1], [-1, 1], [-1, -1]]) {
      const [i, j] = [from.i + di, from.j + dj];
      const [x, z] = [self.x + i * CELL, self.z + j * CELL];
      if (known.has(key(i, j)) || !free(x, z)) continue;
      known.add(key(i, j));
      cells.push({ i, j, x, z, from });
    }
  }
  /** Whether the straight line between two places is free. */
  const clear = (a, b) => {
    const steps = Math.ceil(Math.hypot(b.x - a.x, b.z - a.z) / 0.1);
    for (let i = 1; i < steps; i++) if (!free(a.x + ((b.x - a.x) * i) / steps, a.z + ((b.z - a.z) * i) / steps)) return false;
    return true;
  };
  return { self, others, cells, clear };
}

/** A place about `far` metres away to which one can walk, in a straight line if there is one, with room to other people. */
export async function openSpot(page, far = 2) {
  const { self, others, cells, clear } = await floor(page);
  const roomy = (cell) => others.every((other) => Math.hypot(other.x - cell.x, other.z - cell.z) > 0.9);
  const offBy = (cell) => Math.abs(Math.hypot(cell.x - self.x, cell.z - self.z) - far) + (clear(self, cell) ? 0 : 1) + (roomy(cell) ? 0 : 1);
  return cells.reduce((best, cell) => (offBy(cell) < offBy(best) ? cell : best));
}

async function plan(page, x, z) {
  const { cells, clear } = await floor(page);
  const left = (cell) => Math.hypot(cell.x - x, cell.z - z);
  const way = [];
  const path = [];
  for (let cell = cells.reduce((best, one) => (left(one) < left(best) ? one : best)); cell; cell = cell.from) path.unshift(cell);
  // Straight where the way is clear.
  for (let i = 0; i < path.length - 1; ) {
    let j = path.length - 1;
    while (j > i + 1 && !clear(path[i], path[j])) j--;
    way.push(path[j]);
    i = j;
  }
  // The goal itself may be a doorway or a seat's edge: the last step goes there straight.
  if (left(way.at(-1) ?? path[0]) > 0.05) way.push({ x, z });
  return way;
}

function inside(outline, x, z, margin) {
  let odd = false;
  for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
    const a = outline[i];
    const b = outline[j];
    if (a.z > z !== b.z > z && x < ((b.x - a.x) * (z - a.z)) / (b.z - a.z) + a.x) odd = !odd;
    const length = Math.hypot(b.x - a.x, b.z - a.z) || 1;
    const t = Math.max(0, Math.min(1, ((x - a.x) * (b.x - a.x) + (z - a.z) * (b.z - a.z)) / length ** 2));
    if (Math.hypot(x - a.x - t * (b.x - a.x), z - a.z - t * (b.z - a.z)) < margin) return false;
  }
  return odd;
}

function outsideBox(box, x, z, margin) {
  const dx = x - box.x;
  const dz = z - box.z;
  const lx = Math.abs(dx * Math.cos(box.yaw) - dz * Math.sin(box.yaw)) - box.halfX;
  const lz = Math.abs(dx * Math.sin(box.yaw) + dz * Math.cos(box.yaw)) - box.halfZ;
  return Math.hypot(Math.max(lx, 0), Math.max(lz, 0)) > margin || lx > margin || lz > margin;
}

/** Goes somewhere and looks somewhere: { x, z, yaw, pitch }. */
export async function stand(page, { x, z, yaw, pitch = 0 }) {
  if (x !== undefined) await goTo(page, x, z, 0.2);
  if (yaw !== undefined) await page.evaluate(([y, p]) => globalThis.asclepion.face(y, p), [yaw, pitch]);
}
