import decode from 'qr/decode.js';
import { describe, expect, test, vi } from 'vitest';
import { addressesOf, addressOf, isLocal, linkIn, siteFor } from '../src/app/address';
import { Keeper } from '../src/app/keeper';
import { showPasses } from '../src/app/passes';
import { readinessOf } from '../src/app/readiness';
import { digitsOf, grouped } from '../src/base/digits';
import { Emitter } from '../src/base/emitter';
import { Locale } from '../src/locale/locale';
import { languageOf } from '../src/locale/script';
import { type EntryCode, redeemCode, requestContinueCode } from '../src/net/entry';
import { ConnectionFailure } from '../src/net/errors';
import { PLAIN } from '../src/state/appearance';
import { appearanceOf } from '../src/ui/appearance';
import { stayOf } from '../src/ui/captions';
import type { Pass, PassView } from '../src/ui/pass';
import { defaultPreferences } from '../src/ui/preferences';
import { qrRows } from '../src/ui/qr';

const LINK = 'Az09_-'.repeat(5) + 'xy';
const TOKEN = 'Tk'.repeat(16);

describe('a code', () => {
  test.each([
    ['123456', '123456'],
    ['123 456', '123456'],
    ['１２３４５６', '123456'],
    ['١٢٣٤٥٦', '123456'],
    ['12-34-56-78', '123456'],
    ['code: 00 42', '0042'],
    ['', ''],
  ])('typed as %s is %s', (typed, code) => {
    expect(digitsOf(typed)).toBe(code);
  });

  test('is shown in two groups', () => {
    expect(grouped('012345')).toBe('012 345');
  });

  test('is sent in the body and never in an address', async () => {
    const asked: { url: string; init: RequestInit }[] = [];
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
      asked.push({ url, init });
      return Promise.resolve(Response.json({ kind: 'enter' }));
    });
    await redeemCode('https://h.example', '123456');
    await requestContinueCode('https://h.example', TOKEN);
    vi.unstubAllGlobals();
    expect(asked.map(({ url }) => url)).toEqual(['https://h.example/api/v1/codes/redeem', 'https://h.example/api/v1/codes/continue']);
    expect(asked[0]!.init.body).toBe('{"code":"123456"}');
    expect(new Headers(asked[1]!.init.headers).get('authorization')).toBe(`Bearer ${TOKEN}`);
  });
});

describe('an address', () => {
  test('holds a link where no server sees it', () => {
    const address = new URL(addressOf('https://h.example:8443', LINK));
    expect(address.pathname + address.search).toBe('/');
    expect(linkIn(address)).toBe(LINK);
  });

  test('is read from its QR code', async () => {
    const address = addressOf('https://[2001:db8::5]:8443', LINK);
    const rows = await qrRows(address);
    const scale = 4;
    const width = rows.length * scale;
    const data = new Uint8ClampedArray(width * width * 4).fill(255);
    for (let y = 0; y < width; y++) for (let x = 0; x < width; x++) if (rows[Math.floor(y / scale)]![Math.floor(x / scale)]) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    expect(decode({ width, height: width, data })).toBe(address);
  });

  test.each(['#enter=', '#enter=short', `#enter=${LINK}x`, `#${LINK}`, `#enter=${LINK.slice(1)}<`])('with %s holds none', (hash) => {
    expect(linkIn(new URL(`https://h.example/${hash}`))).toBeUndefined();
  });

  test.each([
    ['http://localhost:8080', true],
    ['http://127.0.0.1:8080', true],
    ['http://[::1]:8080', true],
    ['https://192.168.1.5:8443', false],
    ['https://localhost.example', false],
  ])('%s is for this machine only: %s', (base, local) => {
    expect(isLocal(base)).toBe(local);
  });
});

describe('one’s place', () => {
  const request = { displayName: '林小雨', role: 'patient', ...PLAIN, colour: 3, language: 'zh-Hans' };
  const storage = () => {
    const kept = new Map<string, string>();
    return { kept, getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) };
  };

  test('is kept until it is forgotten', () => {
    const keeper = new Keeper(storage());
    expect(keeper.find()).toBeUndefined();
    keeper.keep(TOKEN, request);
    expect(keeper.find()).toEqual({ token: TOKEN, request });
    keeper.forget();
    expect(keeper.find()).toBeUndefined();
  });

  test('is kept without what else opens doors', () => {
    const store = storage();
    new Keeper(store).keep(TOKEN, { ...request, accessCode: 'ABCD-EFGH', grant: LINK, visit: 'v' });
    expect([...store.kept.values()].join()).not.toMatch(/ABCD|Az09|visit/);
  });

  test.each(['{', 'null', '7', '{"token":"short","request":{}}', `{"token":"${TOKEN}"}`, `{"token":"${TOKEN}","request":{"role":7}}`])('is not believed when damaged: %s', (text) => {
    const store = storage();
    store.kept.set('asclepion.place', text);
    expect(new Keeper(store).find()).toBeUndefined();
  });

  test('is not missed where the browser keeps nothing', () => {
    const refuse = () => {
      throw new Error('denied');
    };
    const keeper = new Keeper({ getItem: refuse, setItem: refuse, removeItem: refuse });
    keeper.keep(TOKEN, request);
    keeper.forget();
    expect(keeper.find()).toBeUndefined();
  });
});

describe('a pass on show', () => {
  function show(ask: () => Promise<EntryCode>) {
    const shown: (Pass | string)[] = [];
    const events = new Emitter<{ again: object }>();
    const view = { events, handleWaiting: () => shown.push('waiting'), handleFailure: (words: string) => shown.push(words), handlePass: (pass: Pass) => shown.push(pass) } as unknown as PassView;
    const stop = showPasses(view, new Locale('en'), 'https://h.example', ask, () => 1_000);
    return { shown, events, stop };
  }

  test('says where to go and until when', async () => {
    const { shown } = show(() => Promise.resolve({ code: '012345', link: LINK, expiresInSeconds: 600 }));
    await Promise.resolve();
    expect(shown).toEqual(['waiting', { address: `https://h.example/#enter=${LINK}`, site: 'h.example', code: '012345', until: new Date(601_000), local: false }]);
  });

  test('says why there is none, and tries again when asked', async () => {
    const answers = [Promise.reject(ConnectionFailure.problem(429, 'too-often', 1)), Promise.resolve({ code: '1', link: LINK, expiresInSeconds: 1 })];
    const { shown, events } = show(() => answers.shift()!);
    await vi.waitFor(() => {
      expect(shown).toEqual(['waiting', new Locale('en').text('error.tooMany')]);
    });
    events.emit('again', {});
    await vi.waitFor(() => {
      expect(shown.length).toBe(4);
    });
  });

  test('says nothing any more once it is put away', async () => {
    const { shown, events, stop } = show(() => Promise.resolve({ code: '1', link: LINK, expiresInSeconds: 1 }));
    stop();
    events.emit('again', {});
    await Promise.resolve();
    expect(shown).toEqual(['waiting']);
  });
});

describe('how the page looks', () => {
  const device = { dark: true, moreContrast: false, lessMotion: true };

  test('is the device’s wish until somebody chooses', () => {
    expect(appearanceOf(defaultPreferences(), device)).toEqual({ theme: 'dark', contrast: 'normal', motion: 'calm', hand: 'both', text: 100 });
  });

  test('is somebody’s choice before the device’s wish', () => {
    const chosen = { ...defaultPreferences(), theme: 'light' as const, contrast: 'more' as const, textSize: 200 as const, hand: 'left' as const };
    expect(appearanceOf(chosen, device)).toEqual({ theme: 'light', contrast: 'more', motion: 'calm', hand: 'left', text: 200 });
  });
});

test.each([
  ['早上好，谢谢医生。', 'zh-Hans'],
  ['Good morning', 'en'],
  ['请开 CT 室的门', 'zh-Hans'],
  ['Dr. 林', 'zh-Hans'],
  ['12 345', undefined],
  ['おはよう', undefined],
  ['Привет', undefined],
])('%s is read aloud as %s', (words, language) => {
  expect(languageOf(words)).toBe(language);
});

test('a caption stays long enough to be read slowly, and not for ever', () => {
  expect(stayOf('Yes')).toBeGreaterThanOrEqual(5_000);
  expect(stayOf('x'.repeat(60))).toBeGreaterThan(stayOf('x'.repeat(20)));
  expect(stayOf('x'.repeat(5_000))).toBeLessThanOrEqual(20_000);
});

test('times and numbers are written as the language writes them', () => {
  const at = new Date(2026, 10, 22, 14, 5);
  expect(new Locale('en').time(at)).toMatch(/2:05\sPM/);
  expect(new Locale('zh-Hans').time(at)).toBe('14:05');
  expect(new Locale('en').number(1_234)).toBe('1,234');
  expect(new Locale('zh-Hans').percent(150)).toBe('150%');
});

describe('the hospital’s address for other devices', () => {
  test.each([
    ['https://h.example:8443', ['192.168.1.5'], ['https://h.example:8443']],
    ['https://localhost:8080', ['192.168.1.5', '[fd00::5]'], ['https://192.168.1.5:8080', 'https://[fd00::5]:8080']],
    ['https://localhost', ['192.168.1.5'], ['https://192.168.1.5']],
    ['http://localhost:8080', [], []],
  ])('from %s with %j is %j', (base, lan, addresses) => {
    expect(addressesOf(base, lan)).toEqual(addresses);
    expect(siteFor(base, lan)).toBe(addresses[0] ?? base);
  });
});

describe('what a browser can do', () => {
  const plain = { isSecureContext: true, xr: undefined, mediaDevices: {}, draws: () => true };

  test('without the interface is no VR', async () => {
    expect(await readinessOf(plain)).toEqual({ secure: true, interface: false, vr: false, ar: false, microphone: true, picture: true });
  });

  test('is asked mode by mode, and a browser that throws cannot', async () => {
    const xr = { isSessionSupported: (mode: string) => (mode === 'immersive-vr' ? Promise.resolve(true) : Promise.reject(new Error('policy'))) };
    expect(await readinessOf({ ...plain, xr })).toMatchObject({ interface: true, vr: true, ar: false });
  });

  test('without https is little', async () => {
    expect(await readinessOf({ ...plain, isSecureContext: false, mediaDevices: undefined })).toMatchObject({ secure: false, microphone: false });
  });
});
