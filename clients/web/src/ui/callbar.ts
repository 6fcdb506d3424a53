import { Emitter } from '../base/emitter';
import type { Locale, TextKey } from '../locale/locale';
import { BARS, type Verdict } from '../media/advice';
import type { SendSource } from '../media/peer';
import { bars } from './check';
import { fill, h } from './dom';
import { icon, type IconName } from './icons';

interface CallBarEvents {
  switch: { source: SendSource };
  check: object;
}

const ICONS: Record<SendSource, { on: IconName; off: IconName }> = {
  microphone: { on: 'microphone', off: 'microphoneOff' },
  camera: { on: 'camera', off: 'cameraOff' },
  screen: { on: 'screenOff', off: 'screen' },
};

/** At hand at all times: microphone, camera, screen, and how the sound gets through. Each button says how things are, in a word too. */
export class CallBar {
  readonly events = new Emitter<CallBarEvents>();
  readonly element: HTMLElement;
  private readonly buttons: Record<SendSource, HTMLButtonElement>;
  private readonly check: HTMLButtonElement;
  private readonly off: HTMLElement;
  private verdict: Verdict | undefined;
  private lit = false;

  constructor(private readonly locale: Locale, canShareScreen: boolean) {
    const button = (source: SendSource) => h('button', { type: 'button', class: source, onclick: () => { this.events.emit('switch', { source }); } });
    this.buttons = { microphone: button('microphone'), camera: button('camera'), screen: button('screen') };
    this.check = h('button', { type: 'button', class: 'quality', onclick: () => { this.events.emit('check', {}); } });
    this.off = h('p', { hidden: true }, locale.text('call.unavailable'));
    this.buttons.screen.hidden = !canShareScreen;
    this.element = h('div', { class: 'call card', role: 'group', 'aria-label': locale.text('call.title') }, this.off, this.buttons.microphone, this.buttons.camera, this.buttons.screen, this.check);
    for (const source of ['microphone', 'camera', 'screen'] as const) this.showSource(source, false);
    this.showVerdict('connecting');
  }

  showSource(source: SendSource, on: boolean): void {
    const button = this.buttons[source];
    const words = this.locale.text(`call.${source}.${on ? 'on' : 'off'}` as TextKey);
    button.setAttribute('aria-label', `${words}. ${this.locale.text(`call.${source}.${on ? 'stop' : 'start'}` as TextKey)}`);
    button.title = this.locale.text(`call.${source}.${on ? 'stop' : 'start'}` as TextKey);
    button.dataset['on'] = String(on);
    fill(button, icon(ICONS[source][on ? 'on' : 'off'], 24), h('span', {}, words));
  }

  /** Whether one is heard talking now: the button glows, so that one sees it works. */
  showTalking(talking: boolean): void {
    if (talking === this.lit) return;
    this.lit = talking;
    this.buttons.microphone.classList.toggle('talking', talking);
  }

  showVerdict(verdict: Verdict): void {
    if (verdict === this.verdict) return;
    this.verdict = verdict;
    const none = verdict === 'unavailable';
    this.off.hidden = !none;
    this.buttons.microphone.hidden = this.buttons.camera.hidden = none;
    if (none) this.buttons.screen.hidden = true;
    this.check.hidden = none;
    const words = this.locale.text(`quality.${verdict}`);
    this.check.setAttribute('aria-label', `${this.locale.text('call.check')}. ${words}`);
    this.check.title = words;
    fill(this.check, bars(BARS[verdict]), h('span', {}, this.locale.text('call.check')));
  }
}
