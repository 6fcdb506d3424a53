/** A choice for what has been typed so far: its characters, and how many of the letters they use up. */
export interface Candidate {
  text: string;
  letters: number;
}

/** Letters that wait to become characters; more are not taken. */
export const MOST_LETTERS = 36;
export const MOST_CANDIDATES = 60;
/** The longest entry of the table, letters. */
const LONGEST = 24;
const MOST_COMPLETIONS = 12;

interface Entry {
  /** Most used first. */
  characters: string[];
  words: { text: string; rank: number }[];
}

/**
 * Pinyin to characters. The table has one line for each spelling, sorted: the spelling without tones or marks (ü is v), a tab, single
 * characters from the most to the least used, a tab, and words, each with a digit for how much it is used, 9 being most. `build/pinyin.mjs` makes it.
 */
export class Pinyin {
  private readonly entries = new Map<string, Entry>();
  private readonly keys: string[] = [];
  private readonly syllables: string[] = [];

  constructor(table: string) {
    for (const line of table.split('\n')) {
      const [key, characters, words] = line.split('\t');
      if (!key || key.startsWith('#')) continue;
      this.keys.push(key);
      const entry: Entry = { characters: [...(characters ?? '')], words: (words ?? '').split(' ').filter(Boolean).map((word) => ({ text: word.slice(0, -1), rank: Number(word.at(-1)) })) };
      this.entries.set(key, entry);
      if (entry.characters.length > 0) this.syllables.push(key);
    }
  }

  /** Choices for these letters, best first. An apostrophe parts syllables where they could be read otherwise: xi'an. */
  candidates(typed: string): Candidate[] {
    const text = typed.toLowerCase().slice(0, MOST_LETTERS);
    const letters = text.replaceAll("'", '');
    if (letters === '') return [];
    const parts = text.split("'").filter(Boolean).length;
    const found = new Map<string, number>();
    const put = (word: string, used: number) => {
      if (found.size < MOST_CANDIDATES && !found.has(word)) found.set(word, used);
    };
    const fits = (word: string) => [...word].length >= parts;
    const whole = this.entries.get(letters);
    const single = whole && parts === 1 ? whole.characters : [];
    for (const character of single.slice(0, 5)) put(character, letters.length);
    for (const { text: word } of whole?.words ?? []) if (fits(word)) put(word, letters.length);
    if (found.size === 0) {
      const composed = this.compose(letters);
      if (composed) put(composed.text, composed.letters);
    }
    for (const word of this.completions(letters)) if (fits(word)) put(word, letters.length);
    for (const character of single.slice(5)) put(character, letters.length);
    for (let end = Math.min(letters.length - 1, LONGEST); end > 0; end--) this.beginnings(letters, end, put);
    return [...found].map(([word, used]) => ({ text: word, letters: typedLength(text, used) }));
  }

  private beginnings(letters: string, end: number, put: (word: string, used: number) => void): void {
    const entry = this.entries.get(letters.slice(0, end));
    if (!entry || !this.canBegin(letters.slice(end))) return;
    for (const { text } of entry.words) put(text, end);
    for (const character of entry.characters) put(character, end);
  }

  /** Whether some syllable begins so, or these letters begin with one. */
  private canBegin(letters: string): boolean {
    return this.syllables.some((syllable) => syllable.startsWith(letters.slice(0, 6)) || letters.startsWith(syllable));
  }

  /** What could become of letters that are not complete yet, the most used first. */
  private completions(letters: string): string[] {
    let low = 0;
    let high = this.keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.keys[middle]! < letters) low = middle + 1;
      else high = middle;
    }
    const words: { text: string; rank: number }[] = [];
    const firsts: string[][] = [];
    for (let i = low; i < this.keys.length && this.keys[i]!.startsWith(letters); i++) {
      if (this.keys[i] === letters) continue;
      const entry = this.entries.get(this.keys[i]!)!;
      // One that needs few letters more is likelier meant.
      const missing = this.keys[i]!.length - letters.length;
      words.push(...entry.words.map(({ text, rank }) => ({ text, rank: rank - missing * 0.7 })));
      if (entry.characters.length > 0) firsts.push(entry.characters.slice(0, 3));
    }
    const best = words.sort((a, b) => b.rank - a.rank).slice(0, MOST_COMPLETIONS).map(({ text }) => text);
    const characters = [0, 1, 2].flatMap((at) => firsts.flatMap((list) => list[at] ?? []));
    return letters.length <= 2 ? [...characters.slice(0, MOST_COMPLETIONS), ...best] : [...best, ...characters.slice(0, MOST_COMPLETIONS)];
  }

  /** The likeliest row of words for as many of the letters as can be read: fewest words, of those the most used. */
  private compose(letters: string): Candidate | undefined {
    const best: ({ cost: number; text: string } | undefined)[] = [{ cost: 0, text: '' }];
    for (let end = 1; end <= letters.length; end++) {
      for (let start = Math.max(0, end - LONGEST); start < end; start++) {
        const before = best[start];
        const entry = before && this.entries.get(letters.slice(start, end));
        if (!entry) continue;
        const word = entry.words.reduce<{ text: string; rank: number } | undefined>((a, b) => (!a || b.rank > a.rank ? b : a), undefined);
        const choice = word ?? { text: entry.characters[0]!, rank: -4 };
        const cost = before.cost + 14 - choice.rank;
        if (cost < (best[end]?.cost ?? Infinity)) best[end] = { cost, text: before.text + choice.text };
      }
    }
    for (let end = letters.length; end > 0; end--) {
      const found = best[end];
      if (found && (end === letters.length || this.syllables.some((syllable) => syllable.startsWith(letters.slice(end))))) return { text: found.text, letters: end };
    }
    return undefined;
  }
}

/** How many typed signs, apostrophes included, hold so many letters. */
function typedLength(typed: string, letters: number): number {
  let count = 0;
  let at = 0;
  while (at < typed.length && (count < letters || typed[at] === "'")) {
    if (typed[at] !== "'") count++;
    at++;
  }
  return at;
}

/** Fetches the table when somebody first writes Chinese. */
export async function loadPinyin(): Promise<Pinyin> {
  const response = await fetch(new URL('./pinyin.txt', import.meta.url));
  if (!response.ok) throw new Error(`the pinyin table is missing: ${response.status}`);
  return new Pinyin(await response.text());
}
