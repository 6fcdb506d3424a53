/** The server's clock as seen from here: the offset of the quickest recent round trip, approached without jumps. */
export class ServerClock {
  private readonly samples: { roundTrip: number; offset: number }[] = [];
  private target = 0;
  private current = 0;
  private movedAt = 0;
  private synced = false;

  /** Nothing sensible can be said before the first answer. */
  get isSynced(): boolean {
    return this.synced;
  }

  /** Milliseconds of the quickest recent round trip. */
  get roundTrip(): number {
    return this.samples.reduce((best, sample) => Math.min(best, sample.roundTrip), Infinity);
  }

  /** One answered ping. All in milliseconds: local send, server's stamp, local receipt. */
  handlePong(sent: number, server: number, received: number): void {
    this.samples.push({ roundTrip: received - sent, offset: server - (sent + received) / 2 });
    if (this.samples.length > WINDOW) this.samples.shift();
    let best = this.samples[0]!;
    for (const sample of this.samples) if (sample.roundTrip < best.roundTrip) best = sample;
    if (!this.synced || Math.abs(best.offset - this.current) > JUMP_MS) this.jump(best.offset, received);
    else this.slew(received);
    this.target = best.offset;
  }

  /** A rough first value, until a ping is answered. */
  handleHint(server: number, received: number): void {
    if (this.samples.length === 0) this.jump(server, received, server - received);
  }

  /** Server time in milliseconds at the local time `now`. */
  at(now: number): number {
    this.slew(now);
    return now + this.current;
  }

  /** Forgets what was measured, as after a new connection to perhaps another machine. */
  reset(): void {
    this.samples.length = 0;
  }

  private jump(offset: number, now: number, value: number = offset): void {
    this.current = value;
    this.target = value;
    this.movedAt = now;
    this.synced = true;
  }

  private slew(now: number): void {
    const allowed = Math.max(0, now - this.movedAt) * SLEW;
    const missing = this.target - this.current;
    this.current += Math.sign(missing) * Math.min(Math.abs(missing), allowed);
    this.movedAt = now;
  }
}

/** Answers considered. */
const WINDOW = 12;
/** Milliseconds of correction per millisecond: two per cent is too slow to be seen. */
const SLEW = 0.02;
/** Beyond this the clocks were set anew, and slewing would take minutes. */
const JUMP_MS = 500;
