import { graphemesOf } from './breaking';

/** A text being written, with a caret, never longer than its bound. */
export class TextBuffer {
  private words = '';
  private at = 0;

  /** @param most characters as code points */
  constructor(readonly most: number, text = '') {
    this.set(text);
  }

  get text(): string {
    return this.words;
  }

  /** Where the caret stands, in UTF-16 units, never inside a character. */
  get caret(): number {
    return this.at;
  }

  /** What does not fit is cut off at the end. */
  set(text: string, caret = text.length): void {
    this.words = [...text].slice(0, this.most).join('');
    this.moveTo(caret);
  }

  moveTo(caret: number): void {
    let end = 0;
    for (const grapheme of graphemesOf(this.words)) {
      if (end + grapheme.length > caret) break;
      end += grapheme.length;
    }
    this.at = end;
  }

  /** By so many characters, to the right where positive. */
  move(by: number): void {
    const before = graphemesOf(this.words.slice(0, this.at));
    if (by < 0) this.at = before.slice(0, by).join('').length;
    else this.at += graphemesOf(this.words.slice(this.at)).slice(0, by).join('').length;
  }

  /** Answers whether all of it had room; what has none is left out. */
  insert(text: string): boolean {
    const room = this.most - [...this.words].length;
    const fits = [...text].slice(0, Math.max(0, room)).join('');
    this.words = this.words.slice(0, this.at) + fits + this.words.slice(this.at);
    this.at += fits.length;
    return fits === text;
  }

  /** Takes the character before the caret away. */
  backspace(): void {
    const before = graphemesOf(this.words.slice(0, this.at));
    const kept = before.slice(0, -1).join('');
    this.words = kept + this.words.slice(this.at);
    this.at = kept.length;
  }
}
