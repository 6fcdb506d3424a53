import type { Language } from './locale';

/**
 * The language that words somebody wrote are most likely in, by their script, for the `lang` of what is not the page's own text: a screen reader
 * then says Chinese in a Chinese voice on an English page. Undefined where the script tells nothing, such as of numbers, or of a script of neither language.
 */
export function languageOf(words: string): Language | undefined {
  const count = (script: RegExp) => words.match(script)?.length ?? 0;
  const han = count(/\p{Script=Han}/gu);
  const latin = count(/\p{Script=Latin}+/gu);
  if (count(/\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/gu) > 0) return undefined;
  if (han === 0 && latin === 0) return undefined;
  return han >= latin ? 'zh-Hans' : 'en';
}
