/** When to send poses so that they arrive just before the room's tick. Milliseconds. */
export interface Phase {
  base: number;
  period: number;
  lead: number;
}

/** Milliseconds from server time `now` until the next sending time at least `earliest` away. */
export function untilNextSend(phase: Phase, now: number, earliest = 0): number {
  const first = phase.base - phase.lead;
  const ahead = (((first - now) % phase.period) + phase.period) % phase.period;
  return ahead >= earliest ? ahead : ahead + phase.period * Math.ceil((earliest - ahead) / phase.period);
}
