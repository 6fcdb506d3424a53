// A patient on an emulated Quest 3 and a doctor at a screen: node e2e/headset.mjs URL OUTDIR
// Link → check → lobby → VR → jump → sit → headset off and on → pick up with bare hands and put where the doctor sees it → jump by a look and
// a pinch → a lost line while the headset is on → out of VR → leave. The patient reads Chinese, the doctor English.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launch, look, openPage, until } from './browser.mjs';
import { giveHeadset, handsBefore, lookAndPinch, pictures, pointAt, pushStick, squeezeTrigger } from './quest.mjs';
import { enter, fillIn } from './steps.mjs';

const [url, out] = process.argv.slice(2);
if (!url || !out) {
  console.error('usage: node e2e/headset.mjs URL OUTDIR');
  process.exit(2);
}
mkdirSync(out, { recursive: true });

const size = { width: Number(process.env.WIDTH ?? 300), height: Number(process.env.HEIGHT ?? 180), detail: process.env.DETAIL ?? 'plain' };
const NAME = '林小雨';
const started = Date.now();
const step = (words) => console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${words}`);

function expect(condition, words) {
  if (!condition) throw new Error(words);
}

const patientSeen = (test) => (people) => {
  const person = people.find((it) => it.name === NAME && !it.self);
  return person !== undefined && test(person);
};
const shoot = ({ page }, name) => page.screenshot({ path: join(out, `${name}.png`), timeout: 45_000 }).catch((error) => console.log(`no picture ${name}: ${error.message.split('\n')[0]}`));

const browser = await launch();
let doctor;
let patient;

try {
  // The doctor's picture is looked at by nobody here.
  doctor = await openPage(browser, { url, locale: 'en', ...size, width: 200, height: 140 });
  patient = await openPage(browser, { url, locale: process.env.PATIENT ?? 'zh-CN', ...size, checked: false, prepare: giveHeadset });
  await enter(doctor.page, { name: 'Dr. Ada Kim', role: 'doctor' });
  await fillIn(patient.page, { name: NAME, role: 'patient' });
  await patient.page.locator('.check-page .enter').evaluate((button) => button.click());
  await until(patient.page, 'ready', (ready) => ready === true, 'the patient stands in the lobby', 60_000);
  await until(doctor.page, 'people', patientSeen(() => true), 'the doctor sees the patient');
  step('link, check, lobby');

  await patient.page.keyboard.press('Escape');
  await patient.page.locator('.wear [data-mode=vr]').waitFor({ state: 'visible' });
  await shoot(patient, 'before-vr');
  await patient.page.locator('.wear [data-mode=vr]').evaluate((button) => button.click());
  await until(patient.page, 'headset', (it) => it.visibility === 'visible' && it.right.seen, 'the headset is on');
  await handsBefore(patient.page);
  const chunks = (who) => who.requests.filter((request) => /assets\/headset-[^/]*\.js/.test(request)).length;
  expect(chunks(patient) > 0, 'no code of the headset was fetched');
  expect(chunks(doctor) === 0, 'the code of the headset was fetched where there is no headset');
  step('in VR');

  await jumps();
  step('jumped by the arc of the thumbstick');
  await turns();
  step('turned by a step');
  await sits();
  step('sat down, seen by the doctor');
  await headsetOff();
  step('headset off and on: away, then back on the same seat');
  await walks();
  step('stood up; a real step in the room was a step here');
  await carries();
  step('picked up with bare hands and put down where the doctor sees it');
  await looks();
  step('jumped by a look and a pinch');
  await losesLine();
  step('the line was lost and came back, the headset stayed on');
  await shoot(patient, 'stereo');

  await patient.page.locator('.wear [data-mode=vr]').evaluate((button) => button.click());
  await patient.page.waitForFunction(() => globalThis.asclepion.headset === undefined);
  await seesThrough();
  step('their own room round them, and out again');
  const before = await look(patient.page, 'self');
  await patient.page.evaluate(() => globalThis.asclepion.leave());
  await until(doctor.page, 'people', (people) => !people.some((person) => person.name === NAME), 'the patient is gone');
  expect(before.room !== '', 'the patient was nowhere after the headset');
  step('out of VR, and left');

  for (const { complaints } of [doctor, patient]) {
    const serious = complaints.filter((complaint) => !/ERR_INTERNET_DISCONNECTED|WebSocket connection|Failed to load resource: net::/.test(complaint));
    expect(serious.length === 0, `the page complained: ${serious.slice(0, 3).join(' | ')}`);
  }
  console.log('headset: all as it should be');
} catch (error) {
  console.error(`headset: FAILED: ${error.message}`);
  for (const [name, who] of [['doctor', doctor], ['patient', patient]]) {
    if (!who) continue;
    console.error(`${name}: ${JSON.stringify(await look(who.page, 'self').catch(() => undefined))} ${JSON.stringify(await look(who.page, 'headset').catch(() => undefined))} ${who.complaints.slice(0, 3).join(' | ')}`);
    await shoot(who, `failed-${name}`);
  }
  process.exitCode = 1;
} finally {
  await browser.close();
}

/** Pushes the stick with the hand turned this way and that, until the arc comes down on free floor. */
async function jumps() {
  const { page } = patient;
  const from = await look(page, 'self');
  for (const yaw of [0, 0.8, -0.8, 1.6, -1.6, 2.4, -2.4, 3.1]) {
    await page.evaluate((half) => globalThis.quest.controllers.right.quaternion.set(0, Math.sin(half), 0, Math.cos(half)), yaw / 2);
    await pushStick(page, 'right', 0, 1);
    const { right } = await look(page, 'headset');
    expect(right.aiming, 'a pushed stick throws no arc');
    if (right.landing) await shoot(patient, 'arc');
    await pushStick(page, 'right', 0, 0);
    if (!right.landing) continue;
    await until(page, 'self', (self) => Math.hypot(self.x - right.landing.x, self.z - right.landing.z) < 0.3, 'the body is where the ring was');
    await until(doctor.page, 'people', patientSeen((it) => Math.hypot(it.x - right.landing.x, it.z - right.landing.z) < 0.5), 'the doctor sees the patient there');
    const { eyes } = await until(page, 'headset', (it) => it.dark === 0, 'the eyes are open again');
    expect(Math.hypot(eyes.x - right.landing.x, eyes.z - right.landing.z) < 0.5, 'the eyes did not come along');
    expect(Math.hypot(from.x - right.landing.x, from.z - right.landing.z) > 1, 'that was no jump');
    return;
  }
  throw new Error('there is no free floor to jump to');
}

async function turns() {
  const { page } = patient;
  const ahead = async () => (await page.evaluate(() => ({ a: globalThis.asclepion.onFloor(0, 0, 0), b: globalThis.asclepion.onFloor(0, 0, -1) })));
  const yawOf = ({ a, b }) => Math.atan2(-(b.x - a.x), -(b.z - a.z));
  const before = yawOf(await ahead());
  await pushStick(page, 'right', 1, 0);
  await pushStick(page, 'right', 0, 0);
  const turned = Math.abs(Math.atan2(Math.sin(yawOf(await ahead()) - before), Math.cos(yawOf(await ahead()) - before)));
  expect(Math.abs(turned - Math.PI / 6) < 0.01, `turned by ${turned.toFixed(3)} and not by 30 degrees`);
}

/** Jumps, with the trigger on the floor, to a free spot within `within` metres of a place. */
async function jumpTo(place, within, by = (spot) => pointAndPress(spot)) {
  const { page } = patient;
  for (const far of [within * 0.6, within * 0.8, within]) {
    for (let i = 0; i < 12; i++) {
      const spot = { x: place.x + far * Math.sin((i * Math.PI) / 6), y: 0, z: place.z + far * Math.cos((i * Math.PI) / 6) };
      if (!(await page.evaluate(([x, z]) => globalThis.asclepion.canLand(x, z), [spot.x, spot.z]))) continue;
      await by(spot);
      const there = await until(page, 'self', (self) => self.seat >= 0 || Math.hypot(self.x - spot.x, self.z - spot.z) < 0.3, 'jumped', 2_000).catch(() => undefined);
      // The way to the floor may have gone through a chair.
      if (there?.seat >= 0) await standUp(by);
      else if (there) return there;
    }
  }
  return undefined;
}

/** Whoever sits and presses on nothing stands up. */
async function standUp(by) {
  const { x, z } = await look(patient.page, 'self');
  await by({ x: x + 1, y: 5, z });
  await until(patient.page, 'self', (self) => self.seat < 0, 'the patient stands again');
}

async function pointAndPress(place) {
  await handsBefore(patient.page);
  await pointAt(patient.page, 'right', place);
  await squeezeTrigger(patient.page, 'right');
}

function nearest(self, places) {
  return [...places].sort((a, b) => Math.hypot(a.x - self.x, a.z - self.z) - Math.hypot(b.x - self.x, b.z - self.z));
}

async function sits() {
  const { page } = patient;
  const seats = nearest(await look(page, 'self'), (await look(page, 'seats')).filter((seat) => !seat.taken));
  for (const seat of seats.slice(0, 6)) {
    if (!(await jumpTo(seat, 1.3))) continue;
    await pointAndPress({ x: seat.x, y: 0.55, z: seat.z });
    const self = await until(page, 'self', (it) => it.seat >= 0, 'seated', 2_500).catch(() => undefined);
    if (!self) continue;
    await until(doctor.page, 'people', patientSeen((it) => it.seat === self.seat), 'the doctor sees the patient sit');
    await until(page, 'headset', (it) => Math.abs(it.eyes.y - 1.2) < 0.05, 'the eyes come down to where a seated person has them');
    await shoot(patient, 'seated');
    return;
  }
  throw new Error('the patient could sit down nowhere');
}

async function headsetOff() {
  const { page } = patient;
  const before = await look(page, 'self');
  await page.evaluate(() => globalThis.quest.updateVisibilityState('hidden'));
  await until(doctor.page, 'people', patientSeen((it) => it.away), 'who took the headset off is away');
  await page.evaluate(() => globalThis.quest.updateVisibilityState('visible'));
  await until(doctor.page, 'people', patientSeen((it) => !it.away), 'who put it on again is back');
  const after = await look(page, 'self');
  expect(after.seat === before.seat && after.slot === before.slot && after.room === before.room, 'the headset came back to another place');
}

async function walks() {
  const { page } = patient;
  await pushStick(page, 'right', 0, 1);
  await pushStick(page, 'right', 0, 0);
  const from = await until(page, 'self', (self) => self.seat < 0, 'the patient stands');
  await pictures(page, 4);
  // Half a metre at home, in whichever direction is free.
  let best = 0;
  for (const [dx, dz] of [[0.5, 0], [-0.5, 0], [0, 0.5], [0, -0.5]]) {
    for (const share of [0.25, 0.5, 0.75, 1]) {
      await page.evaluate(([x, z]) => globalThis.quest.position.set(x, 1.6, z), [dx * share, dz * share]);
      await pictures(page, 2);
    }
    const self = await look(page, 'self');
    best = Math.max(best, Math.hypot(self.x - from.x, self.z - from.z));
    if (best > 0.25) break;
  }
  expect(best > 0.25, `half a metre at home was ${best.toFixed(2)} m here`);
  const at = await look(page, 'self');
  await until(doctor.page, 'people', patientSeen((it) => Math.hypot(it.x - at.x, it.z - at.z) < 0.2), 'the doctor sees the step');
}

async function carries() {
  const { page } = patient;
  const self = await look(page, 'self');
  await page.evaluate(() => (globalThis.quest.primaryInputMode = 'hand'));
  await until(page, 'headset', (it) => it.right.seen && it.right.holding === 'hand', 'bare hands are seen');
  const items = nearest(self, (await look(page, 'items')).filter((item) => !item.held && item.room === self.room));
  expect(items.length > 0, 'the room has no item');
  let held;
  for (const item of items.slice(0, 6)) {
    const at = await look(page, 'self');
    if (Math.hypot(at.x - item.x, at.z - item.z) > 1.2 && !(await jumpTo(item, 1.2))) continue;
    await pointAndPress(item);
    held = await until(page, 'self', (it) => it.rightItem >= 0 || it.seat >= 0, 'held', 2_500).catch(() => undefined);
    if (held?.rightItem >= 0) break;
    if (held) await standUp(pointAndPress);
    held = undefined;
  }
  expect(held, 'the patient could pick up nothing');
  await shoot(patient, 'hands');
  await until(doctor.page, 'items', (all) => all.find(({ id }) => id === held.rightItem)?.held === true, 'the doctor sees it in the hand');
  // Pinched again, pointing at nothing: put down.
  await page.evaluate(() => globalThis.quest.hands.right.quaternion.set(0.38, 0, 0, 0.92));
  await pictures(page);
  await squeezeTrigger(page, 'right');
  await until(page, 'self', (it) => it.rightItem < 0, 'the hand is empty');
  const after = await look(page, 'self');
  await until(doctor.page, 'items', (all) => {
    const item = all.find(({ id }) => id === held.rightItem);
    return item && !item.held && Math.hypot(item.x - after.x, item.z - after.z) < 2;
  }, 'the doctor sees it lie there');
}

/** No hands at all, only where the eyes look when fingers touch. */
async function looks() {
  const { page } = patient;
  await page.evaluate(() => {
    for (const side of ['left', 'right']) globalThis.quest.hands[side].connected = false;
  });
  await until(page, 'headset', (it) => !it.right.seen && !it.left.seen, 'no hands are seen');
  const self = await look(page, 'self');
  expect(await jumpTo(self, 2.2, (spot) => lookAndPinch(page, spot)), 'a look and a pinch moved nobody');
}

async function losesLine() {
  const { page, context } = patient;
  const before = await look(page, 'self');
  await context.setOffline(true);
  await until(page, 'link', (link) => link === 'lost', 'the page notices that the line is gone');
  const { said } = await until(page, 'headset', (it) => it.said !== '', 'whoever wears the headset is told');
  expect(/\p{Script=Han}/u.test(said) || process.env.PATIENT, `the patient reads Chinese, and was told: ${said}`);
  await context.setOffline(false);
  await until(page, 'link', (link) => link === 'online', 'the line comes back by itself', 25_000);
  const after = await look(page, 'self');
  expect((await look(page, 'headset')).visibility === 'visible', 'the headset went off with the line');
  expect(after.slot === before.slot && Math.hypot(after.x - before.x, after.z - before.z) < 0.3, 'the lost line moved the patient');
}

async function seesThrough() {
  const { page } = patient;
  await page.locator('.wear [data-mode=ar]').evaluate((button) => button.click());
  await until(page, 'headset', (it) => it.visibility === 'visible', 'the headset is on, and see-through');
  await pictures(page, 6);
  await shoot(patient, 'see-through');
  await page.evaluate(() => globalThis.quest.activeSession.end());
  await page.waitForFunction(() => globalThis.asclepion.headset === undefined);
}
