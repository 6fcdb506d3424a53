import { fromBinary } from '@bufbuild/protobuf';
import { Emitter } from '../base/emitter';
import { forwardOf } from '../base/angles';
import { Controls } from '../input/controls';
import type { Locale } from '../locale/locale';
import { Connection, type Outgoing, type Socket } from '../net/connection';
import { fetchContent, type EntryRequest } from '../net/entry';
import { ConnectionFailure, type FailureReason } from '../net/errors';
import { untilNextSend } from '../net/phase';
import { HospitalSchema, type Hospital } from '../protocol/gen/asclepion/v1/scene_pb';
import type { ServerFrame } from '../protocol/gen/asclepion/v1/session_pb';
import { bestTarget, REACH, type Target, targets } from '../state/interact';
import { ROLE_LOOKS, roleById } from '../state/looks';
import { Sampler } from '../state/sampler';
import { type PersonView, World } from '../state/world';
import { Hud } from '../ui/hud';
import { h } from '../ui/dom';
import type { Stage } from '../scene/stage';
import { FlatBody } from './body';

export interface VisitSettings {
  base: string;
  locale: Locale;
  request: EntryRequest;
  ticket: string;
  thirdPerson: boolean;
  showHelp: boolean;
  calm: boolean;
  /** Bare rooms, for machines without a graphics card. */
  plain: boolean;
}

interface VisitEvents {
  /** Over; `again` asks to enter at once with the same choices. */
  ended: { again: boolean; reason: FailureReason | undefined };
  thirdPerson: { value: boolean };
  helpSeen: object;
}

const MOST_BACKLOG = 64 * 1024;
/** Poses sent a second while nothing moves: enough to say "still here". */
const STILL_MS = 1_000;
const MAP_MS = 200;
const PEOPLE_MS = 300;
const THROW_FROM = 0.35;
/** The point of a click may be farther off than what E offers: one walks there in the mind's eye. */
const CLICK_REACH = { door: REACH.door, seat: REACH.seat, item: REACH.item };

/** One stay in the hospital, from the welcome to the goodbye: joins line, world, picture and page. */
export class Visit {
  readonly events = new Emitter<VisitEvents>();
  readonly element = h('div', { class: 'stage' });
  readonly connection: Connection;
  world: World | undefined;
  stage: Stage | undefined;
  hud: Hud | undefined;
  private controls: Controls | undefined;
  private readonly canvas = h('canvas', { tabindex: 0, 'aria-label': 'Asclepion' });
  private readonly body = new FlatBody();
  private readonly sampler = new Sampler();
  private readonly staff: boolean;
  private frame = 0;
  private sendTimer = 0;
  private lastNow = 0;
  private lastSent = { at: 0, key: '' };
  private hover: { x: number; y: number } | undefined;
  private target: Target | undefined;
  private mapAt = 0;
  private peopleAt = 0;
  private over = false;
  private readonly resized = new ResizeObserver(() => this.stage?.resize());
  private readonly pending: ServerFrame[] = [];

  constructor(private readonly settings: VisitSettings) {
    this.staff = ROLE_LOOKS[roleById(settings.request.role)]?.staff ?? false;
    this.element.append(this.canvas);
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
      if (this.world) this.world.handleFrame(frame, this.serverNow());
      else this.pending.push(frame);
    });
    connection.connect(this.settings.ticket);
    const file = await welcome;
    const bytes = await fetchContent(this.settings.base, file);
    const hospital = fromBinary(HospitalSchema, new Uint8Array(bytes));
    const { Stage } = await scene;
    this.begin(hospital, file, Stage);
  }

  dispose(): void {
    this.over = true;
    cancelAnimationFrame(this.frame);
    clearTimeout(this.sendTimer);
    this.resized.disconnect();
    this.controls?.dispose();
    this.stage?.dispose();
    window.removeEventListener('online', this.onOnline);
    window.removeEventListener('offline', this.onOffline);
    this.element.remove();
  }

  /** Server time in milliseconds. */
  serverNow(): number {
    return this.connection.clock.at(performance.now());
  }

  /** Looks somewhere at once. */
  face(yaw: number, pitch: number): void {
    if (this.world) this.world.prediction.yaw = yaw;
    if (this.controls) this.controls.pitch = pitch;
  }

  private begin(hospital: Hospital, file: string, StageClass: typeof Stage): void {
    const { locale, base } = this.settings;
    const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/') + 1) : '';
    const world = (this.world = new World(hospital));
    const hud = (this.hud = new Hud(locale, hospital));
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
    this.stage.viewpoint.thirdPerson = this.settings.thirdPerson;
    this.resized.observe(this.canvas);
    this.controls = new Controls(this.canvas, () => performance.now());
    this.wireLink(hud);
    this.wireWorld(world, hud);
    this.wireHud(hud);
    this.wireControls(this.controls, hud);
    for (const frame of this.pending.splice(0)) world.handleFrame(frame, this.serverNow());
    hud.showLink(this.connection.link);
    if (this.settings.showHelp) hud.toggle('help');
    this.lastNow = performance.now();
    this.frame = requestAnimationFrame(this.draw);
    this.scheduleSend();
    this.canvas.focus();
  }

  private wireLink(hud: Hud): void {
    const { locale } = this.settings;
    let before = this.connection.link;
    this.connection.events.on('link', ({ state, failure }) => {
      hud.showLink(state);
      if (state === 'online' && before === 'lost') hud.toast(locale.text('link.back'));
      if (state === 'lost' && before === 'online') hud.toast(locale.text('link.lost'), true);
      if (state === 'ended') this.finish(failure?.reason);
      before = state;
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

  private wireWorld(world: World, hud: Hud): void {
    const { locale } = this.settings;
    world.events.on('resync', ({ scope }) => {
      this.send({ case: 'resync', value: { $typeName: 'asclepion.v1.Resync', scope } });
    });
    world.events.on('roomEntered', ({ template }) => {
      const room = world.hospital.rooms[template];
      hud.showRoom(locale.pick(room?.name?.byLanguage));
      hud.chat.handleRoom((room?.anonymousVisitors ?? false) && !this.staff);
      hud.note.setStaff(this.staff);
      this.sampler.forgetRemainder();
      hud.showLoading('loading.room');
      void this.stage?.enter(template).then(() => {
        if (world.template === template) hud.showLoading(undefined);
      });
    });
    world.events.on('chat', (line) => {
      hud.chat.handleLine(line);
      if (!line.self) hud.handleChatLine();
      this.stage?.people.say(line.key, line.text, performance.now());
    });
    world.events.on('refused', ({ reason }) => {
      hud.toast(locale.maybe(`refusal.${reason}`, locale.text('refusal.0')), true);
    });
    world.events.on('doorRefused', ({ reason }) => {
      hud.toast(locale.maybe(`refusal.${reason}`, locale.text('refusal.0')), true);
    });
    world.events.on('changed', () => {
      hud.note.handleNote(false, world.note(false)?.text ?? '');
      if (this.staff) hud.note.handleNote(true, world.note(true)?.text ?? '');
    });
  }

  private wireHud(hud: Hud): void {
    const { events } = hud;
    events.on('use', () => {
      this.use(this.target);
    });
    events.on('drop', () => {
      this.drop(0);
    });
    events.on('view', () => {
      this.switchView();
    });
    events.on('leave', () => {
      this.connection.leave();
    });
    events.on('retry', () => {
      this.connection.handleOnline();
    });
    events.on('ended', ({ again }) => {
      this.events.emit('ended', { again, reason: undefined });
    });
    events.on('stick', ({ right, forward }) => {
      this.controls?.handleStick(right, forward);
    });
    events.on('panel', ({ name }) => {
      if (name === undefined) this.canvas.focus();
      if (name !== 'help') this.events.emit('helpSeen', {});
      this.mapAt = this.peopleAt = 0;
    });
    hud.chat.events.on('say', ({ text, talk }) => {
      this.send({ case: 'chat', value: { $typeName: 'asclepion.v1.ChatIntent', text, sideTalk: talk } });
    });
    hud.chat.events.on('leaveTalk', ({ talk }) => {
      this.send({ case: 'sideTalk', value: { $typeName: 'asclepion.v1.SideTalkIntent', inviteSlotPlusOne: 0, talk, leave: true } });
    });
    hud.people.events.on('sideTalk', ({ slot }) => {
      this.send({ case: 'sideTalk', value: { $typeName: 'asclepion.v1.SideTalkIntent', inviteSlotPlusOne: slot + 1, talk: 0, leave: false } });
      hud.toggle('chat');
    });
    hud.note.events.on('write', ({ text, staff }) => {
      this.send({ case: 'writeNote', value: { $typeName: 'asclepion.v1.WriteNoteIntent', text, staff } });
    });
  }

  private wireControls(controls: Controls, hud: Hud): void {
    const { events } = controls;
    events.on('use', () => {
      this.use(this.target);
    });
    events.on('drop', ({ held }) => {
      this.drop(held);
    });
    events.on('view', () => {
      this.switchView();
    });
    events.on('chat', () => {
      if (hud.panel !== 'chat') hud.toggle('chat');
      else hud.chat.focus();
    });
    events.on('map', () => {
      hud.toggle('map');
    });
    events.on('escape', () => {
      hud.handleEscape();
      this.canvas.focus();
    });
    events.on('touch', () => {
      this.element.classList.add('touch');
    });
    events.on('zoom', ({ by }) => this.stage?.viewpoint.zoom(by));
    events.on('hover', ({ x, y }) => {
      this.hover = { x, y };
    });
    events.on('tap', ({ x, y }) => {
      const world = this.world;
      const target = world && this.stage?.pick(x, y, targets(world, CLICK_REACH));
      if (target) this.use(target);
    });
  }

  private switchView(): void {
    const viewpoint = this.stage?.viewpoint;
    if (!viewpoint) return;
    viewpoint.thirdPerson = !viewpoint.thirdPerson;
    this.events.emit('thirdPerson', { value: viewpoint.thirdPerson });
  }

  private use(target: Target | undefined): void {
    if (!target) return;
    this.reachFor(target);
    switch (target.type) {
      case 'door':
        this.send({ case: 'useDoor', value: { $typeName: 'asclepion.v1.UseDoorIntent', aperture: target.aperture, open: !target.open } });
        break;
      case 'seat':
        this.send({ case: 'sit', value: { $typeName: 'asclepion.v1.SitIntent', seat: target.seat } });
        break;
      case 'item':
        this.send({ case: 'pickUp', value: { $typeName: 'asclepion.v1.PickUpIntent', item: target.id, leftHand: (this.world?.body?.rightItemPlusOne ?? 0) > 0 } });
        break;
      case 'stand':
        this.send({ case: 'stand', value: { $typeName: 'asclepion.v1.StandIntent' } });
        break;
    }
  }

  private reachFor(target: Target): void {
    const world = this.world;
    if (!world || target.type === 'stand' || target.type === 'seat') return;
    const { x, z } = world.prediction.root;
    const yaw = world.prediction.yaw;
    const dx = target.x - x;
    const dz = target.z - z;
    this.body.reachFor(dx * Math.cos(yaw) - dz * Math.sin(yaw), target.y - (world.room?.floorY ?? 0), dx * Math.sin(yaw) + dz * Math.cos(yaw));
  }

  private drop(held: number): void {
    const body = this.world?.body;
    if (!body || (body.leftItemPlusOne === 0 && body.rightItemPlusOne === 0)) return;
    const speed = held < THROW_FROM ? 0 : Math.min(6, 2 + held * 3);
    const ahead = forwardOf(this.world!.prediction.yaw);
    const pitch = this.controls?.pitch ?? 0;
    this.send({
      case: 'release',
      value: { $typeName: 'asclepion.v1.ReleaseIntent', leftHand: body.rightItemPlusOne === 0, vx: ahead.x * speed, vy: speed * (0.35 + Math.sin(pitch)), vz: ahead.z * speed },
    });
  }

  private send(message: Outgoing): number {
    return this.connection.send(message);
  }

  private scheduleSend(): void {
    if (this.over) return;
    const period = 1_000 / (this.world?.tickHz || 30);
    const phase = this.connection.phase;
    const wait = phase ? untilNextSend(phase, this.serverNow(), period * 0.4) : period;
    this.sendTimer = window.setTimeout(() => {
      this.sendPose();
      this.scheduleSend();
    }, wait);
  }

  private sendPose(): void {
    const world = this.world;
    if (!world?.isPlaced || this.connection.link !== 'online' || this.connection.backlog > MOST_BACKLOG) return;
    const now = performance.now();
    const { root, yaw } = world.prediction;
    const key = `${root.x.toFixed(4)} ${root.z.toFixed(4)} ${yaw.toFixed(3)} ${Array.from(this.body.pose, (v) => v.toFixed(3)).join()}`;
    if (key === this.lastSent.key && now - this.lastSent.at < STILL_MS) return;
    this.lastSent = { at: now, key };
    const sample = this.sampler.next(world.prediction, this.body.pose);
    this.send({ case: 'pose', value: { $typeName: 'asclepion.v1.PoseIntent', sample } });
  }

  private readonly draw = () => {
    if (this.over) return;
    this.frame = requestAnimationFrame(this.draw);
    const now = performance.now();
    const elapsed = Math.min(0.1, (now - this.lastNow) / 1_000);
    this.lastNow = now;
    const { world, stage, hud, controls } = this;
    if (!world || !stage || !hud || !controls || world.template < 0) return;
    this.move(world, controls, elapsed);
    const serverNow = this.serverNow();
    const people = [...world.people(serverNow)];
    this.showSelf(world, people);
    this.aimAt(world, stage);
    hud.showPrompt(this.target && this.wordsFor(this.target));
    this.updatePanels(world, hud, people, now, serverNow);
    if (!world.isPlaced) return;
    const shown = world.prediction.shown;
    stage.render({
      now,
      elapsed,
      template: world.template,
      self: { x: shown.x, y: world.room?.floorY ?? 0, z: shown.z, yaw: world.prediction.yaw, pitch: controls.pitch, eye: this.body.eye },
      people,
      figures: world.figures(serverNow),
      items: world.items(),
      isOpen: (aperture) => world.isOpen(aperture),
      clearWay: (x, z, dx, dz, most) => world.clearWay(x, z, dx, dz, most),
      highlight: this.target,
    });
  };

  private move(world: World, controls: Controls, elapsed: number): void {
    world.prediction.turn(controls.takeTurn(elapsed));
    const speed = controls.speed(elapsed);
    const ahead = forwardOf(world.prediction.yaw);
    if (this.connection.link === 'online') world.walk((ahead.x * speed.forward - ahead.z * speed.right) * elapsed, (ahead.z * speed.forward + ahead.x * speed.right) * elapsed);
    world.prediction.settle(elapsed * 1_000);
    const body = world.body;
    this.body.update(elapsed, world.seat >= 0, controls.pitch, { left: (body?.leftItemPlusOne ?? 0) > 0, right: (body?.rightItemPlusOne ?? 0) > 0 });
  }

  /** The own figure follows the prediction, not the echo. */
  private showSelf(world: World, people: PersonView[]): void {
    const self = people.find((person) => person.self);
    if (!self) return;
    const shown = world.prediction.shown;
    self.pose.set(this.body.pose);
    self.pose[0] = shown.x;
    self.pose[1] = world.room?.floorY ?? 0;
    self.pose[2] = shown.z;
    self.pose[3] = world.prediction.yaw;
  }

  private aimAt(world: World, stage: Stage): void {
    const hovered = this.hover && !this.element.classList.contains('touch') ? stage.pick(this.hover.x, this.hover.y, targets(world, CLICK_REACH)) : undefined;
    this.canvas.classList.toggle('pointing', hovered !== undefined);
    this.target = hovered ?? bestTarget(world);
  }

  private wordsFor(target: Target): string {
    const { locale } = this.settings;
    switch (target.type) {
      case 'door':
        return locale.text(target.open ? 'hint.closeDoor' : 'hint.openDoor');
      case 'seat':
        return locale.text('hint.sit');
      case 'stand':
        return locale.text('hint.stand');
      case 'item':
        return locale.text('hint.pickUp', { item: locale.pick(this.world?.hospital.models[target.model]?.name?.byLanguage) });
    }
  }

  private updatePanels(world: World, hud: Hud, people: PersonView[], now: number, serverNow: number): void {
    if (now - this.peopleAt > PEOPLE_MS) {
      this.peopleAt = now;
      const talks = [...world.sideTalks()];
      if (hud.panel === 'people') hud.people.handlePeople(people, world.template, [...world.figures(serverNow)].length, talks);
      hud.chat.handleTalks(talks.map(({ talk, members }) => ({ talk, names: members.filter((slot) => slot !== world.slot).map((slot) => world.nameOf(slot)).join(', ') })));
    }
    if (hud.panel === 'map' && now - this.mapAt > MAP_MS) {
      this.mapAt = now;
      const shown = world.prediction.shown;
      hud.map.handleState(world.template, shown.x, shown.z, world.prediction.yaw, people);
    }
  }

  private finish(reason: FailureReason | undefined): void {
    if (this.over) return;
    clearTimeout(this.sendTimer);
    if (this.hud) this.hud.showEnd(reason);
    else this.events.emit('ended', { again: false, reason });
  }
}
