// Looks at what the check page says of the path, before entering: node e2e/path.mjs URL OUTDIR
// Straight, with UDP taken away, with nothing left, and where there is a TURN server through that alone; then also inside. Exits with 1 and a sentence on the
// first thing that is not as it should be.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launch, look, openPage, until } from './browser.mjs';
import { fillIn } from './steps.mjs';

const [url, out] = process.argv.slice(2);
if (!url || !out) {
  console.error('usage: node e2e/path.mjs URL OUTDIR');
  process.exit(2);
}
mkdirSync(out, { recursive: true });
const PATIENCE_MS = 30_000;
const browser = await launch();

/** Opens the check page, its answers about paths changed, and waits for these words about the line. */
async function check(name, words, { change = (answer) => answer, relayOnly = false, fault = false, goIn = false, ...options } = {}) {
  const { page, context, complaints } = await openPage(browser, { url, checked: false, width: 1280, height: 900, ...options });
  let relays = 0;
  await page.route('**/api/v1/path', async (route) => {
    const response = await route.fetch();
    const answer = await response.json();
    relays = answer.iceServers.length;
    await route.fulfill({ response, json: change(answer) });
  });
  if (relayOnly) {
    await page.evaluate(() => {
      const Native = RTCPeerConnection;
      globalThis.RTCPeerConnection = class extends Native {
        constructor(configuration) {
          super({ ...configuration, iceTransportPolicy: 'relay' });
        }

        setConfiguration(configuration) {
          super.setConfiguration({ ...configuration, iceTransportPolicy: 'relay' });
        }
      };
    });
  }
  await fillIn(page, { name: 'Kim', role: 'patient' });
  const line = page.locator('.check [role=status]', { hasText: words });
  await line.waitFor({ timeout: PATIENCE_MS }).catch(async () => {
    throw new Error(`${name}: the page says "${await page.locator('.check .activity').innerText()}", and not "${words}"`);
  });
  const faults = await line.locator('.fault').count();
  if (faults !== (fault ? 1 : 0)) throw new Error(`${name}: ${faults} words in the colour of faults`);
  console.log(`${name}: ${(await line.innerText()).replaceAll('\n', ' ')}`);
  // Inside, too: as the check said.
  const enter = async () => {
    await page.locator('button.enter').click();
    await until(page, 'call', (call) => call?.state === 'up' && call.way?.way === 'relay', `${name}: a path through the relay`, 60_000);
    console.log(`${name}: inside ${JSON.stringify((await look(page, 'call')).way)}`);
  };
  await page.screenshot({ path: join(out, `${name}.png`), timeout: 45_000 });
  if (goIn) await enter();
  if (complaints.length > 0) throw new Error(`${name}: ${complaints.join('; ')}`);
  await context.close();
  return relays;
}

const without = (kind) => ({ sdp, ...rest }) => ({ ...rest, sdp: sdp.replaceAll(new RegExp(`a=candidate:\\d+ 1 ${kind} [^\\r]*\\r\\n`, 'g'), '') });

try {
  const straight = check('path-en', 'straight to the hospital');
  const others = [
    check('path-zh-dark', '绕了一点路', { change: without('udp'), locale: 'zh-CN', dark: true }),
    check('none-en-dark', 'cannot reach the hospital', { change: (answer) => ({ ...without('\\w+')(answer), iceServers: [] }), fault: true, dark: true }),
    straight.then((relays) => relays > 0 && check('relay-zh', '经过中转', { relayOnly: true, goIn: true, detail: 'plain', locale: 'zh-CN' })),
  ];
  await Promise.all([straight, ...others]);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await browser.close();
}
