import en from './en.json';
import zhHans from './zh-Hans.json';

export type TextKey = keyof typeof en;
export const LANGUAGES = ['en', 'zh-Hans'] as const;
export type Language = (typeof LANGUAGES)[number];

const TEXTS: Record<Language, Record<TextKey, string>> = { en, 'zh-Hans': zhHans };

/** The texts of one language, which may be changed on the way; `{name}` in a text is filled from the second argument. */
export class Locale {
  constructor(public language: Language) {}

  text(key: TextKey, values: Record<string, string | number> = {}): string {
    return TEXTS[this.language][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  }

  /** The text of a key made up at run time, or `otherwise` where there is none. */
  maybe(key: string, otherwise: string): string {
    return (TEXTS[this.language] as Record<string, string | undefined>)[key] ?? otherwise;
  }

  /** A time of day, as this language writes it. */
  time(at: Date): string {
    return new Intl.DateTimeFormat(this.language, { hour: 'numeric', minute: '2-digit' }).format(at);
  }

  /** A share of a hundred, as this language writes it. */
  percent(hundredths: number): string {
    return new Intl.NumberFormat(this.language, { style: 'percent' }).format(hundredths / 100);
  }

  /** A number, as this language writes it. */
  number(value: number, digits = 0): string {
    return new Intl.NumberFormat(this.language, { maximumFractionDigits: digits }).format(value);
  }

  /** Picks this language out of a text by BCP 47 tag. */
  pick(byLanguage: Record<string, string> | undefined): string {
    return byLanguage?.[this.language] ?? byLanguage?.['en'] ?? '';
  }
}

/** The best of ours for what a browser or a person prefers. */
export function languageFor(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const plain = tag.toLowerCase();
    if (plain.startsWith('zh')) return 'zh-Hans';
    if (plain.startsWith('en')) return 'en';
  }
  return 'en';
}
