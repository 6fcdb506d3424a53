/** Milliseconds to wait before reconnection attempt 0, 1, 2 …: doubling from a quarter second to four, jittered by `random` in [0, 1). */
export function backoff(attempt: number, random: number): number {
  const base = Math.min(4_000, 250 * 2 ** attempt);
  return base * (0.75 + 0.5 * random);
}
