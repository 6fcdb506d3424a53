import { fromBinary } from '@bufbuild/protobuf';
import { Emitter } from '../base/emitter';
import { forwardOf } from '../base/angles';
import { Actions } from '../input/actions';
import type { Comfort } from '../input/comfort';
import { Controls } from '../input/controls';
import type { Language, Locale } from '../locale/locale';
import { Connection, type Socket } from '../net/connection';
import { fetchContent, type EntryRequest } from '../net/entry';
import { ConnectionFailure, type FailureReason } from '../net/errors';
import { HospitalSchema, type Hospital } from '../protocol/gen/asclepion/v1/scene_pb';
import type { ServerFrame } from '../protocol/gen/asclepion/v1/session_pb';
import { ROLE_LOOKS, roleById } from '../state/looks';
import { Quality, type QualityChoice } from '../state/quality';
import { PENS } from '../state/strokes';
import { type PersonView, World } from '../state/world';
import { Hud } from '../ui/hud';
import { h } from '../ui/dom';
import type { Preferences } from '../ui/preferences';
import type { Stage } from '../scene/stage';
import { Aim } from './aim';
import { Call } from './call';
import { FlatBody } from './body';
import { FlatPointers } from './flatpointers';
import { Deeds } from './deeds';
import { Hands } from './hands';
import { Panels } from './panels';
import { PoseSender } from './sender';
import type { Studio } from './studio';
import { Wearing } from './wearing';
import { type Parts, wire } from './wiring';

export interface VisitSettings {
  base: string;
  locale: Locale;
  request: EntryRequest;
  /** A ticket comes in, a resume token goes on where it was. */
  credential: { case: 'ticket' | 'resumeToken'; value: string };
  thirdPerson: boolean;
  showHelp: boolean;
  calm: boolean;
  /** Bare rooms, for machines without a graphics card. */
  plain: boolean;
  studio: Studio;
  /** How the person likes to move in a headset; changed in place. */
  comfort: Comfort;
  quality: QualityChoice;
  preferences: Preferences;
  /** The hospital's address for other devices. */
  site: string;
}

interface VisitEvents {
  /** Something about how the page looks or sounds was chosen; the preferences hold it. */
  settings: object;
  /** Another language was chosen. */
  language: object;
  /** Over; `again` asks to enter at once with the same choices. */
  ended: { again: boolean; reason: FailureReason | undefined };
  thirdPerson: { value: boolean };
  helpSeen: object;
  /** Another language was chosen. */
  spoken: { language: Language };
  /** Should be kept. */
  comfort: object;
}

/** One stay in the hospital, from the welcome to the goodbye: joins line, world, picture and page. */
export class Visit {
  readonly events = new Emitter<VisitEvents>();
  readonly element = h('main', { class: 'stage' });
  readonly connection: Connection;
  world: World | undefined;
  stage: Stage | undefined;
  hud: Hud | undefined;
  /** No pictures of its own: somebody else draws on the stage. */
  isHeld = false;
  /** How much is drawn, by how long pictures take. */
  readonly quality: Quality;
  private parts: Parts | undefined;
  private readonly canvas = h('canvas', { tabindex: 0, role: 'application' });
  private readonly body: FlatBody;
  private readonly staff: boolean;
  private pointers: FlatPointers | undefined;
  private inWorld = false;
  private frame = 0;
  private lastNow = 0;
  /** Everybody as of the picture before. */
  private others: readonly PersonView[] = [];
  private over = false;
  private readonly resized = new ResizeObserver(() => this.stage?.resize());
  private readonly pending: ServerFrame[] = [];

  constructor(private readonly settings: VisitSettings) {
    this.body = new FlatBody(settings.request);
    this.staff = ROLE_LOOKS[roleById(settings.request.role)]?.staff ?? false;
    this.canvas.setAttribute('aria-label', settings.locale.text('stage.label'));
    this.element.append(this.canvas);
    this.quality = new Quality(settings.quality);
    this.connection = new Connection({
      open: () => new WebSocket(`${settings.base.replace(/^http/, 'ws')}/api/v1/connect`, 'asclepion.v1') as unknown as Socket,
      now: () => performance.now(),
      random: Math.random,
      after: (milliseconds, run) => {
        const timer = window.setTimeout(run, milliseconds);
        return () => {
          clearTimeout(timer);
        };
      },
      language: settings.locale.language,
      client: 'web/0.1',
    });
  }

  /** Connects and loads; resolves when the first room stands. */
  async start(): Promise<void> {
    const { connection } = this;
    // The picture's code and the line come up at the same time.
    const scene = import('../scene/stage');
    const welcome = new Promise<string>((resolve, reject) => {
      connection.events.on('welcome', ({ hospitalFile }) => {
        resolve(hospitalFile);
      });
      connection.events.on('link', ({ state, failure }) => {
        if (state === 'ended') reject(failure ?? ConnectionFailure.unreachable('closed'));
      });
    });
    // What comes before the building is known waits for it.
    connection.events.on('frame', (frame) => {
      if (this.parts) this.handleFrame(this.parts, frame);
      else this.pending.push(frame);
    });
    const { credential } = this.settings;
    if (credential.case === 'ticket') connection.connect(credential.value);
    else connection.takeUp(credential.value);
    const file = await welcome;
    const bytes = await fetchContent(this.settings.base, file);
    const hospital = fromBinary(HospitalSchema, new Uint8Array(bytes));
    const { Stage } = await scene;
    this.begin(hospital, file, Stage);
  }

  dispose(): void {
    this.over = true;
    cancelAnimationFrame(this.frame);
    this.parts?.sender.stop();
    this.resized.disconnect();
    this.parts?.controls.dispose();
    this.pointers?.dispose();
    this.parts?.wearing.dispose();
    this.parts?.panels.inWorld?.dispose();
    this.parts?.call.dispose();
    this.settings.studio.rest();
    this.stage?.dispose();
    window.removeEventListener('online', this.onOnline);
    window.removeEventListener('offline', this.onOffline);
    this.element.remove();
  }

  get locale(): Locale {
    return this.settings.locale;
  }

  get wearing(): Wearing | undefined {
    return this.parts?.wearing;
  }

  get call(): Call | undefined {
    return this.parts?.call;
  }

  /** Server time in milliseconds. */
  serverNow(): number {
    return this.connection.clock.at(performance.now());
  }

  /** Hangs what the page says and offers in the world, for whoever cannot see the page, or takes it down again. */
  async showInWorld(shown: boolean): Promise<void> {
    const { parts, settings } = this;
    if (!parts) return;
    this.inWorld = shown;
    const { panels, world, hud, stage, locale, staff } = parts;
    panels.inWorld?.dispose();
    panels.inWorld = undefined;
    if (!shown) return;
    const { InWorld } = await import('./inworld/inworld');
    if (!this.inWorld || this.over || panels.inWorld) return;
    const look = () => ({ theme: matchMedia('(prefers-contrast: more)').matches ? ('contrast' as const) : ('light' as const), textScale: 1, language: settings.locale.language });
    panels.inWorld = new InWorld({ world, hud, space: stage.panels, locale, staff, page: this.element, look, lines: hud.chat.said, captions: () => true, comfort: settings.comfort, immersive: parts.wearing.headset !== undefined, chooseLanguage: (language) => { this.speak(language); } });
  }

  /** Goes on in another language; what is printed on the page itself follows when one comes in again. */
  private speak(language: Language): void {
    this.settings.locale.language = language;
    this.events.emit('spoken', { language });
    void this.showInWorld(this.inWorld);
  }

  /** Whether things move as little as may be. */
  set calm(calm: boolean) {
    if (this.stage) this.stage.calm = calm;
  }

  /** Looks somewhere at once. */
  face(yaw: number, pitch: number): void {
    if (this.world) this.world.prediction.yaw = yaw;
    if (this.parts) this.parts.controls.pitch = pitch;
  }

  private begin(hospital: Hospital, file: string, StageClass: typeof Stage): void {
    const { locale, base } = this.settings;
    const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/') + 1) : '';
    const world = (this.world = new World(hospital));
    const { studio } = this.settings;
    const hud = (this.hud = new Hud(locale, hospital, { listening: studio.choices.listening, canShareScreen: studio.devices.canShareScreen, preferences: this.settings.preferences, comfort: this.settings.comfort, pens: PENS, staff: this.staff }));
    this.element.append(hud.element);
    try {
      this.stage = new StageClass({
        canvas: this.canvas,
        hospital,
        // Paths in the scene are below /content/, or beside the scene's own file.
        read: (path) => fetchContent(base, path.startsWith(folder) ? path : folder + path),
        language: locale.language,
        random: Math.random,
        calm: this.settings.calm,
        plain: this.settings.plain,
        awayWords: locale.text('people.away'),
        missing: () => {
          hud.toast(locale.text('error.content'), true);
        },
      });
    } catch {
      this.finish('unsupportedBrowser');
      return;
    }
    const { connection, stage } = this;
    stage.viewpoint.thirdPerson = this.settings.thirdPerson;
    stage.setDetail(this.quality.detail);
    this.quality.events.on('tier', () => {
      stage.setDetail(this.quality.detail);
    });
    this.resized.observe(this.canvas);
    this.pointers = new FlatPointers(this.canvas, stage);
    const actions = new Actions();
    const aim = new Aim(world, stage, locale);
    const parts = (this.parts = {
      connection,
      world,
      stage,
      hud,
      actions,
      wearing: new Wearing({ connection, world, stage, hud, actions, locale, comfort: this.settings.comfort, pose: this.body.pose, draw: this.picture, changed: this.schedule }),
      controls: new Controls(this.canvas, () => performance.now(), actions),
      sender: new PoseSender(connection, world, this.body, () => this.serverNow()),
      deeds: new Deeds(connection, world, this.body),
      hands: new Hands(connection, world, { ray: (hand) => aim.rayOf(actions.pointing(hand)), tip: (hand) => actions.tip(hand), worn: () => this.wearing?.headset !== undefined }),
      aim,
      panels: new Panels(world, hud, () => {
        studio.cue('entered');
      }),
      call: new Call(connection, world, studio, () => this.people(world)),
      studio,
      locale,
      staff: this.staff,
      preferences: this.settings.preferences,
      site: this.settings.site,
      base,
    });
    this.join(parts);
    parts.call.start();
    for (const frame of this.pending.splice(0)) this.handleFrame(parts, frame);
    hud.showLink(connection.link);
    if (this.settings.showHelp) hud.toggle('help');
    this.lastNow = performance.now();
    this.frame = requestAnimationFrame(this.draw);
    parts.sender.start();
    this.canvas.focus();
  }

  private handleFrame({ call, world }: Parts, frame: ServerFrame): void {
    // A refusal of sound or pictures is not a refusal of what the person just did.
    if (!call.handleFrame(frame)) world.handleFrame(frame, this.serverNow());
  }

  private join(parts: Parts): void {
    const { events } = parts.wearing;
    events.on('on', () => void this.showInWorld(true));
    events.on('off', () => void this.showInWorld(false));
    wire(parts, {
      switchView: () => {
        this.switchView(parts.stage);
      },
      focus: () => {
        this.canvas.focus();
      },
      touch: () => {
        this.element.classList.add('touch');
      },
      helpSeen: () => {
        this.events.emit('helpSeen', {});
      },
      comfort: () => {
        this.events.emit('comfort', {});
      },
      settings: () => {
        this.events.emit('settings', {});
      },
      language: () => {
        this.events.emit('language', {});
      },
      finish: (reason) => {
        this.finish(reason);
      },
      leave: (again) => {
        this.events.emit('ended', { again, reason: undefined });
      },
    });
    window.addEventListener('online', this.onOnline);
    window.addEventListener('offline', this.onOffline);
  }

  private readonly onOnline = () => {
    this.connection.handleOnline();
  };

  private readonly onOffline = () => {
    this.connection.handleOffline();
  };

  private switchView({ viewpoint }: Stage): void {
    viewpoint.thirdPerson = !viewpoint.thirdPerson;
    this.events.emit('thirdPerson', { value: viewpoint.thirdPerson });
  }

  /** Pictures come from the page's own rhythm, or from the headset's while one is worn. */
  private readonly schedule = () => {
    cancelAnimationFrame(this.frame);
    if (!this.over && !this.wearing?.headset) this.frame = requestAnimationFrame(this.draw);
  };

  private readonly draw = () => {
    this.schedule();
    this.picture();
  };

  private readonly picture = () => {
    if (this.over) return;
    const now = performance.now();
    const passed = (now - this.lastNow) / 1_000;
    const elapsed = Math.min(0.1, passed);
    this.lastNow = now;
    if (!this.parts || this.parts.world.template < 0 || this.isHeld) return;
    const { world, stage, hud, actions, controls, hands, aim, panels, call, wearing } = this.parts;
    const { headset } = wearing;
    if (stage.isLoading) this.quality.handleBusy();
    else this.quality.handlePicture(passed);
    world.prediction.roundTrip = this.connection.clock.roundTrip;
    if (headset) headset.move(elapsed, this.connection.link === 'online');
    else this.move(world, actions, controls, elapsed);
    const serverNow = this.serverNow();
    this.bendHands(this.parts, now);
    const people = (this.others = this.people(world));
    const voices = call.hear(people);
    if (headset) aim.take(headset.aimed());
    else this.canvas.classList.toggle('pointing', aim.update(this.element.classList.contains('touch')));
    hud.showPrompt(aim.words());
    wearing.showPrompt(aim.words(), aim.target);
    panels.update(people, now, serverNow);
    // Before the eyes there is always a picture.
    if (!world.isPlaced && !headset) return;
    const shown = world.prediction.shown;
    stage.render({
      now,
      elapsed,
      template: world.template,
      self: { x: shown.x, y: world.room?.floorY ?? 0, z: shown.z, yaw: world.prediction.yaw, pitch: controls.pitch, eye: this.body.eye },
      people,
      voices,
      cameras: call.cameras(),
      screens: call.screens().map(({ video, device }) => ({ video, board: device?.board })),
      figures: world.figures(serverNow),
      items: world.items(),
      strokes: world.strokes(),
      fresh: hands.fresh,
      isOpen: (aperture) => world.isOpen(aperture),
      clearWay: (x, z, dx, dz, most) => world.clearWay(x, z, dx, dz, most),
      highlight: aim.target,
    });
  };

  private move(world: World, actions: Actions, controls: Controls, elapsed: number): void {
    world.prediction.turn(actions.turn(elapsed));
    const speed = actions.speed(elapsed);
    const ahead = forwardOf(world.prediction.yaw);
    if (this.connection.link === 'online') world.walk((ahead.x * speed.forward - ahead.z * speed.right) * elapsed, (ahead.z * speed.forward + ahead.x * speed.right) * elapsed);
    world.prediction.settle(elapsed * 1_000);
    const body = world.body;
    this.body.update(elapsed, world.seat >= 0, controls.pitch, { left: (body?.leftItemPlusOne ?? 0) > 0, right: (body?.rightItemPlusOne ?? 0) > 0 });
  }

  /** The hands show, draw and hold out what is meant, whatever moved them before. */
  private bendHands({ world, hands }: Parts, now: number): void {
    const { shown, yaw } = world.prediction;
    const { pose } = this.body;
    pose[0] = shown.x;
    pose[1] = world.room?.floorY ?? 0;
    pose[2] = shown.z;
    pose[3] = yaw;
    hands.update(pose, now, this.others);
  }

  /** Everybody as they are to be drawn now; the own figure follows the prediction, not the echo. */
  private people(world: World): PersonView[] {
    const people = [...world.people(this.serverNow())];
    const self = people.find((person) => person.self);
    if (!self) return people;
    const shown = world.prediction.shown;
    self.pose.set(this.body.pose);
    self.pose[0] = shown.x;
    self.pose[1] = world.room?.floorY ?? 0;
    self.pose[2] = shown.z;
    self.pose[3] = world.prediction.yaw;
    return people;
  }

  private finish(reason: FailureReason | undefined): void {
    if (this.over) return;
    this.parts?.sender.stop();
    // What happened and what can be done stands on the page.
    this.wearing?.headset?.end();
    if (this.hud) this.hud.showEnd(reason);
    else this.events.emit('ended', { again: false, reason });
  }
}
