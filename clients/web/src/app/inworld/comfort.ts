import type { Comfort } from '../../input/comfort';
import type { Locale, TextKey } from '../../locale/locale';
import { Button, Column, Panel, Row, Slider, Text, type Widget } from '../../panel/index';
import { type Choice, CHOICES, SLIDERS } from '../../ui/comfort';
import { iconShape } from '../../ui/icons';

/** How one likes to move, chosen while one moves: what the page's own sheet has, written into the settings at once. */
export function comfortSheet(locale: Locale, comfort: Comfort, changed: () => void, close: () => void): Panel {
  const set = (name: keyof Comfort, value: string | number) => {
    Object.assign(comfort, { [name]: value });
    changed();
  };
  const choices = (Object.keys(CHOICES) as Choice[]).map((name) => choice(locale, comfort, name, set));
  const sliders = SLIDERS.map((name) => new Slider({ label: locale.text(`comfort.${name}`), min: 0, max: 1, step: 0.1, value: comfort[name], words: (value) => `${Math.round(value * 100)} %`, onChange: (value) => { set(name, value); } }));
  return new Panel({
    title: locale.text('comfort.title'),
    content: new Column([...choices, ...sliders, new Text(locale.text('comfort.hint'), { tone: 'quiet' })]),
    close: { label: locale.text('hud.close'), icon: iconShape('close'), onPress: close },
  });
}

function choice(locale: Locale, comfort: Comfort, name: Choice, set: (name: Choice, value: string | number) => void): Widget {
  const values: readonly (string | number)[] = CHOICES[name];
  const label = locale.text(`comfort.${name}` as TextKey);
  const buttons = values.map((value) => {
    const words = locale.text(`comfort.${name}.${value}` as TextKey);
    return new Button({
      label: words,
      describe: `${label}: ${words}`,
      pressed: comfort[name] === value,
      onPress: () => {
        set(name, value);
        buttons.forEach((button, i) => {
          button.set({ pressed: values[i] === value });
        });
      },
    });
  });
  return new Column([new Text(label), new Row(buttons)], 6);
}
