import './fonts/fonts.css';
import './ui/theme.css';
import './ui/call.css';
import './ui/mirror.css';
import { Checker } from './app/checker';
import { debugView } from './app/debug';
import { searchPath } from './app/pathfinder';
import { openMirror } from './app/mirror';
import { Studio } from './app/studio';
import { Visit } from './app/visit';
import { languageFor, Locale } from './locale/locale';
import { type EntryRequest, fetchServerInfo, measureRoundTrip, requestTicket, type ServerInfo } from './net/entry';
import { ConnectionFailure, type FailureReason } from './net/errors';
import { CheckView, type LineView } from './ui/check';
import { CheckPage } from './ui/checkpage';
import { mirrorPage } from './ui/mirrorpage';
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
let leaveCheck: (() => void) | undefined;
const studio = new Studio(preferences, () => {
  savePreferences(localStorage, preferences);
});

const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
const darkDevice = matchMedia('(prefers-color-scheme: dark)');

function applyTheme(): void {
  const dark = preferences.theme === 'dark' || (preferences.theme === 'system' && darkDevice.matches);
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
}

function applyLanguage(): void {
  document.documentElement.lang = locale.language;
  document.title = server ? `${locale.pick(server.name)} · Asclepion` : locale.text('app.title');
}

function showWelcome(failure?: FailureReason): void {
  applyLanguage();
  const open = welcome?.element.querySelector('details')?.open ?? false;
  welcome = new Welcome({ locale, preferences, server, ...(failure ? { failure } : {}), visit: address.searchParams.get('visit') ?? '' });
  if (open) welcome.element.querySelector('details')!.open = true;
  welcome.events.on('preferences', () => {
    savePreferences(localStorage, preferences);
    applyTheme();
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
    calm,
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
  const stopSearch = request && searchPath(base, request, tell);
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
  lastRequest = request;
  welcome?.setBusy(true);
  try {
    const ticket = await requestTicket(base, request);
    visit = new Visit({ base, locale, request, ticket, thirdPerson: preferences.thirdPerson, showHelp: !preferences.helpSeen, calm, plain: address.searchParams.get('detail') === 'plain', studio, comfort: preferences.comfort, quality: preferences.quality });
    visit.events.on('thirdPerson', ({ value }) => {
      preferences.thirdPerson = value;
      savePreferences(localStorage, preferences);
    });
    visit.events.on('comfort', () => {
      savePreferences(localStorage, preferences);
    });
    visit.events.on('spoken', ({ language }) => {
      preferences.language = language;
      savePreferences(localStorage, preferences);
    });
    visit.events.on('helpSeen', () => {
      if (preferences.helpSeen) return;
      preferences.helpSeen = true;
      savePreferences(localStorage, preferences);
    });
    visit.events.on('ended', ({ again, reason }) => {
      endVisit(reason);
      if (again && lastRequest) void enter(lastRequest);
    });
    // The picture needs a size before it is made.
    visit.element.hidden = true;
    document.body.append(visit.element);
    visit.element.hidden = false;
    await visit.start();
    leaveCheck?.();
    app.replaceChildren();
  } catch (error) {
    endVisit(error instanceof ConnectionFailure ? error.reason : 'server');
    if (!(error instanceof ConnectionFailure)) console.error(error);
  }
}

function endVisit(reason: FailureReason | undefined): void {
  leaveCheck?.();
  visit?.dispose();
  visit = undefined;
  studio.rest();
  showWelcome(reason);
}

darkDevice.addEventListener('change', applyTheme);
if (address.searchParams.has('debug')) Object.defineProperty(window, 'asclepion', { value: debugView(() => visit) });
applyTheme();
showWelcome();
fetchServerInfo(base).then(
  (info) => {
    server = info;
    const typed = app.querySelector<HTMLInputElement>('#name')?.value;
    if (typed) preferences.displayName = typed;
    showWelcome();
  },
  (error: unknown) => {
    welcome?.showFailure(error instanceof ConnectionFailure ? error.reason : 'unreachable');
  },
);
