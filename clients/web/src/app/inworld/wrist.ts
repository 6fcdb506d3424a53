import type { Locale } from '../../locale/locale';
import { Button, Grid, Panel } from '../../panel/index';
import { iconShape } from '../../ui/icons';
import type { Menu, MenuEntry, MenuName } from '../../ui/menu';

/** In the order in which they are needed in a hurry. */
const ON_THE_WRIST: readonly MenuName[] = ['microphone', 'people', 'chat', 'note', 'comfort', 'language', 'help', 'leave'];
/** Degrees. */
const WIDE = 30;

/** The menu on the wrist: the same actions that the bar over the picture has. */
export class WristMenu {
  readonly panel: Panel;
  private readonly buttons = new Map<MenuName, Button>();
  private readonly off: () => void;

  constructor(menu: Menu, private readonly locale: Locale) {
    const entries = menu.of(...ON_THE_WRIST);
    for (const entry of entries) this.buttons.set(entry.name, new Button({ ...this.looks(entry), tall: true, onPress: entry.run, kind: entry.name === 'leave' ? 'alert' : 'plain' }));
    this.panel = new Panel({ title: locale.text('hud.menu'), showTitle: false, wide: WIDE, content: new Grid([...this.buttons.values()], 180) });
    this.off = menu.events.on('changed', (entry) => {
      this.buttons.get(entry.name)?.set(this.looks(entry));
    });
  }

  dispose(): void {
    this.off();
  }

  private looks({ label, icon, on, count }: MenuEntry) {
    const words = this.locale.text(label);
    return { label: count > 0 ? `${words} ${count > 9 ? '9+' : count}` : words, icon: iconShape(icon), ...(on === undefined ? {} : { pressed: on }) };
  }
}
