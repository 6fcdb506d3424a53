import './fonts/fonts.css';
import './ui/theme.css';
import './ui/call.css';
import './ui/mirror.css';
import './ui/entry.css';
import './ui/settings.css';
import { addressesOf, linkIn, siteFor } from './app/address';
import { Checker } from './app/checker';
import { debugView } from './app/debug';
import { Keeper } from './app/keeper';
import { showPasses } from './app/passes';
import { searchPath } from './app/pathfinder';
import { openMirror } from './app/mirror';
import { readinessOf, thisBrowser } from './app/readiness';
import { Studio } from './app/studio';
import { Visit, type VisitSettings } from './app/visit';
import { LANGUAGES, languageFor, Locale } from './locale/locale';
import { type EntryRequest, fetchServerInfo, measureRoundTrip, redeemCode, requestCode, requestTicket, type ServerInfo, type WayIn } from './net/entry';
import { ConnectionFailure, type FailureReason } from './net/errors';
import { CheckView, type LineView } from './ui/check';
import { CheckPage } from './ui/checkpage';
import { mirrorPage } from './ui/mirrorpage';
import { CodePad } from './ui/codepad';
import { PassView } from './ui/pass';
import { PassPage } from './ui/passpage';
import { type Appearance, appearanceOf, applyAppearance } from './ui/appearance';
import { loadPreferences, savePreferences } from './ui/preferences';
import { Welcome } from './ui/welcome';

const app = document.getElementById('app')!;
const address = new URL(location.href);
const base = address.origin;
const preferences = loadPreferences(localStorage, Math.random);
let locale = new Locale(preferences.language ?? languageFor(navigator.languages));
let server: ServerInfo | undefined;
let welcome: Welcome | undefined;
let visit: Visit | undefined;
let lastRequest: EntryRequest | undefined;
let way: WayIn | undefined;
let leaveCheck: (() => void) | undefined;
const keeper = new Keeper(sessionStorage);
const studio = new Studio(preferences, () => {
  savePreferences(localStorage, preferences);
});

const wishes = {
  dark: matchMedia('(prefers-color-scheme: dark)'),
  moreContrast: matchMedia('(prefers-contrast: more)'),
  lessMotion: matchMedia('(prefers-reduced-motion: reduce)'),
};

/** How the page is to look now; put on it. */
function dress(): Appearance {
  const appearance = appearanceOf(preferences, { dark: wishes.dark.matches, moreContrast: wishes.moreContrast.matches, lessMotion: wishes.lessMotion.matches });
  applyAppearance(document.documentElement, appearance);
  return appearance;
}

function applyLanguage(): void {
  document.documentElement.lang = locale.language;
  document.title = server ? `${locale.pick(server.name)} · Asclepion` : locale.text('app.title');
}

function showWelcome(failure?: FailureReason): void {
  applyLanguage();
  const open = [...(welcome?.element.querySelectorAll('details') ?? [])].map((details) => details.open);
  welcome = new Welcome({ locale, preferences, server, ...(failure ? { failure } : {}), visit: address.searchParams.get('visit') ?? '', way });
  welcome.element.querySelectorAll('details').forEach((details, i) => {
    details.open ||= open[i] ?? false;
  });
  welcome.events.on('preferences', () => {
    savePreferences(localStorage, preferences);
    dress();
    if (preferences.language && preferences.language !== locale.language) {
      locale = new Locale(preferences.language);
      showWelcome();
    }
  });
  welcome.events.on('enter', (request) => {
    savePreferences(localStorage, preferences);
    if (preferences.checked) void enter(request);
    else showCheck(request, true);
  });
  welcome.events.on('mirror', showMirror);
  welcome.events.on('check', ({ request }) => {
    showCheck(request, false);
  });
  welcome.events.on('code', showCodePad);
  welcome.events.on('stranger', () => {
    way = undefined;
    showWelcome();
  });
  welcome.events.on('elsewhere', showPass);
  app.replaceChildren(welcome.element);
  // While somebody chooses a name, the picture's code comes in.
  if (server) void import('./scene/stage').catch(() => undefined);
}

/** How one looks, chosen before one goes in. */
function showMirror(): void {
  const mirror = openMirror({
    base,
    locale,
    files: server?.avatars ?? {},
    role: preferences.role,
    appearance: preferences.appearance,
    calm: dress().motion === 'calm',
    onChanged: (appearance) => {
      preferences.appearance = appearance;
      savePreferences(localStorage, preferences);
    },
    onDone: () => {
      mirror.close();
      app.replaceChildren(welcome!.element);
      welcome!.showLooks();
    },
  });
  app.replaceChildren(mirrorPage(locale, mirror.panel));
  scrollTo(0, 0);
}

/** How to come in with a headset; a page of its own, whose address is easily said. */
async function showHeadset(): Promise<void> {
  applyLanguage();
  const { HeadsetPage } = await import('./ui/headsetpage');
  const page = new HeadsetPage({ locale, server, addresses: addressesOf(base, server?.lan) });
  page.events.on('language', ({ language }) => {
    preferences.language = language;
    savePreferences(localStorage, preferences);
    locale = new Locale(language);
    void showHeadset();
  });
  page.events.on('enter', () => {
    history.pushState(null, '', '/');
    showWelcome();
  });
  app.replaceChildren(page.element);
  page.handleReadiness(await readinessOf(thisBrowser()));
}

/** Where six digits are typed. */
function showCodePad(): void {
  const pad = new CodePad(locale);
  pad.events.on('back', () => {
    showWelcome();
  });
  pad.events.on('code', ({ code }) => {
    redeem(code, (reason) => {
      pad.handleRefused(locale.text(`error.${reason}`));
    });
  });
  app.replaceChildren(pad.element);
  scrollTo(0, 0);
  pad.focus();
}

/** Uses up a code or a link; whoever has it is welcomed by name. */
function redeem(code: string, refused: (reason: FailureReason) => void): void {
  redeemCode(base, code).then(
    (opened) => {
      way = opened;
      // Who has never chosen a language here gets the one the code was made in.
      const language = LANGUAGES.find((known) => known === opened.language);
      if (!preferences.language && language) locale = new Locale(language);
      showWelcome();
      welcome?.focus();
    },
    (error: unknown) => {
      refused(error instanceof ConnectionFailure ? error.reason : 'server');
    },
  );
}

/** A way in for another device of the same person. */
function showPass(request: EntryRequest): void {
  const view = new PassView(locale);
  const page = new PassPage(locale, view);
  const stop = showPasses(view, locale, siteFor(base, server?.lan), () => requestCode(base, request), Date.now);
  page.events.on('back', () => {
    stop();
    showWelcome();
  });
  app.replaceChildren(page.element);
  scrollTo(0, 0);
  page.focus();
}

/** Sound, camera and line, before entering with this request, or just to look. */
function showCheck(request: EntryRequest | undefined, goesOn: boolean): void {
  const view = new CheckView(locale, preferences.listening);
  const page = new CheckPage(locale, view, goesOn);
  const checker = new Checker(studio, view);
  let line: LineView = { verdict: undefined, path: undefined, roundTrip: -1 };
  const tell = (news: Partial<LineView>) => {
    line = { ...line, ...news };
    view.handleLine(line);
  };
  tell({});
  // Whoever is inside already has a path, and no ticket to look for another.
  const stopSearch = request && way?.kind !== 'continue' ? searchPath(base, request, tell) : undefined;
  leaveCheck = () => {
    checker.stop();
    stopSearch?.();
    leaveCheck = undefined;
  };
  page.events.on('back', () => {
    leaveCheck?.();
    studio.rest();
    showWelcome();
  });
  page.events.on('enter', () => {
    if (!request) return;
    preferences.checked = true;
    studio.keep();
    // What was switched on here stays on inside, as the page says.
    studio.microphone.muted = studio.devices.track('microphone') === undefined;
    page.setBusy(true, locale.text('welcome.entering'));
    void enter(request);
  });
  measureRoundTrip(base, () => performance.now()).then(
    (roundTrip) => {
      tell({ roundTrip });
    },
    () => undefined,
  );
  app.replaceChildren(page.element);
  scrollTo(0, 0);
  checker.start();
  page.focus();
}

async function enter(request: EntryRequest): Promise<void> {
  welcome?.setBusy(true);
  try {
    const goesOn = way?.kind === 'continue' ? way.token : undefined;
    // A second press must not show the same token again.
    if (goesOn) way = undefined;
    await begin(request, goesOn ? { case: 'resumeToken', value: goesOn } : { case: 'ticket', value: await requestTicket(base, request) });
  } catch (error) {
    endVisit(error instanceof ConnectionFailure ? error.reason : 'server');
    if (!(error instanceof ConnectionFailure)) console.error(error);
  }
}

/** From the door to the first room. */
async function begin(request: EntryRequest, credential: VisitSettings['credential']): Promise<void> {
  lastRequest = request;
  const current = (visit = new Visit({ base, locale, request, credential, thirdPerson: preferences.thirdPerson, showHelp: !preferences.helpSeen, calm: dress().motion === 'calm', preferences, site: siteFor(base, server?.lan), plain: address.searchParams.get('detail') === 'plain', studio, comfort: preferences.comfort, quality: preferences.quality }));
  current.connection.events.on('welcome', ({ resumeToken }) => {
    keeper.keep(resumeToken, request);
  });
  current.connection.events.on('link', ({ state }) => {
    if (state === 'ended') keeper.forget();
  });
  current.events.on('settings', () => {
    savePreferences(localStorage, preferences);
    current.calm = dress().motion === 'calm';
  });
  current.events.on('language', () => {
    savePreferences(localStorage, preferences);
    void speak(current, request);
  });
  current.events.on('thirdPerson', ({ value }) => {
    preferences.thirdPerson = value;
    savePreferences(localStorage, preferences);
  });
  current.events.on('comfort', () => {
    savePreferences(localStorage, preferences);
  });
  current.events.on('spoken', ({ language }) => {
    preferences.language = language;
    savePreferences(localStorage, preferences);
  });
  current.events.on('helpSeen', () => {
    if (preferences.helpSeen) return;
    preferences.helpSeen = true;
    savePreferences(localStorage, preferences);
  });
  current.events.on('ended', ({ again, reason }) => {
    endVisit(reason);
    if (again && lastRequest) void enter(lastRequest);
  });
  // The picture needs a size before it is made.
  current.element.hidden = true;
  document.body.append(current.element);
  current.element.hidden = false;
  await current.start();
  leaveCheck?.();
  app.replaceChildren();
}

/** Another language inside: the page is made anew around the same body. */
async function speak(before: Visit, request: EntryRequest): Promise<void> {
  const { token } = before.connection;
  locale = new Locale(preferences.language ?? locale.language);
  applyLanguage();
  before.dispose();
  before.connection.release();
  try {
    await begin({ ...request, language: locale.language }, { case: 'resumeToken', value: token });
  } catch (error) {
    endVisit(error instanceof ConnectionFailure ? error.reason : 'server');
  }
}

function endVisit(reason: FailureReason | undefined): void {
  leaveCheck?.();
  visit?.dispose();
  visit = undefined;
  keeper.forget();
  studio.rest();
  showWelcome(reason);
}

/** What the address, or this tab's memory, brings along. */
function arrive(): void {
  const link = linkIn(new URL(location.href));
  const kept = keeper.find();
  if (link) {
    // Used up below: neither a reload nor whoever looks at the address later shows it again.
    history.replaceState(null, '', address.pathname + address.search);
    redeem(link, (reason) => {
      welcome?.showFailure(reason);
    });
  } else if (kept) {
    welcome?.setBusy(true);
    begin(kept.request, { case: 'resumeToken', value: kept.token }).catch((error: unknown) => {
      endVisit(error instanceof ConnectionFailure ? error.reason : 'server');
    });
  }
}

for (const wish of Object.values(wishes)) wish.addEventListener('change', dress);
window.addEventListener('hashchange', () => {
  if (!visit) arrive();
});
if (address.searchParams.has('debug')) Object.defineProperty(window, 'asclepion', { value: debugView(() => visit) });
dress();
const toHeadset = address.pathname === '/headset';
if (!toHeadset) showWelcome();
fetchServerInfo(base).then(
  (info) => {
    server = info;
    if (toHeadset) {
      void showHeadset();
      return;
    }
    const typed = app.querySelector<HTMLInputElement>('#name')?.value;
    if (typed) preferences.displayName = typed;
    if (welcome && app.contains(welcome.element)) showWelcome();
    arrive();
  },
  (error: unknown) => {
    if (toHeadset) void showHeadset();
    else welcome?.showFailure(error instanceof ConnectionFailure ? error.reason : 'unreachable');
  },
);
