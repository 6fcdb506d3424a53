/** The length of a room code. */
export const CODE_DIGITS = 6;

/** The digits of what was typed or pasted, in whatever width or script, and no more than a code has. */
export function digitsOf(typed: string): string {
  let digits = '';
  for (const sign of typed.normalize('NFKC')) {
    const value = digitValue(sign);
    if (value !== undefined && digits.length < CODE_DIGITS) digits += value;
  }
  return digits;
}

/** A code as it is read aloud and typed: two groups of three. */
export function grouped(code: string): string {
  return code.length > 3 ? `${code.slice(0, 3)} ${code.slice(3)}` : code;
}

/** Decimal digits of every script stand ten in a row. */
function digitValue(sign: string): number | undefined {
  if (!/^\p{Nd}$/u.test(sign)) return undefined;
  let zero = sign.codePointAt(0)!;
  const own = zero;
  while (zero > own - 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero--;
  return (own - zero) % 10;
}
