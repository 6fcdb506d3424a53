import { Emitter } from '../base/emitter';
import type { Actions } from '../input/actions';
import type { Comfort } from '../input/comfort';
import type { Locale } from '../locale/locale';
import type { Connection } from '../net/connection';
import type { Stage } from '../scene/stage';
import type { Target } from '../state/interact';
import type { Pose } from '../state/pose';
import type { World } from '../state/world';
import type { Hud } from '../ui/hud';
import type * as xr from '../xr/headset';

export interface WearingSettings {
  connection: Connection;
  world: World;
  stage: Stage;
  hud: Hud;
  actions: Actions;
  locale: Locale;
  comfort: Comfort;
  pose: Pose;
  draw: () => void;
  /** The picture is in the headset from now on, or flat again. */
  changed: () => void;
}

const MODES = { vr: 'immersive-vr', ar: 'immersive-ar' } as const;

/** Whether a headset can be worn, and the one that is. Its code is fetched only where the browser says that there is one. */
export class Wearing {
  readonly events = new Emitter<{ on: { headset: xr.Headset }; off: object }>();
  headset: xr.Headset | undefined;
  private code: Promise<typeof xr> | undefined;
  private starting = false;
  private away = false;

  constructor(private readonly settings: WearingSettings) {
    const { hud, connection, world } = settings;
    hud.events.on('headset', ({ mode }) => {
      void this.begin(mode);
    });
    // Whoever had the headset off when the line came back, or the door opened, still has.
    connection.events.on('welcome', () => {
      this.tell();
    });
    world.events.on('roomEntered', () => {
      this.tell();
    });
    void this.look();
    const system = navigator.xr as XRSystem | undefined;
    system?.addEventListener('devicechange', this.onDevice);
  }

  dispose(): void {
    (navigator.xr as XRSystem | undefined)?.removeEventListener('devicechange', this.onDevice);
    this.headset?.end();
  }

  say(words: string, alert: boolean): void {
    this.headset?.say(words, alert);
  }

  showPrompt(words: string | undefined, target: Target | undefined): void {
    this.headset?.showPrompt(words, target);
  }

  private readonly onDevice = () => {
    void this.look();
  };

  private async look(): Promise<void> {
    const system = navigator.xr as XRSystem | undefined;
    const can = async (mode: XRSessionMode) => (await system?.isSessionSupported(mode).catch(() => false)) ?? false;
    const [vr, ar] = await Promise.all([can(MODES.vr), can(MODES.ar)]);
    // Fetched now: once the button is pressed, the browser will not wait.
    if (vr || ar) this.code ??= import('../xr/headset');
    this.settings.hud.showHeadsets({ vr, ar });
  }

  private async begin(mode: 'vr' | 'ar'): Promise<void> {
    if (this.headset) {
      this.headset.end();
      return;
    }
    if (this.starting || !this.code) return;
    this.starting = true;
    const { stage, world, actions, comfort, pose, draw, changed, hud, locale } = this.settings;
    try {
      const { Headset } = await this.code;
      const headset = await Headset.begin({ mode, stage, world, actions, comfort, pose, language: locale.language, draw });
      this.headset = headset;
      hud.showWearing(true);
      headset.events.on('worn', ({ worn }) => {
        this.away = !worn;
        this.tell(true);
      });
      headset.events.on('ended', () => {
        this.headset = undefined;
        if (this.away) {
          this.away = false;
          this.tell(true);
        }
        hud.showWearing(false);
        changed();
        this.events.emit('off', {});
      });
      changed();
      this.events.emit('on', { headset });
    } catch (error) {
      // The words are for the person, the rest for whoever looks after the headset.
      console.warn(error);
      hud.toast(locale.text('headset.failed'), true);
    } finally {
      this.starting = false;
    }
  }

  /** Others see who has put the headset down as away for a moment. */
  private tell(always = false): void {
    if (!always && !this.away) return;
    this.settings.connection.send({ case: 'presence', value: { $typeName: 'asclepion.v1.PresenceIntent', away: this.away } });
  }
}
