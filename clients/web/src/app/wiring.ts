import type { Controls } from '../input/controls';
import type { Locale } from '../locale/locale';
import type { Connection } from '../net/connection';
import type { FailureReason } from '../net/errors';
import type { Stage } from '../scene/stage';
import type { World } from '../state/world';
import type { Hud } from '../ui/hud';
import type { Aim } from './aim';
import type { Deeds } from './deeds';
import type { Panels } from './panels';
import type { PoseSender } from './sender';

/** What a visit is made of once the building is known. */
export interface Parts {
  connection: Connection;
  world: World;
  stage: Stage;
  hud: Hud;
  controls: Controls;
  sender: PoseSender;
  deeds: Deeds;
  aim: Aim;
  panels: Panels;
  locale: Locale;
  staff: boolean;
}

/** What the parts ask of the visit as a whole. */
export interface Wishes {
  switchView: () => void;
  /** Back to walking: keys go to the picture again. */
  focus: () => void;
  touch: () => void;
  helpSeen: () => void;
  /** The line has ended. */
  finish: (reason: FailureReason | undefined) => void;
  /** The person has read why it ended; `again` asks to come back. */
  leave: (again: boolean) => void;
}

/** Joins the events of each part to the handlers of the others. */
export function wire(parts: Parts, wishes: Wishes): void {
  wireLink(parts, wishes);
  wireWorld(parts);
  wireHud(parts, wishes);
  wirePanels(parts);
  wireControls(parts, wishes);
}

function wireLink({ connection, hud, locale }: Parts, wishes: Wishes): void {
  let before = connection.link;
  connection.events.on('link', ({ state, failure }) => {
    hud.showLink(state);
    if (state === 'online' && before === 'lost') hud.toast(locale.text('link.back'));
    if (state === 'lost' && before === 'online') hud.toast(locale.text('link.lost'), true);
    if (state === 'ended') wishes.finish(failure?.reason);
    before = state;
  });
}

function wireWorld({ connection, world, hud, stage, sender, locale, staff }: Parts): void {
  const { events } = world;
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
    hud.note.setStaff(staff);
    sender.handleRoom();
    hud.showLoading('loading.room');
    void stage.enter(template).then(() => {
      if (world.template === template) hud.showLoading(undefined);
    });
  });
  events.on('chat', (line) => {
    hud.chat.handleLine(line);
    if (!line.self) hud.handleChatLine();
    stage.people.say(line.key, line.text, performance.now());
  });
  events.on('refused', refuse);
  events.on('doorRefused', refuse);
  events.on('changed', () => {
    hud.note.handleNote(false, world.note(false)?.text ?? '');
    if (staff) hud.note.handleNote(true, world.note(true)?.text ?? '');
  });
}

function wireHud({ connection, hud, controls, deeds, aim, panels }: Parts, wishes: Wishes): void {
  const { events } = hud;
  events.on('use', () => {
    deeds.use(aim.target);
  });
  events.on('drop', () => {
    deeds.drop(0, controls.pitch);
  });
  events.on('view', wishes.switchView);
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
    controls.handleStick(right, forward);
  });
  events.on('panel', ({ name }) => {
    if (name === undefined) wishes.focus();
    if (name !== 'help') wishes.helpSeen();
    panels.handlePanel();
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

function wireControls({ controls, hud, stage, deeds, aim }: Parts, wishes: Wishes): void {
  const { events } = controls;
  events.on('use', () => {
    deeds.use(aim.target);
  });
  events.on('drop', ({ held }) => {
    deeds.drop(held, controls.pitch);
  });
  events.on('view', wishes.switchView);
  events.on('chat', () => {
    if (hud.panel !== 'chat') hud.toggle('chat');
    else hud.chat.focus();
  });
  events.on('map', () => {
    hud.toggle('map');
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
  events.on('tap', ({ x, y }) => {
    deeds.use(aim.at(x, y));
  });
}
