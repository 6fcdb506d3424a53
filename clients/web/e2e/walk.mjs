// Two people in two browsers walk through a real hospital: node e2e/walk.mjs URL OUTDIR
// A doctor (English) and a patient (简体中文) see each other walk, sit, carry, speak, go through a door and vanish; a lost line comes
// back by itself; nothing is asked of any other host. DETAIL=full draws the real rooms (slow without a graphics card). Exits with 1 and a sentence on the first thing that is not as it should be.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launch, look, openPage, until } from './browser.mjs';
import { enter, faceTo, goTo, openSpot, walkTo } from './steps.mjs';

const [url, out] = process.argv.slice(2);
if (!url || !out) {
  console.error('usage: node e2e/walk.mjs URL OUTDIR');
  process.exit(2);
}
mkdirSync(out, { recursive: true });

const size = { width: Number(process.env.WIDTH ?? 640), height: Number(process.env.HEIGHT ?? 400), detail: process.env.DETAIL ?? 'plain' };
const started = Date.now();
const step = (words) => console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${words}`);
const seen = (name) => (people) => people.find((person) => person.name === name && !person.self);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function expect(condition, words) {
  if (!condition) throw new Error(words);
}

const browser = await launch();
let doctor;
let patient;

async function shoot(who, name) {
  // A picture is a bonus: a slow machine without a graphics card may not get one in time.
  await who.page.screenshot({ path: join(out, `${name}.png`), timeout: 45_000 }).catch((error) => console.log(`no picture ${name}: ${error.message.split('\n')[0]}`));
}

try {
  doctor = await openPage(browser, { url, locale: 'en', ...size });
  patient = await openPage(browser, { url, locale: 'zh-CN', ...size });

  expect((await doctor.page.getAttribute('html', 'lang')) === 'en', 'the English page does not say that it is English');
  expect((await patient.page.getAttribute('html', 'lang')) === 'zh-Hans', 'the Chinese page does not say that it is Chinese');
  expect(/进入医院/.test(await patient.page.locator('button.enter').innerText()), 'the Chinese page has no Chinese button');
  await shoot(doctor, 'welcome-en');
  await shoot(patient, 'welcome-zh');

  await enter(doctor.page, { name: 'Dr. Ada Kim', role: 'doctor' });
  await enter(patient.page, { name: '林小雨', role: 'patient' });
  await until(doctor.page, 'people', seen('林小雨'), 'the doctor sees the patient and her name');
  await until(patient.page, 'people', seen('Dr. Ada Kim'), 'the patient sees the doctor and her name');
  // While the first pictures are made a page may be held up for seconds, and its clock knows no better than its quickest ping.
  for (const { page } of [doctor, patient]) await until(page, 'roundTrip', (milliseconds) => milliseconds < 400, 'the clock is set');
  step('both are in the lobby and see each other');

  await seesWalking(doctor, 'Dr. Ada Kim', patient);
  step('the patient saw the doctor walk, smoothly');
  await seesWalking(patient, '林小雨', doctor);
  step('the doctor saw the patient walk, smoothly');
  const { x, z } = await look(patient.page, 'self');
  await faceTo(doctor.page, x, z);
  await shoot(doctor, 'lobby-en');

  await speaks(doctor, patient, 'Dr. Ada Kim', 'Good morning! Please have a seat.');
  await speaks(patient, doctor, '林小雨', '早上好，谢谢医生。');
  step('each read what the other wrote');
  await shoot(patient, 'chat-zh');
  await patient.page.keyboard.press('Escape');
  await doctor.page.keyboard.press('Escape');

  await sits(patient, '林小雨', doctor);
  step('the doctor saw the patient sit down and stand up');
  await carries(doctor, 'Dr. Ada Kim', patient);
  step('the patient saw the doctor carry something and put it down');
  await usesHands(doctor, 'Dr. Ada Kim', patient);
  step('the patient saw the doctor ask to speak, point and draw, and take the line back');
  await resumes(patient, '林小雨', doctor);
  step('the patient lost the line, was marked away, and came back without entering again');
  await hangsPanels(doctor, patient);
  step('on panels in the world the doctor read what the patient wrote, answered, and was asked before leaving');
  await leavesByDoor(doctor, 'Dr. Ada Kim', patient);
  await until(doctor.page, 'worldPanels', (titles) => titles.length > 0 && !titles.includes('Staff note'), 'the staff note stays behind with the room');
  step('the doctor went through a door and was gone from the room left');
  await shoot(doctor, 'beyond-the-door-en');
  await shoot(patient, 'lobby-zh');

  const origin = new URL(url);
  for (const { requests } of [doctor, patient]) {
    const foreign = requests.filter((request) => !request.startsWith('data:') && !request.startsWith('blob:') && new URL(request).host !== origin.host);
    expect(foreign.length === 0, `asked of another host: ${foreign.slice(0, 3).join(', ')}`);
  }
  for (const { complaints } of [doctor, patient]) {
    const serious = complaints.filter((complaint) => !/ERR_INTERNET_DISCONNECTED|WebSocket connection|Failed to load resource: net::/.test(complaint));
    expect(serious.length === 0, `the page complained: ${serious.slice(0, 3).join(' | ')}`);
  }
  step(`no request went anywhere else (${doctor.requests.length + patient.requests.length} looked at)`);
  console.log('walk: all as it should be');
} catch (error) {
  console.error(`walk: FAILED: ${error.message}`);
  for (const [name, who] of [['doctor', doctor], ['patient', patient]]) {
    if (!who) continue;
    console.error(`${name}: ${JSON.stringify(await look(who.page, 'self').catch(() => undefined))}, line ${await look(who.page, 'link').catch(() => '?')}; ${who.complaints.slice(0, 3).join(' | ')}`);
    await shoot(who, `failed-${name}`);
  }
  process.exitCode = 1;
} finally {
  await browser.close();
}

/** `who` walks a little; `other` must see the body on the way. A machine that draws twice a second may need to watch several walks. */
async function seesWalking(who, name, other) {
  const placesNeeded = 4;
  let most = 0;
  for (let walks = 0; walks < 5 && most < placesNeeded; walks++) most = Math.max(most, await placesSeen(who, name, other));
  expect(most >= placesNeeded, `${name} jumped instead of walking: seen at ${most} places at most`);
}

/** In how many places `other` sees `who` on a walk, in small steps, to where they stop. */
async function placesSeen(who, name, other) {
  const goal = await openSpot(who.page);
  const stop = await watchBody(other.page, name);
  let sightings;
  try {
    await goTo(who.page, goal.x, goal.z, 0.25);
    await settles(who, name, other);
  } finally {
    sightings = await stop();
  }
  let heldUpAt = 0;
  for (let i = 1; i < sightings.length; i++) {
    const [before, now] = [sightings[i - 1], sightings[i]];
    // A page that could not even run a timer shows old news for a moment longer: what it missed then is no jump.
    if (now.at - before.at > 200) heldUpAt = now.at;
    if (now.at - heldUpAt < 500) continue;
    const distance = Math.hypot(now.x - before.x, now.z - before.z);
    expect(distance < 0.35 + (6 * (now.at - before.at)) / 1000, `${name} jumped ${distance.toFixed(2)} m within ${now.at - before.at} ms`);
  }
  return new Set(sightings.map(({ x, z }) => `${x.toFixed(2)} ${z.toFixed(2)}`)).size;
}

/** Notes in the page itself where it has somebody's body, many times a second, until the answer is called. */
async function watchBody(page, name) {
  await page.evaluate((wanted) => {
    const sightings = [];
    const timer = setInterval(() => {
      const body = globalThis.asclepion.people.find((person) => person.name === wanted && !person.self);
      if (body) sightings.push({ x: body.x, z: body.z, at: Math.round(performance.now()) });
    }, 30);
    globalThis.stopWatching = () => {
      clearInterval(timer);
      return sightings;
    };
  }, name);
  return () => page.evaluate(() => globalThis.stopWatching());
}

/** Waits until somebody stands still and the other sees them where they are. A page may draw no more than twice a second. */
async function settles(who, name, other) {
  const end = Date.now() + 30_000;
  let before;
  for (;;) {
    const self = await look(who.page, 'self');
    const body = seen(name)(await look(other.page, 'people'));
    const still = before && Math.hypot(self.x - before.x, self.z - before.z) < 0.001;
    if (still && body && Math.hypot(body.x - self.x, body.z - self.z) < 0.05) return;
    expect(Date.now() < end, `${name} stands at ${JSON.stringify(self)}, but is seen at ${JSON.stringify(body)}`);
    before = self;
    await pause(700);
  }
}

async function speaks(who, other, name, words) {
  await who.page.keyboard.press('Enter');
  await who.page.locator('.chat input').fill(words);
  await who.page.locator('.chat input').press('Enter');
  const chat = other.page.locator('.chat');
  if (!(await chat.isVisible())) await other.page.locator('.bar button').first().dispatchEvent('click');
  await other.page.locator('.chat .log p', { hasText: words }).waitFor({ timeout: 15_000 }).catch(() => {
    throw new Error(`"${words}" did not reach the other`);
  });
  const line = await other.page.locator('.chat .log p', { hasText: words }).innerText();
  expect(line.includes(name), `the log does not say that ${name} wrote it`);
}

/** What hangs in the world can be read and pressed in the page, too: by keys, and as a screen reader does. */
async function hangsPanels(who, other) {
  const panel = (name) => who.page.locator(`.panel-mirror[aria-label="${name}"]`);
  const pressIn = async (name, button) => {
    await panel(name).locator('button', { hasText: button }).focus();
    await who.page.keyboard.press('Enter');
  };
  await who.page.evaluate(() => globalThis.asclepion.inWorld(true));
  await until(who.page, 'worldPanels', (titles) => titles.includes('Menu'), 'the menu hangs in the world');
  await pressIn('Menu', 'Chat');
  await until(who.page, 'worldPanels', (titles) => titles.includes('Chat'), 'the chat hangs in the world');
  expect((await panel('Chat').locator('[role=log]').innerText()).includes('谢谢医生'), 'the panel does not have what was said');
  await panel('Chat').locator('input').evaluate((input) => { input.focus(); input.value = 'Take care.'; input.dispatchEvent(new Event('input')); });
  await pressIn('Chat', 'Send');
  await other.page.locator('.chat .log p', { hasText: 'Take care.' }).waitFor({ state: 'attached', timeout: 15_000 });
  await pressIn('Menu', 'Notes');
  await until(who.page, 'worldPanels', (titles) => titles.includes('Staff note') && titles.includes('My note') && !titles.includes('Chat'), 'the notes hang in the world in place of the chat');
  await pressIn('Menu', 'Leave');
  await until(who.page, 'worldPanels', (titles) => titles.includes('Leave the hospital?'), 'leaving is asked about in the world');
  await shoot(who, 'panels-in-the-world');
  await pressIn('Leave the hospital?', 'Stay');
  await until(who.page, 'worldPanels', (titles) => !titles.includes('Leave the hospital?'), 'the question goes with its answer');
}

/** The nearest of some places, and beside it somewhere to stand. */
function nearest(self, places) {
  return [...places].sort((a, b) => Math.hypot(a.x - self.x, a.z - self.z) - Math.hypot(b.x - self.x, b.z - self.z));
}

async function sits(who, name, other) {
  const self = await look(who.page, 'self');
  const seats = nearest(self, (await look(who.page, 'seats')).filter((seat) => !seat.taken));
  expect(seats.length > 0, 'the room has no free seat');
  const seat = seats[0];
  await goTo(who.page, seat.x - 0.75 * Math.sin(seat.yaw), seat.z - 0.75 * Math.cos(seat.yaw), 0.3);
  await faceTo(who.page, seat.x, seat.z);
  await press(who, 'e', 'self', (now) => now.seat >= 0, `${name} sits`);
  const taken = (await look(who.page, 'self')).seat;
  await until(other.page, 'people', (people) => seen(name)(people)?.seat === taken, `${name} is seen to sit`);
  await pause(600);
  await shoot(who, 'seated');
  await press(who, 'e', 'self', (now) => now.seat < 0, `${name} stands`);
  await until(other.page, 'people', (people) => seen(name)(people)?.seat === -1, `${name} is seen to stand`);
}

/** Walks to the nearest thing within reach and takes it; answers which. */
async function pickUp(who) {
  const self = await look(who.page, 'self');
  const items = nearest(self, (await look(who.page, 'items')).filter((item) => !item.held && item.room === self.room));
  expect(items.length > 0, 'the room has no item to carry');
  for (const item of items.slice(0, 4)) {
    await goTo(who.page, item.x, item.z, 0.9).catch(() => undefined);
    const at = await look(who.page, 'self');
    if (Math.hypot(at.x - item.x, at.z - item.z) > 1.15) continue;
    await faceTo(who.page, item.x, item.z);
    await pause(200);
    await who.page.keyboard.press('e');
    const carried = await until(who.page, 'self', (now) => now.rightItem >= 0 || now.leftItem >= 0, 'something is picked up', 3_000).catch(() => undefined);
    if (carried) return Math.max(carried.rightItem, carried.leftItem);
    if ((await look(who.page, 'self')).seat >= 0) await press(who, 'e', 'self', (now) => now.seat < 0, 'standing up again');
  }
  throw new Error('nothing could be picked up');
}

async function carries(who, name, other) {
  const id = await pickUp(who);
  await until(other.page, 'people', (people) => [seen(name)(people)?.rightItem, seen(name)(people)?.leftItem].includes(id), `${name} is seen to hold item ${id}`);
  await until(other.page, 'items', (all) => all.find((item) => item.id === id)?.held === true, `item ${id} is seen in a hand`);
  const spot = await openSpot(who.page);
  await goTo(who.page, spot.x, spot.z, 0.4);
  await shoot(other, 'carrying');
  await press(who, 'q', 'self', (now) => now.rightItem < 0 && now.leftItem < 0, `${name} puts it down`);
  const after = await look(who.page, 'self');
  await until(other.page, 'items', (all) => {
    const item = all.find((one) => one.id === id);
    return item && !item.held && Math.hypot(item.x - after.x, item.z - after.z) < 2.5;
  }, `item ${id} is seen to lie where it was put down`);
}

/** A raised hand, the laser, a line in the air: each seen by the other while it lasts. */
async function usesHands(who, name, other) {
  await press(who, 'h', 'people', (people) => people.find(({ self }) => self)?.raised === true, `${name} raises a hand`);
  await until(other.page, 'people', (people) => seen(name)(people)?.raised === true, `${name} is seen to raise a hand`);
  await press(who, 'h', 'people', (people) => people.find(({ self }) => self)?.raised === false, `${name} lowers the hand`);
  await who.page.mouse.move(320, 180);
  await who.page.keyboard.down('l');
  await until(other.page, 'people', (people) => seen(name)(people)?.pointing > 0, `${name} is seen to point`);
  await pause(400);
  await shoot(other, 'laser');
  await who.page.keyboard.up('l');
  await until(other.page, 'people', (people) => seen(name)(people)?.pointing === 0, `${name} is seen to point no more`);
  await who.page.keyboard.down('b');
  for (let i = 0; i <= 12; i++) {
    await who.page.mouse.move(260 + i * 10, 150 + 40 * Math.sin(i));
    await pause(90);
  }
  await who.page.keyboard.up('b');
  await until(other.page, 'strokes', (strokes) => strokes.length > 0 && strokes[0].bytes > 6, `the line of ${name} is seen`);
  await shoot(other, 'stroke');
  await who.page.locator('.call .hands').evaluate((button) => button.click());
  await who.page.locator('.tray .deeds button').nth(2).evaluate((button) => button.click());
  await who.page.locator('.tray .act').nth(1).evaluate((button) => button.click());
  await until(other.page, 'strokes', (strokes) => strokes.length === 0, `the line of ${name} is seen to go`);
  await who.page.locator('.call .hands').evaluate((button) => button.click());
}

async function resumes(who, name, other) {
  const before = await look(who.page, 'self');
  await who.context.setOffline(true);
  await until(who.page, 'link', (link) => link === 'lost', 'the page notices that the line is gone');
  await until(other.page, 'people', (people) => seen(name)(people)?.away === true, `${name} is marked away`, 25_000);
  await pause(1_000);
  await who.context.setOffline(false);
  await until(who.page, 'link', (link) => link === 'online', 'the line comes back by itself', 25_000);
  await until(other.page, 'people', (people) => seen(name)(people)?.away === false, `${name} is no longer away`);
  const after = await until(who.page, 'self', (self) => self.room === before.room, `${name} is still in the room`);
  expect(after.slot === before.slot, `${name} got another slot (${before.slot} → ${after.slot}): that was a re-entry`);
  expect(Math.hypot(after.x - before.x, after.z - before.z) < 0.3, `${name} was moved by the lost line`);
}

async function leavesByDoor(who, name, other) {
  const self = await look(who.page, 'self');
  // An opening without a leaf, or a door that is opened first.
  const doors = nearest(self, await look(who.page, 'doors'));
  const door = doors.find(({ leaf }) => leaf) ?? doors[0];
  expect(door, 'the room has no way out');
  const outline = await look(who.page, 'outline');
  const middle = outline.reduce((sum, point) => ({ x: sum.x + point.x / outline.length, z: sum.z + point.z / outline.length }), { x: 0, z: 0 });
  const nx = Math.sin(door.yaw);
  const nz = Math.cos(door.yaw);
  const inward = (middle.x - door.x) * nx + (middle.z - door.z) * nz > 0 ? 1 : -1;
  await goTo(who.page, door.x + inward * nx * 0.8, door.z + inward * nz * 0.8, 0.25);
  await faceTo(who.page, door.x, door.z);
  if (door.leaf) {
    await press(who, 'e', 'doors', (all) => all.find((one) => one.aperture === door.aperture)?.open === true, 'the door opens');
    await until(other.page, 'doors', (all) => all.find((one) => one.aperture === door.aperture)?.open === true, 'the door is seen to open');
    await pause(700);
    await shoot(other, 'door-open');
  }
  const room = self.room;
  await walkTo(who.page, door.x - inward * nx * 1.5, door.z - inward * nz * 1.5, 0.6, 15_000).catch(async (error) => {
    if ((await look(who.page, 'self')).room === room) throw error;
  });
  await until(who.page, 'self', (now) => now.room === door.to, `${name} is in ${door.to}`);
  await until(other.page, 'people', (people) => !people.some((person) => person.name === name), `${name} is gone from ${room}`);
  expect(!(await look(who.page, 'people')).some((person) => !person.self && person.name !== ''), 'names of the room left are still known');
}

/** Presses a key until it has had its effect: the first press may come while something is still on its way. */
async function press(who, key, what, test, words) {
  for (let attempt = 0; ; attempt++) {
    await who.page.keyboard.press(key);
    try {
      return await until(who.page, what, test, words, 3_000);
    } catch (error) {
      if (attempt === 2) throw error;
    }
  }
}
