// Looks at sound and pictures: the check page, the call's buttons, the board. node e2e/mediashots.mjs URL OUTDIR [check|call]...
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launch, look, openPage } from './browser.mjs';
import { enter, faceTo, fillIn, goTo, openSpot } from './steps.mjs';

const [url, out, ...parts] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const browser = await launch();
const wanted = (part) => parts.length === 0 || parts.includes(part);
const say = (complaints) => complaints.length > 0 && console.log([...new Set(complaints)].slice(0, 6).join('\n'));
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// Not by the mouse, which waits for a steady picture: without a graphics card there is none.
const press = (page, selector) => page.locator(selector).evaluate((button) => button.click());

async function shoot(page, name, options = {}) {
  await page.screenshot({ path: join(out, `${name}.png`), timeout: 90_000, ...options });
  console.log(name);
}

if (wanted('check')) {
  for (const [name, options, on] of [
    ['check-en', { width: 1280, height: 900 }, false],
    ['check-en-on', { width: 1280, height: 900 }, true],
    ['check-zh-dark-on', { width: 1280, height: 900, locale: 'zh-CN', dark: true }, true],
    ['check-phone-on', { width: 390, height: 844, touch: true, scale: 2 }, true],
    ['check-phone-zh', { width: 390, height: 844, touch: true, scale: 2, locale: 'zh-CN' }, false],
  ]) {
    const { page, context, complaints } = await openPage(browser, { url, checked: false, ...options });
    await fillIn(page, { name: 'Kim', role: 'patient' });
    await page.locator('.check').waitFor();
    if (on) {
      await page.locator('.check .microphone .button').click();
      await page.locator('.check .camera .button').click();
      await page.locator('.check video:not([hidden])').waitFor();
      await pause(1_500);
    }
    await shoot(page, name, { fullPage: options.touch === true });
    say(complaints);
    await context.close();
  }
}
/** Two people face each other; one of them has camera and screen on. */
if (wanted('call')) {
  for (const [name, options, room, panel] of [
    ['call-en', { width: 960, height: 600 }, 'mdt'],
    ['call-zh-dark', { width: 1280, height: 800, locale: 'zh-CN', dark: true, detail: 'plain' }, 'consultation-1'],
    ['call-phone', { width: 390, height: 844, touch: true, scale: 2, detail: 'plain' }, 'consultation-1'],
    ['call-phone-zh', { width: 390, height: 844, touch: true, scale: 2, locale: 'zh-CN', detail: 'plain' }, 'consultation-1'],
    ['call-sound-en', { width: 1280, height: 800, detail: 'plain' }, 'lobby', true],
    ['call-sound-phone-zh', { width: 390, height: 844, touch: true, scale: 2, locale: 'zh-CN', detail: 'plain' }, 'lobby', true],
  ]) {
    if (process.env.ONLY && !process.env.ONLY.split(',').includes(name)) continue;
    const other = await openPage(browser, { url, width: 640, height: 400, detail: 'plain' });
    if (process.env.PRETEND) await other.page.evaluate(pretend);
    await enter(other.page, { name: 'Dr. Ada Kim', role: 'doctor', room });
    const { page, context, complaints } = await openPage(browser, { url, ...options });
    if (process.env.PRETEND) await page.evaluate(pretend);
    await enter(page, { name: '林小雨', role: room === 'mdt' ? 'specialist' : 'patient', room, patience: 120_000 });
    await press(page, '.call .microphone');
    await press(page, '.call .camera');
    await press(other.page, '.call .camera');
    await press(other.page, '.call .screen');
    await press(other.page, '.call .microphone');
    // At arm's length a person covers everything.
    const spot = await openSpot(other.page, 1.7);
    await goTo(other.page, spot.x, spot.z).catch(() => undefined);
    await faceTo(other.page, ...Object.values(await look(page, 'self')).slice(2, 4));
    const [me, them] = [await look(page, 'self'), (await look(page, 'people')).find((person) => !person.self)];
    await page.evaluate(([yaw]) => globalThis.asclepion.face(yaw, 0), [Math.atan2(-(them.x - me.x), -(them.z - me.z)) + (options.touch ? 0 : 0.2)]);
    await page.keyboard.press('c');
    await pause(Number(process.env.WAIT ?? 5_000));
    if (panel) await press(page, '.call .quality');
    await pause(2_000);
    await shoot(page, name);
    console.log(JSON.stringify(await look(page, 'call')));
    say(complaints);
    await context.close();
    await other.context.close();
  }
}

/** The wall screen of a consultation room, with what somebody shows. */
if (wanted('board')) {
  const { page, context, complaints } = await openPage(browser, { url, width: 900, height: 560 });
  if (process.env.PRETEND) await page.evaluate(pretend);
  await enter(page, { name: 'Kim', role: 'patient', room: 'consultation-1', patience: 120_000 });
  await faceTo(page, 30.6, 10.1);
  await page.keyboard.press('c');
  await pause(Number(process.env.WAIT ?? 5_000));
  await shoot(page, 'board');
  say(complaints);
  await context.close();
}

/** Without a server that carries media: the fake devices' own pictures stand for everybody's. */
async function pretend() {
  const { Call } = await import('/src/app/call.ts');
  const screen = document.createElement('canvas');
  screen.width = 1280;
  screen.height = 720;
  const pen = screen.getContext('2d');
  const draw = () => {
    pen.fillStyle = '#ffffff';
    pen.fillRect(0, 0, 1280, 720);
    pen.fillStyle = '#22303a';
    pen.font = '700 56px "Noto Sans"';
    pen.fillText('Chest X-ray, 21 November', 80, 120);
    pen.fillStyle = '#5b93b5';
    for (let i = 0; i < 8; i++) pen.fillRect(90 + i * 140, 640 - 60 * (i % 5) - 90, 90, 60 * (i % 5) + 90);
    requestAnimationFrame(draw);
  };
  draw();
  const play = (stream) => {
    const video = document.createElement('video');
    video.muted = true;
    video.srcObject = stream;
    void video.play();
    return video;
  };
  const face = play(await navigator.mediaDevices.getUserMedia({ video: true }));
  const board = play(screen.captureStream(5));
  Call.prototype.cameras = function () {
    return new Map([...this.world.people(0)].filter((person) => !person.self).map((person) => [person.key, face]));
  };
  Call.prototype.screens = () => [{ key: 'x', slot: 0, video: board }];
  const { MediaPeer } = await import('/src/media/peer.ts');
  MediaPeer.prototype.handleRefused = () => true;
  Object.defineProperty(Call.prototype, 'verdict', { get: () => 'good' });
  const { start } = Call.prototype;
  Call.prototype.start = function () {
    start.call(this);
    setInterval(() => this.events.emit('pictures', {}), 500);
  };
}
await browser.close();
