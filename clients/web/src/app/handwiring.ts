import type { Actions } from '../input/actions';
import type { Locale } from '../locale/locale';
import type { Connection } from '../net/connection';
import { HandSide } from '../protocol/gen/asclepion/v1/component_pb';
import type { World } from '../state/world';
import type { Hud } from '../ui/hud';
import type { Hands } from './hands';

export interface HandParts {
  connection: Connection;
  world: World;
  hud: Hud;
  hands: Hands;
  actions: Actions;
  locale: Locale;
}

/** Joins what hands do: keys, controllers and the tray on one side, the server's word and the page on the other. */
export function wireHands({ world, hud, hands, actions, locale }: HandParts): void {
  actions.events.on('point', ({ hand, on }) => {
    hands.handlePoint(hand, on);
  });
  actions.events.on('draw', ({ hand, on }) => {
    hands.handleDraw(hand, on);
  });
  actions.events.on('raiseHand', () => {
    hands.handleRaise();
  });
  actions.events.on('offer', () => {
    hands.handleOffer();
  });
  actions.events.on('tool', ({ tool }) => {
    hud.hands.handleTool(tool);
  });
  const { events } = hud.hands;
  events.on('raise', () => {
    hands.handleRaise();
  });
  events.on('offer', () => {
    hands.handleOffer();
  });
  events.on('tool', ({ tool }) => {
    actions.tool = tool;
  });
  events.on('ink', ({ pen }) => {
    hands.ink = pen === undefined ? { type: 'sponge' } : { type: 'pen', colour: pen };
  });
  events.on('undo', () => {
    hands.undo();
  });
  events.on('clear', () => {
    hands.clear();
  });
  hud.people.events.on('lower', ({ slot, self }) => {
    if (self) hands.handleRaise();
    else hands.lower(slot);
  });
  world.events.on('roomEntered', () => {
    hands.handleRoom();
  });
  world.events.on('refused', ({ sequence }) => {
    hands.handleRefused(sequence);
  });
  world.events.on('handshake', ({ name }) => {
    hud.toast(locale.text('hands.shook', { name: name || locale.text('chat.someone') }));
    actions.pulse('right', 'handshake');
  });
  world.events.on('changed', () => {
    const body = world.body;
    const carrying = (body?.leftItemPlusOne ?? 0) > 0 || (body?.rightItemPlusOne ?? 0) > 0;
    hud.hands.handleState({ raised: body?.raised ?? false, offering: (body?.offering ?? HandSide.NONE) !== HandSide.NONE, carrying });
    for (const given of hands.handleChanged()) {
      const item = locale.pick(world.hospital.models[given.model]?.name?.byLanguage);
      hud.toast(locale.text('hands.given', { name: world.nameOf(given.slot) || locale.text('chat.someone'), item }));
    }
  });
}
