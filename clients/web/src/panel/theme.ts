/** The colours of a panel. `theme` names the pair; a test computes every contrast that is used. */
export interface Theme {
  ground: string;
  /** Of what can be pressed, and of wells that hold something. */
  control: string;
  controlHover: string;
  controlPressed: string;
  text: string;
  quiet: string;
  line: string;
  /** The one primary action, what is chosen, the filled part of a bar. */
  strong: string;
  strongHover: string;
  onStrong: string;
  alert: string;
  focus: string;
  disabled: string;
  /** Lines of a chart; each also has its own dashes. */
  series: readonly [string, string, string, string];
}

export const THEMES = {
  light: {
    ground: '#FBFAF6',
    control: '#ECE8DE',
    controlHover: '#E2DCCD',
    controlPressed: '#D3CBB7',
    text: '#22303A',
    quiet: '#4D5A62',
    line: '#86857C',
    strong: '#3F6B4C',
    strongHover: '#345A40',
    onStrong: '#FFFFFF',
    alert: '#A63A22',
    focus: '#2C6488',
    disabled: '#86857C',
    series: ['#2C6488', '#A63A22', '#3F6B4C', '#6A4A7D'],
  },
  contrast: {
    ground: '#0B0F12',
    control: '#1D262C',
    controlHover: '#2E3B43',
    controlPressed: '#43535D',
    text: '#FFFFFF',
    quiet: '#DCE4E8',
    line: '#B9C4CA',
    strong: '#FFD75E',
    strongHover: '#FFE48F',
    onStrong: '#0B0F12',
    alert: '#FFB3A1',
    focus: '#8CD6FF',
    disabled: '#95A1A9',
    series: ['#8CD6FF', '#FFB3A1', '#A8E6B4', '#E2C2FF'],
  },
} as const satisfies Record<string, Theme>;

export type ThemeName = keyof typeof THEMES;
