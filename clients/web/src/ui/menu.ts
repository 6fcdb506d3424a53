import { Emitter } from '../base/emitter';
import type { TextKey } from '../locale/locale';
import type { IconName } from './icons';

export type MenuName = 'microphone' | 'chat' | 'people' | 'note' | 'map' | 'settings' | 'comfort' | 'language' | 'help' | 'leave';

/** One thing that can be done from a menu, be it the bar over the picture or the one on the wrist. */
export interface MenuEntry {
  readonly name: MenuName;
  readonly run: () => void;
  label: TextKey;
  icon: IconName;
  /** Whether it is switched on or open; undefined where it is never either. */
  on?: boolean;
  /** What waits there unread. */
  count: number;
}

type State = Partial<Pick<MenuEntry, 'label' | 'icon' | 'on' | 'count'>>;

/** What can be done, once, for every menu that shows it: word, icon, state and what happens. */
export class Menu {
  readonly events = new Emitter<{ changed: MenuEntry }>();
  private readonly entries: readonly MenuEntry[];

  constructor(entries: readonly Omit<MenuEntry, 'count'>[]) {
    this.entries = entries.map((entry) => ({ ...entry, count: 0 }));
  }

  /** These, in this order, as far as there are any. */
  of(...names: readonly MenuName[]): MenuEntry[] {
    return names.flatMap((name) => this.entries.find((entry) => entry.name === name) ?? []);
  }

  set(name: MenuName, state: State): void {
    const entry = this.entries.find((it) => it.name === name);
    if (!entry || (Object.keys(state) as (keyof State)[]).every((key) => entry[key] === state[key])) return;
    Object.assign(entry, state);
    this.events.emit('changed', entry);
  }
}
