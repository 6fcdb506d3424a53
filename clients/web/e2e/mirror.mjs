// Somebody chooses at the mirror how they look, by keyboard alone, and others see them so: node e2e/mirror.mjs URL OUTDIR
// PICTURES=1 also takes pictures of the page in both languages and themes, of a phone, and of people in a consultation.
// Exits with 1 and a sentence on the first thing that is not as it should be.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launch, look, openPage, until } from './browser.mjs';
import { enter, faceTo } from './steps.mjs';

const [url, out] = process.argv.slice(2);
if (!url || !out) {
  console.error('usage: node e2e/mirror.mjs URL OUTDIR');
  process.exit(2);
}
mkdirSync(out, { recursive: true });

function expect(condition, words) {
  if (!condition) throw new Error(words);
}

const OTHERS = [
  ['doctor', { skin: 7, hair: 6, hairColour: 1, beard: 2, colour: 4, height: 2 }],
  ['nurse', { skin: 5, headCover: 1, colour: 6 }],
  ['specialist', { skin: 1, hair: 8, beard: 3, hairColour: 9, glasses: 2, colour: 9, build: 2 }],
  ['guest', { skin: 9, hair: 4, hairColour: 1, colour: 2, build: 1, height: 1 }],
  ['trainee', { skin: 2, hair: 7, hairColour: 8, colour: 8 }],
];

async function pictures() {
  for (const [name, options] of [
    ['mirror-en', { width: 1280, height: 800 }],
    ['mirror-zh-dark', { width: 1280, height: 800, locale: 'zh-CN', dark: true }],
    ['mirror-phone', { width: 390, height: 844, touch: true, scale: 2 }],
  ]) {
    const { page, context } = await openPage(browser, { url, ...options });
    await page.waitForFunction(() => document.title.includes('·'));
    await page.locator('.look button').click();
    await page.waitForTimeout(5_000);
    await page.screenshot({ path: join(out, `${name}.png`) });
    await context.close();
  }
  const room = process.env.ROOM ?? 'mdt';
  const rest = await Promise.all(
    OTHERS.map(async ([role, look], i) => {
      const one = await openPage(browser, { url, width: 120, height: 80, detail: 'plain' });
      await one.page.evaluate((appearance) => localStorage.setItem('asclepion.preferences', JSON.stringify({ checked: true, appearance })), look);
      await one.page.reload();
      await enter(one.page, { name: `${role} ${i}`, role, room });
      return one;
    }),
  );
  const { page } = await openPage(browser, { url, width: 1280, height: 720 });
  await enter(page, { name: 'Kim', role: 'patient', room });
  await page.waitForTimeout(6_000);
  const people = (await look(page, 'people')).filter((person) => !person.self);
  const self = await look(page, 'self');
  const [x, z] = [people.reduce((sum, person) => sum + person.x, 0) / people.length, people.reduce((sum, person) => sum + person.z, 0) / people.length];
  for (const one of rest) await faceTo(one.page, self.x, self.z);
  await faceTo(page, x, z);
  await page.waitForTimeout(4_000);
  await page.screenshot({ path: join(out, 'six-shoulder.png') });
  await page.keyboard.press('c');
  await page.waitForTimeout(4_000);
  await page.screenshot({ path: join(out, 'six-eyes.png') });
  console.log(JSON.stringify(await look(page, 'cost')));
}

const size = { width: 480, height: 700, detail: 'plain' };
const browser = await launch();
try {
  const mei = await openPage(browser, { url, locale: 'zh-CN', ...size });
  const { page } = mei;
  await page.waitForFunction(() => document.title.includes('·'));
  await page.getByRole('button', { name: '更改您的形象' }).focus();
  await page.keyboard.press('Enter');
  const glass = page.locator('canvas.mirror-glass');
  await glass.waitFor();
  // Every question is a group of radio buttons with a name.
  for (const question of ['肤色', '发型', '发色', '头饰', '眼镜', '胡须', '衣服颜色', '体型', '身高', '轮椅']) {
    expect((await page.getByRole('group', { name: question, exact: true }).getByRole('radio').count()) >= 2, `${question} has no answers`);
  }
  const cover = page.getByRole('group', { name: '头饰', exact: true });
  await cover.getByRole('radio', { name: '无', exact: true }).focus();
  await page.keyboard.press('ArrowDown');
  expect(await cover.getByRole('radio', { name: '头巾', exact: true }).isChecked(), 'an arrow key does not choose the headscarf');
  await page.getByRole('group', { name: '轮椅', exact: true }).getByRole('radio', { name: '使用' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('group', { name: '肤色', exact: true }).getByRole('radio', { name: '深棕' }).focus();
  await page.keyboard.press('Space');
  const words = await glass.getAttribute('aria-label');
  expect(/头巾/.test(words) && /深棕/.test(words) && /轮椅/.test(words), `the picture is read as: ${words}`);
  await page.screenshot({ path: join(out, 'mirror.png') }).catch(() => undefined);
  await page.getByRole('button', { name: '完成' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('#name').waitFor();

  // What was chosen is there after a visit to another page, and goes in with her.
  await page.reload();
  await enter(page, { name: '林小雨', role: 'patient' });
  const other = await openPage(browser, { url, locale: 'en', ...size });
  await enter(other.page, { name: 'Ada', role: 'nurse' });
  const people = await until(other.page, 'people', (all) => all.some((person) => person.name === '林小雨'), 'the nurse sees the patient');
  const { appearance } = people.find((person) => person.name === '林小雨');
  expect(appearance.headCover === 1 && appearance.wheelchair === 1 && appearance.skin === 8, `the nurse sees ${JSON.stringify(appearance)}`);
  // One who never chose looks like somebody all the same.
  const self = (await look(other.page, 'people')).find((person) => person.self);
  expect(self.appearance.skin > 0 && self.appearance.hair > 0, 'who chose nothing looks like nobody');
  for (const { complaints } of [mei, other]) expect(complaints.length === 0, complaints.join('\n'));
  console.log('seen as chosen');
  if (process.env.PICTURES) await pictures();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await browser.close();
}
