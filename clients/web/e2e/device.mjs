// A device that is not ours shows its picture on a board, and a display elsewhere what hangs there: node e2e/device.mjs URL OUTDIR OPERATOR_TOKEN
// GStreamer speaks WHIP into one room: the real page in that room decodes it on the right board, under the device's name, and knows of the
// display; the page in another room gets not one packet; GStreamer gets the board's picture by WHEP; a revoked ticket ends it at once.
// Exits with 1 and a sentence on the first thing that is not as it should be.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { launch, look, openPage, until } from './browser.mjs';
import { enter } from './steps.mjs';

const [url, out, operator] = process.argv.slice(2);
if (!url || !out || !operator) {
  console.error('usage: node e2e/device.mjs URL OUTDIR OPERATOR_TOKEN');
  process.exit(2);
}
mkdirSync(out, { recursive: true });

const ROOM = 'mdt';
/** Where a system keeps Python, there its packages put what speaks to GStreamer. */
const PYTHON = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';
const started = Date.now();
const step = (words) => console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${words}`);

function expect(condition, words) {
  if (!condition) throw new Error(words);
}

/** Asks the server what only its operator may. */
async function ask(method, path, body) {
  const answer = await fetch(`${url}${path}`, { method, headers: { authorization: `Bearer ${operator}`, 'content-type': 'application/json' }, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? undefined : answer.json();
}

/** How many connections of devices and displays the server has. */
const devices = async () => Number(/^asclepion_media_devices (\S+)$/m.exec(await (await fetch(`${url}/metrics`)).text())?.[1]);

const running = [];

/** GStreamer with a ticket; `said` is the last thing it said of each kind. */
function gstreamer(way, ticket, codec) {
  const child = spawn(PYTHON, ['e2e/device.py', way, `${url}${ticket.endpoint}`, codec], { env: { ...process.env, ASCLEPION_TOKEN: ticket.token, ADDRESS: '127.0.0.1' }, stdio: ['pipe', 'pipe', 'inherit'] });
  running.push(child);
  const said = {};
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [what, value] = line.split(' ');
    said[what] = Number.isNaN(Number(value)) ? value : Number(value);
  });
  return { child, said };
}

async function eventually(test, words, timeout = 20_000) {
  const end = Date.now() + timeout;
  while (!(await test())) {
    if (Date.now() > end) throw new Error(`not seen within ${timeout / 1000} s: ${words}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Sums a figure over the pictures a page receives. */
const received = async ({ page }, field) => (await page.evaluate(() => globalThis.asclepion.stats())).filter((stat) => stat.type === 'inbound-rtp' && stat.kind === 'video').reduce((sum, stat) => sum + (stat[field] ?? 0), 0);

async function moreFrames(who, words) {
  const before = await received(who, 'framesDecoded');
  await eventually(async () => (await received(who, 'framesDecoded')) > before + 5, words);
}

const browser = await launch();
try {
  const size = { width: 480, height: 300, detail: 'plain' };
  const [doctor, visitor] = await Promise.all([openPage(browser, { url, locale: 'en', ...size }), openPage(browser, { url, locale: 'zh-CN', ...size })]);
  await enter(doctor.page, { name: 'Dr. Ada Kim', role: 'doctor', room: ROOM });
  await enter(visitor.page, { name: '林小雨', role: 'patient' });
  for (const { page } of [doctor, visitor]) await until(page, 'call', (call) => call?.state === 'up', 'the path for pictures is up');
  const h264 = await doctor.page.evaluate(() => RTCRtpReceiver.getCapabilities('video').codecs.some(({ mimeType }) => mimeType === 'video/H264'));
  step(`a doctor is in the room with boards, a patient in the lobby; this browser ${h264 ? 'has' : 'lacks'} H.264`);

  const wall = await ask('POST', '/api/v1/devices', { room: ROOM, way: 'out', label: 'Corridor display', minutes: 5 });
  for (const codec of h264 ? ['h264', 'vp8'] : ['vp8']) {
    const scope = await ask('POST', '/api/v1/devices', { room: ROOM, board: 1, label: 'Endoscope 内镜', minutes: 5 });
    const device = gstreamer('publish', scope, codec);
    await until(doctor.page, 'call', ({ screens }) => screens.length === 1 && screens[0].width === 320, `the endoscope’s picture in ${codec}`);
    const [screen] = (await look(doctor.page, 'call')).screens;
    expect(screen.device.board === 1 && screen.device.label === 'Endoscope 内镜', `it is said to be ${JSON.stringify(screen.device)}`);
    await moreFrames(doctor, 'pictures that go on');
    await doctor.page.locator('button.screen[aria-label^="Endoscope 内镜 shows a picture"]').waitFor({ timeout: 5_000 });
    expect(device.said.session === 201, 'the device was answered 201');
    step(`the doctor sees the device’s picture in ${codec} on the second board, by its name`);

    const display = gstreamer('receive', wall, codec);
    await eventually(() => display.said.frames > 5, `frames decoded by GStreamer in ${codec}`);
    await doctor.page.locator('.displays', { hasText: 'Corridor display' }).waitFor({ timeout: 5_000 });
    await doctor.page.screenshot({ path: join(out, `${codec}.png`), timeout: 45_000 });
    expect((await received(visitor, 'packetsReceived')) === 0, 'a packet reached the other room');
    expect((await look(visitor.page, 'call')).screens.length === 0, 'the other room is told of a picture');
    step(`a display decodes it too, which the doctor is told; the other room got 0 packets`);

    await ask('DELETE', `/api/v1/devices/${scope.id}`);
    expect((await devices()) === 1, 'the device still has a connection');
    const [browserHas, displayHas] = [await received(doctor, 'packetsReceived'), display.said.frames];
    await until(doctor.page, 'call', ({ screens }) => screens.length === 0, 'the board is empty');
    // What was under way when the ticket ended may still arrive; nothing is sent after.
    expect((await received(doctor, 'packetsReceived')) <= browserHas + 5, 'pictures of a revoked device');
    expect(display.said.frames <= displayHas + 3, 'frames of a revoked device');
    const again = await fetch(`${url}${scope.endpoint}`, { method: 'POST', headers: { authorization: `Bearer ${scope.token}`, 'content-type': 'application/sdp' }, body: 'v=0' });
    expect(again.status === 401 && again.headers.get('www-authenticate') === 'Bearer', `a revoked ticket is answered ${again.status}`);
    step('revoked: the picture is gone at once, and the ticket is good for nothing');

    display.child.stdin.end();
    await eventually(() => display.said.closed === 200, 'the display took its leave');
    await doctor.page.locator('.displays').waitFor({ state: 'hidden', timeout: 5_000 });
    device.child.kill();
  }
  const complaints = [...doctor.complaints, ...visitor.complaints];
  expect(complaints.length === 0, complaints.join('\n'));
} catch (error) {
  console.error(error.stack ?? String(error));
  process.exitCode = 1;
} finally {
  for (const child of running) child.kill('SIGKILL');
  await browser.close();
}
