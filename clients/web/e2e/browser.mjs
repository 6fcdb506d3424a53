// A real Chromium for the tests: how it is found, started and watched.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

export function findBrowser() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES) if (existsSync(join(folder, name))) return join(folder, name);
  }
  throw new Error('no browser found: install chromium, or name one in the environment variable CHROMIUM');
}

export function launch() {
  return chromium.launch({
    executablePath: findBrowser(),
    headless: true,
    args: [
      '--no-sandbox',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--ignore-gpu-blocklist',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-background-timer-throttling',
      '--disable-backgrounding-occluded-windows',
      '--disable-renderer-backgrounding',
      // A microphone that beeps, a camera with a moving picture, a screen to show; permission is given at once.
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
    ],
  });
}

/** A page of its own, whose requests and complaints are kept. `prepare` is given the context before there is a page. */
export async function openPage(browser, { url, locale = 'en', width = 640, height = 400, dark = false, touch = false, scale = 1, detail = 'full', checked = true, prepare }) {
  const context = await browser.newContext({
    locale,
    viewport: { width, height },
    deviceScaleFactor: scale,
    hasTouch: touch,
    isMobile: touch,
    colorScheme: dark ? 'dark' : 'light',
  });
  // Whoever was here before is not led past microphone and camera again.
  await context.addInitScript((preferences) => localStorage.getItem('asclepion.preferences') ?? localStorage.setItem('asclepion.preferences', preferences), JSON.stringify({ checked }));
  await prepare?.(context);
  const page = await context.newPage();
  const requests = [];
  const complaints = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('websocket', (socket) => requests.push(socket.url()));
  page.on('pageerror', (error) => complaints.push(`page error: ${error.stack ?? error}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()} ${message.location().url}`);
  });
  await page.goto(`${url}/?debug&detail=${detail}`);
  page.setDefaultTimeout(60_000);
  return { context, page, requests, complaints };
}

/** What the page's read-only test hook says. */
export const look = (page, what) => page.evaluate((name) => globalThis.asclepion?.[name], what);

/** Waits for a condition on what the hook says; `test` runs here. */
export async function until(page, what, test, words, timeout = 20_000) {
  const end = Date.now() + timeout;
  let last;
  for (;;) {
    last = await look(page, what);
    if (last !== undefined && test(last)) return last;
    if (Date.now() > end) throw new Error(`not seen within ${timeout / 1000} s: ${words}. Last ${what}: ${JSON.stringify(last)?.slice(0, 800)}`);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
}
