import { Emitter } from '../base/emitter';
import type { Locale, TextKey } from '../locale/locale';
import type { BARS, Verdict } from '../media/advice';
import type { DeviceFault, DeviceName } from '../media/devices';
import type { ListeningMode } from '../media/ears';
import type { Path } from '../media/quality';
import { fill, h } from './dom';
import { icon, type IconName } from './icons';

type Device = 'microphone' | 'camera';

interface CheckEvents {
  switch: { source: Device; on: boolean };
  choose: { source: Device; id: string };
  listen: { mode: ListeningMode };
  tone: object;
}

/** What is known of the connection. */
export interface LineView {
  /** How far one is with a path that is not known yet. @default 'later' */
  search?: 'later' | 'trying' | 'none';
  /** Undefined before entering. */
  verdict: Verdict | undefined;
  path: Path | undefined;
  /** To the hospital's own server, milliseconds, or -1. */
  roundTrip: number;
}

const SEGMENTS = 20;
/** Speaking counts as heard once the meter was this far up. */
const HEARD = 0.45;

/** Microphone, camera, ears and line, to look at before entering and at any time. Shows what it is told; asks by events. */
export class CheckView {
  readonly events = new Emitter<CheckEvents>();
  readonly element: HTMLElement;
  private readonly selects: Record<Device, HTMLSelectElement>;
  private readonly switches: Record<Device, HTMLButtonElement>;
  private readonly notes: Record<Device, HTMLElement>;
  private readonly meter: HTMLElement;
  private readonly video = h('video', { class: 'mirror', muted: true, playsinline: true, autoplay: true });
  private readonly blank: HTMLElement;
  private readonly line = h('p', { role: 'status' });
  private readonly modes: HTMLElement;
  private heard = false;
  private shown = -1;
  private told = '';

  constructor(private readonly locale: Locale, mode: ListeningMode) {
    this.selects = { microphone: this.select('microphone'), camera: this.select('camera') };
    this.switches = { microphone: this.button('microphone'), camera: this.button('camera') };
    this.notes = { microphone: h('p', { class: 'hint', role: 'status' }), camera: h('p', { class: 'hint', role: 'status' }) };
    this.meter = h('div', { class: 'meter', role: 'meter', 'aria-label': locale.text('check.level'), 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': 0 }, ...Array.from({ length: SEGMENTS }, () => h('i')));
    this.video.muted = true;
    this.blank = h('div', { class: 'blank' }, icon('cameraOff', 34));
    this.modes = h('div', { class: 'ears', role: 'radiogroup', 'aria-label': locale.text('check.ears') }, this.mode('spatial', 'headphones', mode), this.mode('plain', 'speaker', mode));
    this.element = h(
      'div',
      { class: 'check' },
      this.part('microphone', 'check.microphone', this.selects.microphone, this.meter, this.notes.microphone, this.switches.microphone),
      this.part('camera', 'check.camera', h('div', { class: 'mirror-box' }, this.video, this.blank), this.selects.camera, this.notes.camera, this.switches.camera),
      this.part('headphones', 'check.ears', this.modes, h('button', { class: 'button', type: 'button', onclick: () => { this.events.emit('tone', {}); } }, icon('play', 18), locale.text('check.tone')), h('p', { class: 'hint' }, locale.text('check.toneHint'))),
      this.part('activity', 'check.line', this.line),
    );
    this.handleTrack('microphone', undefined);
    this.handleTrack('camera', undefined);
  }

  handleTrack(source: Device, track: MediaStreamTrack | undefined): void {
    const { locale } = this;
    const on = track !== undefined;
    fill(this.switches[source], icon(on ? (`${source}Off` as IconName) : source, 18), locale.text(on ? `check.${source}.stop` : `check.${source}.start`));
    this.switches[source].classList.toggle('primary', !on && source === 'microphone');
    this.switches[source].dataset['on'] = String(on);
    this.selects[source].hidden = !on;
    if (source === 'microphone') {
      this.heard = false;
      this.meter.hidden = !on;
      this.note(source, on ? 'check.microphone.speak' : 'check.microphone.why');
    } else {
      this.video.srcObject = track ? new MediaStream([track]) : null;
      this.video.hidden = !on;
      this.blank.hidden = on;
      this.note(source, on ? 'check.camera.on' : 'check.camera.why');
    }
  }

  handleFault(source: Device, fault: DeviceFault): void {
    const { locale } = this;
    this.notes[source].classList.add('fault');
    this.notes[source].textContent = locale.text(`device.${fault}`, { device: locale.text(`device.${source}`) });
  }

  handleDevices(source: Device, devices: readonly DeviceName[], current: string | undefined): void {
    const { locale } = this;
    fill(this.selects[source], ...devices.map(({ id, label }, i) => h('option', { value: id, selected: id === current }, label || `${locale.text(`device.${source}`)} ${i + 1}`)));
    this.selects[source].hidden = devices.length === 0 || this.switches[source].dataset['on'] !== 'true';
  }

  /** The microphone's loudness as a share of the meter. */
  handleLevel(share: number): void {
    const lit = Math.round(share * SEGMENTS);
    if (lit !== this.shown) {
      this.shown = lit;
      [...this.meter.children].forEach((segment, i) => segment.classList.toggle('lit', i < lit));
      this.meter.setAttribute('aria-valuenow', String(Math.round(share * 100)));
    }
    if (share < HEARD || this.heard || this.meter.hidden) return;
    this.heard = true;
    this.note('microphone', 'check.microphone.heard');
    this.notes.microphone.classList.add('fine');
  }

  handleLine({ search = 'later', verdict, path, roundTrip }: LineView): void {
    const { locale } = this;
    const parts: string[] = [];
    if (path) parts.push(locale.text(`check.way.${path.way}`));
    else if (verdict === undefined) parts.push(locale.text(`check.way.${search}`));
    const time = path && path.roundTrip >= 0 ? path.roundTrip : roundTrip;
    if (time >= 0) parts.push(locale.text(time < 150 ? 'check.time.fast' : time < 400 ? 'check.time.fair' : 'check.time.slow', { milliseconds: Math.max(1, Math.round(time)) }));
    if (verdict) parts.push(locale.text(`quality.${verdict}`));
    const key = parts.join('\n');
    if (key === this.told) return;
    this.told = key;
    const fault = !path && verdict === undefined && search === 'none';
    fill(this.line, ...parts.map((part, i) => h('span', { class: fault && i === 0 ? 'fault' : '' }, part)));
  }

  private note(source: Device, key: TextKey): void {
    this.notes[source].classList.remove('fault', 'fine');
    this.notes[source].textContent = this.locale.text(key);
  }

  private part(name: IconName, title: TextKey, ...children: HTMLElement[]): HTMLElement {
    const words = this.locale.text(title);
    return h('section', { class: `part ${name}`, 'aria-label': words }, h('h2', {}, icon(name, 20), words), ...children);
  }

  private button(source: Device): HTMLButtonElement {
    return h('button', { class: 'button', type: 'button', onclick: () => { this.events.emit('switch', { source, on: this.switches[source].dataset['on'] !== 'true' }); } });
  }

  private select(source: Device): HTMLSelectElement {
    return h('select', { class: 'input', 'aria-label': this.locale.text(`check.${source}.choose`), onchange: () => { this.events.emit('choose', { source, id: this.selects[source].value }); } });
  }

  private mode(mode: ListeningMode, name: IconName, chosen: ListeningMode): HTMLElement {
    const { locale } = this;
    return h(
      'label',
      { class: 'ear' },
      h('input', { type: 'radio', name: 'listening', value: mode, checked: mode === chosen, onchange: () => { this.events.emit('listen', { mode }); } }),
      icon(name, 24),
      h('b', {}, locale.text(`check.ears.${mode}`)),
      h('small', {}, locale.text(`check.ears.${mode}.words`)),
    );
  }
}

/** Three bars that say how it goes, beside words that do. */
export function bars(count: (typeof BARS)[Verdict]): HTMLElement {
  return h('span', { class: 'bars', 'data-bars': count, 'aria-hidden': 'true' }, h('i'), h('i'), h('i'));
}
