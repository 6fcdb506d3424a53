import type { Language } from '../locale/locale';

/** May not begin a line: closing marks, and marks that belong to the word before. */
const NOT_FIRST = /^[\p{Pe}\p{Pf}、。，．・：；？！!?,.:;%‰℃°…—～’”〉》」』】〕）］｝ゝ々ー]/u;
/** May not end a line: opening marks, and signs that belong to the number after. */
const NOT_LAST = /[\p{Ps}\p{Pi}‘“〈《「『【〔（［｛￥$€£#@]$/u;

const words = new Map<Language, Intl.Segmenter>();
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What a reader counts as one character, though it may be several code points. */
export function graphemesOf(text: string): string[] {
  return [...graphemes.segment(text)].map(({ segment }) => segment);
}

/** The text without its last character as a reader counts them. */
export function withoutLast(text: string): string {
  return graphemesOf(text).slice(0, -1).join('');
}

/**
 * Breaks a text into lines of at most `width`, at the places its language allows; `\n` always breaks. No line begins with a closing mark or
 * ends with an opening one, a word is only cut where it alone is too wide. Spaces at a break are dropped, so that lines join to the text
 * but for them.
 */
export function breakLines(text: string, width: number, measure: (text: string) => number, language: Language): string[] {
  return text.split('\n').flatMap((paragraph) => breakParagraph(paragraph, width, measure, language));
}

function breakParagraph(text: string, width: number, measure: (text: string) => number, language: Language): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of glued(text, width, measure, language)) {
    if (line === '' || measure((line + piece).trimEnd()) <= width) {
      line += piece;
      continue;
    }
    lines.push(line.trimEnd());
    line = piece.trimStart();
  }
  lines.push(line.trimEnd());
  return lines;
}

/** The smallest pieces between which a line may break. */
function glued(text: string, width: number, measure: (text: string) => number, language: Language): string[] {
  let segmenter = words.get(language);
  if (!segmenter) words.set(language, (segmenter = new Intl.Segmenter(language, { granularity: 'word' })));
  const pieces: string[] = [];
  for (const { segment } of segmenter.segment(text)) {
    const last = pieces.at(-1);
    if (last !== undefined && (NOT_FIRST.test(segment) || NOT_LAST.test(last))) pieces[pieces.length - 1] = last + segment;
    else pieces.push(segment);
  }
  return pieces.flatMap((piece) => (measure(piece.trimEnd()) <= width ? [piece] : cut(piece, width, measure)));
}

/** Cuts what is too wide for any line between characters, but not before a mark that may not begin a line. */
function cut(piece: string, width: number, measure: (text: string) => number): string[] {
  const parts: string[] = [];
  for (const grapheme of graphemesOf(piece)) {
    const last = parts.at(-1);
    if (last === undefined) parts.push(grapheme);
    else if (measure(last + grapheme) <= width) parts[parts.length - 1] = last + grapheme;
    else if (NOT_FIRST.test(grapheme) || NOT_LAST.test(last)) carry(parts, grapheme);
    else parts.push(grapheme);
  }
  return parts;
}

/** Takes the last character of the line before along, so that a mark does not stand alone. */
function carry(parts: string[], grapheme: string): void {
  const before = graphemesOf(parts.pop()!);
  let at = before.length - 1;
  while (at > 0 && (NOT_FIRST.test(before[at]!) || NOT_LAST.test(before[at - 1]!))) at--;
  if (at === 0) {
    // Nothing but marks: here the rule gives way to the width.
    parts.push(before.join(''), grapheme);
    return;
  }
  parts.push(before.slice(0, at).join(''), before.slice(at).join('') + grapheme);
}

/** The text on one line, with a sign at its end where something is missing. */
export function ellipsis(text: string, width: number, measure: (text: string) => number): string {
  if (measure(text) <= width) return text;
  const parts = graphemesOf(text);
  while (parts.length > 0 && measure(`${parts.join('')}…`) > width) parts.pop();
  return `${parts.join('').trimEnd()}…`;
}
