// In and out without thinking, for everyone: node e2e/everyone.mjs URL OUTDIR
// Looks with axe at every page and every open sheet, in both languages and both themes; goes in, through all sheets and out with keys alone; goes on
// with another device by a six-digit code; comes back after a reload. Exits with 1 and a sentence on the first thing that is not as it should be.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch, look, openPage, until } from './browser.mjs';

const [url, out] = process.argv.slice(2);
if (!url || !out) {
  console.error('usage: node e2e/everyone.mjs URL OUTDIR');
  process.exit(2);
}
mkdirSync(out, { recursive: true });
const axeSource = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const SHEETS = ['chat', 'people', 'note', 'map', 'settings', 'help'];
const started = Date.now();
const step = (words) => console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${words}`);
let looks = 0;
/** All of them, so that one run tells of each. */
const violations = [];

function expect(condition, words) {
  if (!condition) throw new Error(words);
}

const browser = await launch();

/** No violation on what the page shows now, in the light and in the dark. */
async function accessible(page, name) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  for (const theme of ['light', 'dark']) {
    const faults = await page.evaluate(
      async ([chosen, tags]) => {
        const root = document.documentElement;
        const before = root.dataset.theme;
        root.dataset.theme = chosen;
        // Colours are what a theme changes; all else is looked at once. Half-way colours of a transition are nobody's.
        for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
        const options = chosen === 'light' ? { runOnly: tags } : { runOnly: ['color-contrast'] };
        const { violations } = await globalThis.axe.run(document, { ...options, resultTypes: ['violations'] });
        root.dataset.theme = before;
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, any }) => `${html.slice(0, 160)} ${any[0]?.message ?? ''}`).slice(0, 3).join(' | ')}`);
      },
      [theme, RULES],
    );
    looks++;
    for (const fault of faults) violations.push(`${name}, ${theme}: ${fault}`);
  }
}

/** A picture to look at; a bonus on a slow machine. */
const shoot = (page, name) => page.screenshot({ path: join(out, `${name}.png`), timeout: 20_000 }).catch(() => undefined);

/** Presses Tab until the element with this selector has the focus, as somebody without a mouse does; it must be seen to have it. */
async function tabTo(page, selector, words, most = 80) {
  for (let i = 0; i < most; i++) {
    const found = await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
    if (found) {
      const seen = await page.evaluate(() => {
        const element = document.activeElement;
        const drawn = (it) => it && getComputedStyle(it).outlineStyle !== 'none' && parseFloat(getComputedStyle(it).outlineWidth) >= 2;
        return drawn(element) || drawn(element.parentElement) || element.matches('canvas');
      });
      expect(seen, `${words}: the focus cannot be seen`);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`${words}: not reached with the Tab key`);
}

/** The pages before one enters, in one language. */
async function pages(locale) {
  const zh = locale.startsWith('zh');
  const { page, context, complaints } = await openPage(browser, { url, locale, width: 1024, height: 720, checked: false, detail: 'plain' });
  await page.waitForFunction(() => document.title.includes('·'));
  expect((await page.getAttribute('html', 'lang')) === (zh ? 'zh-Hans' : 'en'), 'the page does not say its language');
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
  await shoot(page, `welcome-${locale}`);
  await accessible(page, `${locale} welcome`);
  await page.locator('#name').fill(zh ? '林小雨' : 'Kim');
  const press = (words) => page.getByRole('button', { name: words }).click();
  await press(zh ? '我有六位数字码' : 'I have a six-digit code');
  await shoot(page, `code-${locale}`);
  await accessible(page, `${locale} code`);
  await page.locator('#room-code').fill(zh ? '００００００' : '000 000');
  await page.locator('.notice[role=alert]:visible').waitFor();
  await accessible(page, `${locale} wrong code`);
  await press(zh ? '返回' : 'Back');
  await press(zh ? '换一台设备进入' : 'Enter with another device');
  await page.locator('.pass .qr').waitFor();
  await shoot(page, `pass-${locale}`);
  await accessible(page, `${locale} pass`);
  await press(zh ? '返回' : 'Back');
  await page.locator('button.enter').click();
  await page.locator('.check-page').waitFor();
  await accessible(page, `${locale} check`);
  await page.goto(`${url}/headset`);
  await page.locator('.ticks li').first().waitFor();
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
  await shoot(page, `headset-${locale}`);
  await accessible(page, `${locale} headset`);
  // A wrong code is refused, and a server without media knows of no path.
  const serious = complaints.filter((complaint) => !/status of 403|\/api\/v1\/path$/.test(complaint));
  expect(serious.length === 0, `${locale}: the page complained: ${serious.join(' | ')}`);
  await context.close();
}

/** In with keys alone. */
async function enterByKeys(page) {
  await page.waitForFunction(() => document.title.includes('·'));
  await tabTo(page, '#name', 'the name');
  await page.keyboard.type('Kim');
  await tabTo(page, 'input[name=role]', 'the role');
  await page.keyboard.press('ArrowDown');
  await tabTo(page, 'button.enter', 'the way in');
  await page.keyboard.press('Enter');
  await until(page, 'ready', (ready) => ready === true, 'Kim stands in the hospital', 60_000);
}

/** Every sheet with keys alone: open, look, close, and be back where one was. */
async function sheetsByKeys(page, name) {
  if (await page.locator('.panel:visible').count()) await page.keyboard.press('Escape');
  for (const sheet of SHEETS) {
    await tabTo(page, `[data-panel=${sheet}]`, `the button of ${sheet}`);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.closest('.panel') !== null), `${name} ${sheet}: opened, but the keys are elsewhere`);
    await accessible(page, `${name} ${sheet}`);
    await shoot(page, `${sheet}-${name}`);
    if (sheet === 'settings') {
      for (const [at, more] of [[-2, 'check'], [-1, 'device']]) {
        await page.locator('.settings > .button').nth(at).press('Enter');
        if (more === 'device') await page.locator('.panel:visible .qr').waitFor();
        await accessible(page, `${name} ${more}`);
        await shoot(page, `${more}-${name}`);
        await tabTo(page, '.panel:not([hidden]) .icon-button', `the way out of ${more}`);
        await page.keyboard.press('Enter');
        await tabTo(page, '[data-panel=settings]', 'the button of settings');
        await page.keyboard.press('Enter');
      }
    }
    // Both ways out: Escape goes back to walking, the button back to where it was opened.
    if (sheet === 'people') await page.keyboard.press('Escape');
    else {
      await page.locator('.panel:visible .icon-button').press('Enter');
      expect(await page.evaluate((wanted) => document.activeElement?.matches(`[data-panel=${wanted}]`), sheet), `${name} ${sheet}: closed, and the keys are lost`);
    }
    expect((await page.locator('.panel:visible').count()) === 0, `${name} ${sheet}: does not close`);
  }
}

/** The six digits that the page shows. */
const shownCode = async (page) => (await page.locator('.panel:visible .code-shown [aria-hidden]').innerText()).replace(/\D/g, '');

try {
  await Promise.all([pages('en-GB'), pages('zh-CN')]);
  step(`every page before one enters: no violation in ${looks} looks`);

  const size = { width: 800, height: 600, detail: 'plain' };
  const laptop = await openPage(browser, { url, ...size });
  const { page } = laptop;
  await enterByKeys(page);
  step('went in with keys alone');
  await accessible(page, 'en inside');
  await sheetsByKeys(page, 'en');
  step(`every sheet with keys alone, in English: ${looks} looks`);
  const before = await look(page, 'self');

  // Another language is the same body, in the same place.
  await tabTo(page, '[data-panel=settings]', 'the button of settings');
  await page.keyboard.press('Enter');
  await page.locator('.settings button[lang=zh-Hans]').press('Enter');
  await page.waitForFunction(() => document.documentElement.lang === 'zh-Hans' && globalThis.asclepion.ready && document.querySelector('[data-panel=chat]')?.textContent.includes('聊天'));
  expect((await look(page, 'self')).slot === before.slot, 'another language made another body');
  await sheetsByKeys(page, 'zh');
  step(`every sheet in Chinese, as the same person: ${looks} looks`);

  // A reload, as a headset's browser does that was put to sleep.
  await page.reload();
  await until(page, 'ready', (ready) => ready === true, 'the reload leads back inside', 60_000);
  const after = await look(page, 'self');
  expect(after.slot === before.slot && after.room === before.room, `the reload made another body (${JSON.stringify(before)}, ${JSON.stringify(after)})`);
  expect(Math.hypot(after.x - before.x, after.z - before.z) < 0.5, 'the reload moved the body');
  step('a reload leads back to the same body');

  // On to the phone, by large buttons.
  await page.locator('[data-panel=settings]').click();
  await page.locator('.settings > .button').last().click();
  await page.locator('.panel:visible .qr').waitFor();
  const code = await shownCode(page);
  expect(/^\d{6}$/.test(code), `no code is shown, but "${code}"`);
  const phone = await openPage(browser, { url, locale: 'en', width: 390, height: 760, touch: true, detail: 'plain' });
  await phone.page.waitForFunction(() => document.title.includes('·'));
  await phone.page.getByRole('button', { name: /six-digit code|六位数字码/ }).click();
  for (const digit of code) await phone.page.getByRole('button', { name: digit, exact: true }).click();
  await phone.page.locator('.known').waitFor();
  expect((await phone.page.locator('.known').innerText()).includes('Kim'), 'the phone does not know whose code it is');
  await accessible(phone.page, 'phone welcome by code');
  expect((await look(page, 'link')) === 'online', 'the laptop stopped before the phone was there');
  await phone.page.locator('button.enter').click();
  await until(phone.page, 'ready', (ready) => ready === true, 'the phone is inside', 60_000);
  await page.locator('.dialog').waitFor();
  const onPhone = await look(phone.page, 'self');
  expect(onPhone.slot === before.slot && Math.hypot(onPhone.x - after.x, onPhone.z - after.z) < 0.5, 'the phone is somebody else, or elsewhere');
  await accessible(page, 'laptop fenced');
  await accessible(phone.page, 'phone inside');
  await shoot(phone.page, 'phone-inside');
  step('on to the phone by six digits: same body, same place, and the laptop stopped');

  // The code is used up; what the laptop still knows opens nothing.
  await page.locator('.dialog .button').last().click();
  await page.getByRole('button', { name: /six-digit code|六位数字码/ }).click();
  await page.locator('#room-code').fill(code);
  await page.locator('.notice[role=alert]:visible').waitFor();
  await page.reload();
  await page.waitForFunction(() => document.title.includes('·'));
  expect((await look(page, 'link')) === 'none', 'the laptop came back in by itself');
  step('the code is used up');

  // Out, with keys alone.
  await tabTo(phone.page, '.bar button:last-child', 'the way out');
  await phone.page.keyboard.press('Enter');
  await accessible(phone.page, 'leave?');
  await phone.page.keyboard.press('Escape');
  expect(!(await phone.page.locator('.dialog').isVisible()), 'Escape does not mean stay');
  await tabTo(phone.page, '.bar button:last-child', 'the way out again');
  await phone.page.keyboard.press('Enter');
  await phone.page.keyboard.press('Tab');
  await phone.page.keyboard.press('Enter');
  await until(phone.page, 'link', (link) => link === 'ended', 'the phone has left');
  await accessible(phone.page, 'left');
  step(`out with keys alone; ${looks} looks in all`);

  for (const { complaints, requests } of [laptop, phone]) {
    const serious = complaints.filter((complaint) => !/status of 403|WebSocket connection/.test(complaint));
    expect(serious.length === 0, `the page complained: ${serious.slice(0, 3).join(' | ')}`);
    const foreign = requests.filter((request) => /^(https?|wss?):/.test(request) && new URL(request).host !== new URL(url).host);
    expect(foreign.length === 0, `asked of another host: ${foreign[0]}`);
    expect(!requests.some((request) => request.includes(code)), 'the code stood in an address');
  }
  expect(violations.length === 0, `axe found:\n  ${violations.join('\n  ')}`);
  console.log('everyone: all as it should be');
} catch (error) {
  console.error(`everyone: FAILED: ${error.message}`);
  if (!error.message.startsWith('axe')) for (const violation of violations) console.error(violation);
  let i = 0;
  for (const context of browser.contexts()) for (const open of context.pages()) await open.screenshot({ path: join(out, `failed-${i++}.png`), timeout: 20_000 }).catch(() => undefined);
  process.exitCode = 1;
} finally {
  await browser.close();
}
