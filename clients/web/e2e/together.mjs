// Three people in browsers and two libwebrtc peers in one room: node e2e/together.mjs URL OUTDIR, while asclepion call is in instance
// "call" of the lobby (--participants 2 --video --template lobby). All hear and see each other, from the side where the others stand.
// Exits with 1 and a sentence on the first thing that is not as it should be.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launch, look, openPage, until } from './browser.mjs';
import { fillIn } from './steps.mjs';

const [url, out] = process.argv.slice(2);
if (!url || !out) {
  console.error('usage: node e2e/together.mjs URL OUTDIR');
  process.exit(2);
}
mkdirSync(out, { recursive: true });

const PATIENCE_MS = 120_000;
const LISTEN_MS = 2_000;
const LOUD = 0.003;
const PEOPLE = [
  { name: 'Ada', role: 'doctor' },
  { name: 'Bo', role: 'doctor' },
  { name: 'Cy', role: 'doctor' },
];
const started = Date.now();
const step = (words) => console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${words}`);

function expect(condition, words) {
  if (!condition) throw new Error(words);
}

/** Waits until pictures of so many senders are decoded. */
async function sees(page, count, words) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const pictures = (await page.evaluate(() => globalThis.asclepion.stats())).filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'video').map(({ mid, framesDecoded = 0 }) => ({ mid, framesDecoded }));
    if (pictures.filter(({ framesDecoded }) => framesDecoded > 3).length >= count) return;
    if (Date.now() > end) throw new Error(`not seen: ${words}: ${JSON.stringify(pictures)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Waits until so many voices have each been loud; a browser's made-up microphone is silent between its beeps. */
async function hears(page, count, words) {
  const end = Date.now() + PATIENCE_MS;
  const loud = new Set();
  while (loud.size < count) {
    for (const { mid, level } of (await look(page, 'call')).voices) if (level > LOUD) loud.add(mid);
    if (Date.now() > end) throw new Error(`not heard: ${words}: ${[...loud].join(' ')}`);
  }
}

const browser = await launch();
const pages = [];
try {
  for (const who of PEOPLE) {
    const { page, complaints } = await openPage(browser, { url, locale: 'en', width: 320, height: 200, detail: 'plain' });
    pages.push({ ...who, page, complaints });
    await page.route('**/api/v1/tickets', (route) => route.continue({ postData: JSON.stringify({ ...JSON.parse(route.request().postData()), room: 'lobby', instance: 'call' }) }));
    await fillIn(page, who);
    await until(page, 'ready', (ready) => ready === true, `${who.name} stands in the lobby`, PATIENCE_MS);
    await page.keyboard.press('Escape');
  }
  const [ada, bo, cy] = pages;
  for (const { page, name } of pages) {
    await until(page, 'people', (people) => people.length === PEOPLE.length + 2, `${name} is with four others`, PATIENCE_MS);
    await until(page, 'call', (call) => call?.state === 'up', 'the path for sound is up', PATIENCE_MS);
  }
  step('five are in one room');

  // As yet only the peer speaks: turned to the right, one has it on the left.
  await until(ada.page, 'call', ({ voices }) => voices.length === 1 && voices[0].level > 0.003, 'Ada hears the peer', PATIENCE_MS);
  const peer = (await look(ada.page, 'people')).find(({ name }) => name === 'Peer 1');
  const ratio = async (side) => {
    await ada.page.evaluate(([x, z, to]) => globalThis.asclepion.face(Math.atan2(-(x - globalThis.asclepion.self.x), -(z - globalThis.asclepion.self.z)) + (to * Math.PI) / 2), [peer.x, peer.z, side]);
    const { left, right } = await ada.page.evaluate((milliseconds) => globalThis.asclepion.hearing(milliseconds), LISTEN_MS);
    return left / right;
  };
  const left = await ratio(-1);
  const right = await ratio(1);
  console.log(`          left/right ${left.toFixed(2)} with the peer on the left, ${right.toFixed(2)} on the right`);
  expect(left > 1 && right < 1 && left > 1.5 * right, `the balance does not follow the side: ${left} ${right}`);
  step('the peer is heard from where it stands');

  for (const { page } of pages) {
    await page.keyboard.press('m');
    await page.locator('.call .camera').evaluate((button) => button.click());
  }
  for (const { page, name } of pages) {
    await hears(page, 3, `${name} hears the other two and the peer`);
    await sees(page, 4, `${name} sees the other four`);
  }
  step('all hear and see all others');
  await ada.page.screenshot({ path: join(out, 'together.png'), timeout: 45_000 }).catch(() => console.log('no picture'));

  expect(bo.complaints.length + ada.complaints.length + cy.complaints.length === 0, `a page complains: ${[...ada.complaints, ...bo.complaints, ...cy.complaints].slice(0, 3).join('\n')}`);
  console.log('all as it should be');
} catch (error) {
  for (const { name, page } of pages) console.log(name, JSON.stringify(await look(page, 'call').catch(() => 'no answer')));
  console.error(`not as it should be: ${error.message}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
