// Two people in two browsers hear and see each other: node e2e/talk.mjs URL OUTDIR
// A doctor and a patient enter muted, switch their microphones on, hear each other from the side the other stands on, see a camera and a
// screen, get through a change of network without a click, and hear nothing once the other has gone. Exits with 1 and a sentence on the
// first thing that is not as it should be.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launch, look, openPage, until } from './browser.mjs';
import { enter } from './steps.mjs';

const [url, out] = process.argv.slice(2);
if (!url || !out) {
  console.error('usage: node e2e/talk.mjs URL OUTDIR');
  process.exit(2);
}
mkdirSync(out, { recursive: true });

const size = { width: Number(process.env.WIDTH ?? 480), height: Number(process.env.HEIGHT ?? 300), detail: process.env.DETAIL ?? 'plain' };
const started = Date.now();
const step = (words) => console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${words}`);
const LISTEN_MS = 2_500;

function expect(condition, words) {
  if (!condition) throw new Error(words);
}

const browser = await launch();
let doctor;
let patient;

async function shoot(who, name) {
  await who.page.screenshot({ path: join(out, `${name}.png`), timeout: 45_000 }).catch((error) => console.log(`no picture ${name}: ${error.message.split('\n')[0]}`));
}

const other = (people) => people.find((person) => !person.self);
const hearing = (page) => page.evaluate((milliseconds) => globalThis.asclepion.hearing(milliseconds), LISTEN_MS);
/** Sums a figure over what the browser counts of received streams of a kind. */
const received = async (page, kind, field) => (await page.evaluate(() => globalThis.asclepion.stats())).filter((stat) => stat.type === 'inbound-rtp' && stat.kind === kind).reduce((sum, stat) => sum + (stat[field] ?? 0), 0);

/** Waits until such a sum is larger than it is now. */
async function grows(page, kind, field, words) {
  const before = await received(page, kind, field);
  const end = Date.now() + 20_000;
  while ((await received(page, kind, field)) <= before) {
    if (Date.now() > end) throw new Error(`not seen within 20 s: ${words} (${field} stays ${before})`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Turns a person a quarter turn away from the other, to the left (1) or to the right (-1). */
async function turnAside(page, side) {
  await page.evaluate((to) => {
    const { self, people, face } = globalThis.asclepion;
    const them = people.find((person) => !person.self);
    face(Math.atan2(-(them.x - self.x), -(them.z - self.z)) + (to * Math.PI) / 2);
  }, side);
}

try {
  doctor = await openPage(browser, { url, locale: 'en', ...size });
  patient = await openPage(browser, { url, locale: 'zh-CN', ...size });
  await enter(doctor.page, { name: 'Dr. Ada Kim', role: 'doctor' });
  await enter(patient.page, { name: '林小雨', role: 'patient' });
  for (const { page } of [doctor, patient]) {
    await until(page, 'people', (people) => other(people)?.voice === 'off', 'the other is there, and muted');
    await until(page, 'call', (call) => call?.state === 'up', 'the path for sound is up');
  }
  step('both are in the lobby, muted, and their paths are up');
  expect((await look(doctor.page, 'call')).voices.every(({ level }) => level < 0.001), 'somebody is heard who is muted');

  for (const { page } of [doctor, patient]) await page.keyboard.press('m');
  await until(doctor.page, 'people', (people) => other(people)?.voice !== 'off', 'the patient’s microphone is seen to be open');
  await until(doctor.page, 'call', ({ voices }) => voices.length === 1 && voices[0].level > 0.003, 'the doctor hears the patient');
  await until(patient.page, 'call', ({ voices }) => voices.length === 1 && voices[0].level > 0.003, 'the patient hears the doctor');
  await grows(doctor.page, 'audio', 'packetsReceived', 'sound that comes to the doctor');
  step('both are heard');

  // Turned to the right, one has the other on the left.
  await turnAside(doctor.page, -1);
  const left = await hearing(doctor.page);
  await turnAside(doctor.page, 1);
  const right = await hearing(doctor.page);
  const ratio = ({ left: l, right: r }) => l / r;
  console.log(`          left/right ${ratio(left).toFixed(2)} with the other on the left, ${ratio(right).toFixed(2)} on the right`);
  // Judged together: speech changes its balance with its pitch, and by how much either side alone stands out is chance. Without a side both would be 1.
  expect(ratio(left) > 1 && ratio(right) < 1 && ratio(left) > 1.5 * ratio(right), `the balance does not follow the side: ${JSON.stringify({ left, right })}`);
  step('and from the side where the other stands');

  await patient.page.locator('.call .camera').evaluate((button) => button.click());
  await until(doctor.page, 'call', ({ cameras }) => cameras.length === 1 && cameras[0].width > 0, 'the doctor sees the patient’s camera', 30_000);
  await grows(doctor.page, 'video', 'framesDecoded', 'pictures of the patient’s camera');
  await doctor.page.evaluate(() => {
    const { self, people, face } = globalThis.asclepion;
    const them = people.find((person) => !person.self);
    face(Math.atan2(-(them.x - self.x), -(them.z - self.z)));
  });
  await shoot(doctor, 'call-camera');
  step('the patient’s camera is seen');

  await doctor.page.evaluate(() => window.dispatchEvent(new Event('online')));
  await until(doctor.page, 'call', ({ state }) => state === 'up', 'the path comes back after a change of network', 30_000);
  await grows(doctor.page, 'audio', 'packetsReceived', 'sound on the new path');
  step('a change of network needs no click');

  await patient.page.keyboard.press('m');
  await until(doctor.page, 'people', (people) => other(people)?.voice === 'off', 'the patient’s microphone is seen to be off');
  await patient.page.evaluate(() => globalThis.asclepion.leave());
  await until(doctor.page, 'people', (people) => !other(people), 'the patient has left');
  await until(doctor.page, 'call', ({ voices, cameras }) => voices.length === 0 && cameras.length === 0, 'nobody is heard or seen any more');
  step('who has left is neither heard nor seen');

  for (const { page, requests, complaints } of [doctor, patient]) {
    const strangers = requests.filter((request) => !request.startsWith(url) && !request.startsWith(url.replace('http', 'ws')) && !request.startsWith('blob:') && !request.startsWith('data:'));
    expect(strangers.length === 0, `asked of other hosts: ${strangers.slice(0, 3).join(' ')}`);
    expect(complaints.length === 0, `the page complains: ${complaints.slice(0, 3).join('\n')}`);
    await page.close();
  }
  console.log('all as it should be');
} catch (error) {
  for (const [name, who] of Object.entries({ doctor, patient })) {
    if (!who) continue;
    await shoot(who, `failed-${name}`);
    console.log(name, JSON.stringify(await look(who.page, 'call').catch(() => 'no answer')), who.complaints.slice(0, 5).join('\n'));
  }
  console.error(`not as it should be: ${error.message}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
