import type { Style } from '../src/panel/widget';
import { THEMES } from '../src/panel/theme';

/** Widths as a font has them roughly: a Chinese character is as wide as it is high, a Latin letter half of that. */
export const measure = (text: string, size: number) => [...text].reduce((sum, c) => sum + (/[\u2e80-\uffff]|[\ud800-\udfff]/u.test(c) || c.codePointAt(0)! > 0xffff ? 1 : 0.5), 0) * size;

export const styleOf = (over: Partial<Style> = {}): Style => ({ theme: THEMES.light, textScale: 1, language: 'en', measure, ...over });
