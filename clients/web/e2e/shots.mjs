// Looks at the product: pictures of the pages and the rooms. node e2e/shots.mjs URL OUTDIR [welcome|rooms|panels]...
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launch, openPage } from './browser.mjs';
import { enter, stand } from './steps.mjs';

const [url, out, ...parts] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const browser = await launch();
const wanted = (part) => parts.length === 0 || parts.includes(part);
const say = (complaints) => complaints.length > 0 && console.log([...new Set(complaints)].slice(0, 6).join('\n'));

async function shoot(page, name) {
  await page.screenshot({ path: join(out, `${name}.png`) });
  console.log(name);
}

if (wanted('welcome')) {
  for (const [name, options] of [
    ['welcome-en', { width: 1280, height: 800 }],
    ['welcome-zh', { width: 1280, height: 800, locale: 'zh-CN' }],
    ['welcome-dark', { width: 1280, height: 800, dark: true }],
    ['welcome-phone', { width: 390, height: 844, touch: true, scale: 2 }],
    ['welcome-phone-zh', { width: 390, height: 844, touch: true, scale: 2, locale: 'zh-CN' }],
  ]) {
    const { page, context, complaints } = await openPage(browser, { url, ...options });
    await page.waitForLoadState('networkidle');
    await shoot(page, name);
    if (name === 'welcome-en') await page.screenshot({ path: join(out, 'welcome-en-full.png'), fullPage: true });
    say(complaints);
    await context.close();
  }
}

if (wanted('panels')) {
  for (const locale of ['en', 'zh-CN']) {
    const { page, context, complaints } = await openPage(browser, { url, locale, width: 1100, height: 900, detail: 'plain' });
    await enter(page, { name: 'Kim', role: 'doctor', room: 'consultation-1' });
    await page.keyboard.press('c');
    await page.evaluate(() => document.querySelector('.hud').remove());
    for (const [theme, scale, tab] of [['light', 1, 0], ['light', 1, 1], ['contrast', 1, 0], ['contrast', 1.5, 1]]) {
      const name = `panels-${locale === 'en' ? 'en' : 'zh'}-${theme}-${tab}`;
      await page.evaluate(async (look) => { globalThis.takeDown?.(); globalThis.takeDown = await globalThis.asclepion.panels(...look); }, [theme, scale, tab]);
      await new Promise((resolve) => setTimeout(resolve, 4000));
      await shoot(page, name);
    }
    say(complaints);
    await context.close();
  }
}

if (wanted('rooms')) {
  const views = JSON.parse(process.env.VIEWS ?? 'null') ?? [['lobby', 'patient', undefined]];
  for (const [room, role, at, name = room, options = {}] of views) {
    const { page, context, complaints } = await openPage(browser, { url, width: 1280, height: 720, ...options });
    await enter(page, { name: 'Kim', role, room, ...options.entry });
    if (at) await stand(page, at);
    await new Promise((resolve) => setTimeout(resolve, Number(process.env.WAIT ?? 4000)));
    if (options.first) await page.keyboard.press('c');
    if (options.panel) await page.getByRole('button', { name: options.panel, exact: true }).first().click();
    await new Promise((resolve) => setTimeout(resolve, 2500));
    await shoot(page, name);
    console.log(JSON.stringify(await page.evaluate(() => ({ cost: globalThis.asclepion.cost, self: globalThis.asclepion.self }))));
    say(complaints);
    await context.close();
  }
}
await browser.close();
