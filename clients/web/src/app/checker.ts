import type { DeviceFault } from '../media/devices';
import { meterOf } from '../media/talking';
import type { CheckView } from '../ui/check';
import type { Studio } from './studio';

const LOOK_MS = 50;

/** Joins a check of sound and camera to the devices it looks at, for as long as it is on the screen. */
export class Checker {
  private timer = 0;
  private readonly offs: (() => void)[] = [];

  constructor(
    private readonly studio: Studio,
    private readonly view: CheckView,
    /** One listens by headphones, or not, from now on. */
    private readonly listen: () => void = () => undefined,
  ) {
    const { events } = view;
    events.on('switch', ({ source, on }) => {
      if (!on) studio.devices.stop(source);
      else void studio.devices.start(source).then((fault) => { this.tell(source, fault); });
    });
    events.on('choose', ({ source, id }) => {
      void studio.devices.choose(source, id).then((fault) => {
        this.tell(source, fault);
        studio.keep();
      });
    });
    events.on('listen', ({ mode }) => {
      studio.choices.listening = mode;
      studio.keep();
      this.listen();
    });
    events.on('tone', () => {
      studio.playTone();
    });
  }

  /** The check came onto the screen. */
  start(): void {
    if (this.timer !== 0) return;
    const { studio, view } = this;
    for (const source of ['microphone', 'camera'] as const) this.show(source);
    this.offs.push(
      studio.devices.events.on('changed', ({ source }) => {
        if (source !== 'screen') this.show(source);
      }),
    );
    this.timer = window.setInterval(() => {
      studio.microphone.update(performance.now());
      view.handleLevel(meterOf(studio.microphone.level));
    }, LOOK_MS);
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = 0;
    for (const off of this.offs.splice(0)) off();
  }

  private tell(source: 'microphone' | 'camera', fault: DeviceFault | undefined): void {
    if (fault) this.view.handleFault(source, fault);
  }

  private show(source: 'microphone' | 'camera'): void {
    const { studio, view } = this;
    const track = studio.devices.track(source);
    view.handleTrack(source, track);
    if (!track) return;
    void studio.devices.list(source).then((devices) => {
      view.handleDevices(source, devices, track.getSettings().deviceId);
    });
  }
}
