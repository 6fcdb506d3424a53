import type { Actions } from '../input/actions';
import type { Controls } from '../input/controls';
import type { Locale } from '../locale/locale';
import type { Verdict } from '../media/advice';
import type { DeviceFault } from '../media/devices';
import type { SendSource } from '../media/peer';
import type { Connection } from '../net/connection';
import { requestContinueCode } from '../net/entry';
import type { FailureReason } from '../net/errors';
import type { Stage } from '../scene/stage';
import type { World } from '../state/world';
import type { Hud } from '../ui/hud';
import type { Preferences } from '../ui/preferences';
import type { Aim } from './aim';
import type { Call } from './call';
import { Checker } from './checker';
import type { Deeds } from './deeds';
import type { Hands } from './hands';
import { wireHands } from './handwiring';
import type { Panels } from './panels';
import { showPasses } from './passes';
import type { PoseSender } from './sender';
import type { Studio } from './studio';
import type { Wearing } from './wearing';

/** What a visit is made of once the building is known. */
export interface Parts {
  connection: Connection;
  world: World;
  stage: Stage;
  hud: Hud;
  actions: Actions;
  controls: Controls;
  wearing: Wearing;
  sender: PoseSender;
  deeds: Deeds;
  hands: Hands;
  aim: Aim;
  panels: Panels;
  call: Call;
  studio: Studio;
  locale: Locale;
  staff: boolean;
  preferences: Preferences;
  /** The hospital's address for other devices. */
  site: string;
  /** Where this page came from. */
  base: string;
}

/** What the parts ask of the visit as a whole. */
export interface Wishes {
  switchView: () => void;
  /** Back to walking: keys go to the picture again. */
  focus: () => void;
  touch: () => void;
  helpSeen: () => void;
  /** The comfort settings were changed. */
  comfort: () => void;
  /** The line has ended. */
  finish: (reason: FailureReason | undefined) => void;
  /** The person has read why it ended; `again` asks to come back. */
  leave: (again: boolean) => void;
  /** Something was chosen that the page as a whole has to know. */
  settings: () => void;
  language: () => void;
}

/** Joins the events of each part to the handlers of the others. */
export function wire(parts: Parts, wishes: Wishes): void {
  wireLink(parts, wishes);
  wireWorld(parts);
  wireHud(parts, wishes);
  wirePanels(parts);
  wireActions(parts, wishes);
  wireHands(parts);
  wireCall(parts);
  wireSettings(parts, wishes);
}

function wireLink({ connection, hud, locale, studio }: Parts, wishes: Wishes): void {
  let before = connection.link;
  connection.events.on('link', ({ state, failure }) => {
    hud.showLink(state);
    if (state === 'online' && before === 'lost') {
      hud.toast(locale.text('link.back'));
      studio.cue('back');
    }
    if (state === 'lost' && before === 'online') {
      hud.toast(locale.text('link.lost'), true);
      studio.cue('lost');
    }
    if (state === 'ended') wishes.finish(failure?.reason);
    before = state;
  });
}

function wireWorld({ connection, world, hud, stage, sender, locale, staff }: Parts): void {
  const { events } = world;
  let lines = 0;
  const refuse = ({ reason }: { reason: number }) => {
    hud.toast(locale.maybe(`refusal.${reason}`, locale.text('refusal.0')), true);
  };
  events.on('resync', ({ scope }) => {
    connection.send({ case: 'resync', value: { $typeName: 'asclepion.v1.Resync', scope } });
  });
  events.on('roomEntered', ({ template }) => {
    const room = world.hospital.rooms[template];
    hud.showRoom(locale.pick(room?.name?.byLanguage));
    hud.chat.handleRoom((room?.anonymousVisitors ?? false) && !staff);
    hud.captions.handleRoom();
    hud.note.setStaff(staff);
    sender.handleRoom();
    hud.showLoading('loading.room');
    void stage.enter(template).then(() => {
      if (world.template === template) hud.showLoading(undefined);
    });
  });
  events.on('chat', (line) => {
    hud.chat.handleLine(line);
    if (!line.self) {
      hud.handleChatLine();
      hud.captions.handleLine({ key: `chat ${++lines}`, speaker: line.name, text: line.text, source: 'chat', final: true });
    }
    stage.people.say(line.key, line.text, performance.now());
  });
  events.on('refused', refuse);
  events.on('doorRefused', refuse);
  events.on('changed', () => {
    hud.note.handleNote(false, world.note(false)?.text ?? '');
    if (staff) hud.note.handleNote(true, world.note(true)?.text ?? '');
  });
}

function wireHud({ connection, hud, actions, controls, panels, wearing, preferences }: Parts, wishes: Wishes): void {
  const { events } = hud;
  events.on('use', () => {
    actions.events.emit('use', { pointing: { type: 'ahead' } });
  });
  events.on('drop', () => {
    actions.events.emit('release', { held: 0 });
  });
  events.on('view', () => {
    actions.events.emit('view', {});
  });
  events.on('comfort', () => {
    wearing.headset?.handleComfort();
    wishes.comfort();
  });
  // What the page says is also said to who cannot see the page.
  events.on('toast', ({ words, alert }) => {
    wearing.say(words, alert);
  });
  events.on('leave', () => {
    connection.leave();
  });
  events.on('retry', () => {
    connection.handleOnline();
  });
  events.on('ended', ({ again }) => {
    wishes.leave(again);
  });
  events.on('stick', ({ right, forward }) => {
    // With one thumb, sideways turns: the other hand is not there to drag the picture.
    const oneHanded = preferences.hand !== 'both';
    controls.handleStick(oneHanded ? 0 : right, forward);
    controls.handleTurnStick(oneHanded ? right : 0);
  });
  events.on('panel', ({ name }) => {
    if (name === undefined) wishes.focus();
    if (name !== 'help') wishes.helpSeen();
    panels.handlePanel();
  });
}

function wireSettings({ connection, hud, locale, base, site, preferences }: Parts, wishes: Wishes): void {
  hud.captions.shown = preferences.captions;
  hud.settings.events.on('changed', () => {
    hud.captions.shown = preferences.captions;
    wishes.settings();
  });
  hud.settings.events.on('language', wishes.language);
  let stop: (() => void) | undefined;
  hud.events.on('panel', ({ name }) => {
    stop?.();
    stop = name === 'device' ? showPasses(hud.pass, locale, site, () => requestContinueCode(base, connection.token), Date.now) : undefined;
  });
}

function wirePanels({ connection, hud }: Parts): void {
  hud.chat.events.on('say', ({ text, talk }) => {
    connection.send({ case: 'chat', value: { $typeName: 'asclepion.v1.ChatIntent', text, sideTalk: talk } });
  });
  hud.chat.events.on('leaveTalk', ({ talk }) => {
    connection.send({ case: 'sideTalk', value: { $typeName: 'asclepion.v1.SideTalkIntent', inviteSlotPlusOne: 0, talk, leave: true } });
  });
  hud.people.events.on('sideTalk', ({ slot }) => {
    connection.send({ case: 'sideTalk', value: { $typeName: 'asclepion.v1.SideTalkIntent', inviteSlotPlusOne: slot + 1, talk: 0, leave: false } });
    hud.toggle('chat');
  });
  hud.note.events.on('write', ({ text, staff }) => {
    connection.send({ case: 'writeNote', value: { $typeName: 'asclepion.v1.WriteNoteIntent', text, staff } });
  });
}

/** How near a closing hand must be to a thing to take it, metres; farther off it takes what it points at. */
const GRASP = 0.3;

function wireActions({ actions, controls, hud, stage, deeds, hands, aim, panels }: Parts, wishes: Wishes): void {
  const { events } = actions;
  events.on('use', ({ pointing, hand }) => {
    deeds.use(aim.of(pointing), hand);
  });
  events.on('grab', ({ hand, at, pointing }) => {
    const target = aim.within(at, GRASP) ?? aim.of(pointing);
    if (target && target.type !== 'seat' && target.type !== 'stand') deeds.use(target, hand);
    else hands.handleClosed(hand, true);
  });
  events.on('release', ({ hand, held, velocity }) => {
    if (hand) hands.handleClosed(hand, false);
    if (hand) deeds.release(hand, velocity ?? { x: 0, y: 0, z: 0 });
    else deeds.drop(held ?? 0, controls.pitch);
  });
  events.on('teleport', ({ x, z, yaw }) => {
    deeds.teleport(x, z, yaw);
  });
  events.on('stand', () => {
    deeds.stand();
  });
  events.on('menu', () => {
    panels.inWorld?.toggleMenu();
  });
  events.on('view', wishes.switchView);
  events.on('chat', () => {
    if (hud.panel !== 'chat') hud.toggle('chat');
    else hud.chat.focus();
  });
  events.on('map', () => {
    hud.toggle('map');
  });
  events.on('microphone', () => {
    hud.events.emit('media', { source: 'microphone' });
  });
  events.on('escape', () => {
    hud.handleEscape();
    wishes.focus();
  });
  events.on('touch', wishes.touch);
  events.on('zoom', ({ by }) => {
    stage.viewpoint.zoom(by);
  });
  events.on('hover', ({ x, y }) => {
    aim.handleHover(x, y);
  });
}

function wireCall({ call, studio, hud, world, locale }: Parts): void {
  const { devices, microphone } = studio;
  const checker = new Checker(studio, hud.check, () => {
    call.ears.mode = studio.choices.listening;
  });
  const show = () => {
    hud.showMicrophone(!microphone.isMuted);
    for (const source of ['camera', 'screen'] as const) hud.call.showSource(source, devices.track(source) !== undefined);
    hud.gallery.showOwn(devices.track('camera'));
    hud.gallery.showSharing(devices.track('screen') !== undefined);
  };
  const offs = [devices.events.on('changed', show), microphone.events.on('voice', ({ talking }) => { show(); hud.call.showTalking(talking); }), devices.events.on('lost', ({ source }) => { hud.toast(locale.text(`call.lost.${source}`), source !== 'screen'); })];
  call.events.on('closed', () => {
    checker.stop();
    for (const off of offs) off();
  });
  hud.events.on('media', ({ source }) => {
    if (call.verdict === 'unavailable') {
      hud.toast(locale.text('call.unavailable'));
      return;
    }
    void switchSource(studio, source).then((fault) => {
      if (!fault && source === 'microphone') studio.cue(microphone.isMuted ? 'microphoneOff' : 'microphoneOn');
      if (fault) hud.toast(locale.text(`device.${fault}`, { device: locale.text(`device.${source}`) }), true);
    });
  });
  hud.events.on('panel', ({ name }) => {
    if (name === 'check') checker.start();
    else checker.stop();
  });
  const line = () => {
    hud.check.handleLine({ verdict: call.verdict, path: call.way, roundTrip: -1 });
  };
  let before: Verdict | undefined;
  call.events.on('verdict', ({ verdict }) => {
    line();
    if (verdict === before) return;
    before = verdict;
    hud.call.showVerdict(verdict);
    // Where nobody hears or sees, no light need burn.
    if (verdict === 'unavailable') studio.rest();
    if (verdict === 'network' || verdict === 'codec' || verdict === 'nothingReceived' || verdict === 'broken') hud.toast(locale.text(`quality.${verdict}`), true);
  });
  call.events.on('mutedTalk', () => {
    hud.toast(locale.text('call.mutedTalk'), true);
  });
  call.events.on('pictures', () => {
    hud.gallery.showScreens(call.screens().map(({ key, slot, device, video }) => ({ key, name: device?.label ?? world.nameOf(slot), device: device !== undefined, video })));
    hud.gallery.showDisplays(call.slots.displays);
  });
  show();
  line();
}

/** Turns a source on or off; answers why it could not be. A screen that is not chosen after all is no fault. */
async function switchSource({ devices, microphone }: Studio, source: SendSource): Promise<DeviceFault | undefined> {
  if (source !== 'microphone') {
    if (!devices.track(source)) {
      const fault = await devices.start(source);
      return source === 'screen' && fault === 'denied' ? undefined : fault;
    }
    devices.stop(source);
    return undefined;
  }
  if (!microphone.isMuted) {
    microphone.muted = true;
    return undefined;
  }
  const fault = await devices.start('microphone');
  if (!fault) microphone.muted = false;
  return fault;
}
