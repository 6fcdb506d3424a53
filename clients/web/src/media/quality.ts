/** How sound and pictures reach us and leave us. */
export interface Path {
  /** What they travel over; `relay` is a TURN server between. */
  way: 'udp' | 'tcp' | 'relay';
  /** Milliseconds, or -1 before it is known. */
  roundTrip: number;
}

/** What was received since the last look. The fields are those of the protocol's MediaQuality. */
export interface Reception {
  roundTripMillis: number;
  jitterMillis: number;
  lostPermille: number;
  frozenMillis: number;
  concealedMillis: number;
}

/** One entry of a browser's statistics; of its many fields those that are used, any of which may be missing. */
export interface Stat {
  id: string;
  type: string;
  kind?: string;
  packetsLost?: number;
  packetsReceived?: number;
  jitter?: number;
  totalFreezesDuration?: number;
  concealedSamples?: number;
  silentConcealedSamples?: number;
  selectedCandidatePairId?: string;
  selected?: boolean;
  localCandidateId?: string;
  currentRoundTripTime?: number;
  candidateType?: string;
  protocol?: string;
  relayProtocol?: string;
  bytesReceived?: number;
  bytesSent?: number;
}

interface Totals {
  lost: number;
  received: number;
  frozen: number;
  concealed: number;
}

const OPUS_HZ = 48_000;
/** Field widths of the message are no concern; a wild figure is not worth telling. */
const MOST = 60_000;

/** Turns a browser's running totals into what happened since the last look. */
export class QualityMeter {
  private before: Totals = { lost: 0, received: 0, frozen: 0, concealed: 0 };

  /** The totals of a new connection start anew. */
  reset(): void {
    this.before = { lost: 0, received: 0, frozen: 0, concealed: 0 };
  }

  read(stats: readonly Stat[]): Reception {
    const now: Totals = { lost: 0, received: 0, frozen: 0, concealed: 0 };
    let jitter = 0;
    for (const stat of stats) {
      if (stat.type !== 'inbound-rtp') continue;
      now.lost += Math.max(0, stat.packetsLost ?? 0);
      now.received += stat.packetsReceived ?? 0;
      now.frozen += (stat.totalFreezesDuration ?? 0) * 1_000;
      // Silence made up for silence is nothing anybody misses.
      now.concealed += (Math.max(0, (stat.concealedSamples ?? 0) - (stat.silentConcealedSamples ?? 0)) / OPUS_HZ) * 1_000;
      jitter = Math.max(jitter, (stat.jitter ?? 0) * 1_000);
    }
    const { before } = this;
    this.before = now;
    const lost = Math.max(0, now.lost - before.lost);
    const arrived = Math.max(0, now.received - before.received);
    const whole = (value: number) => Math.round(Math.min(MOST, Math.max(0, value)));
    return {
      roundTripMillis: whole(pathOf(stats)?.roundTrip ?? 0),
      jitterMillis: whole(jitter),
      lostPermille: lost + arrived === 0 ? 0 : whole((1_000 * lost) / (lost + arrived)),
      frozenMillis: whole(now.frozen - before.frozen),
      concealedMillis: whole(now.concealed - before.concealed),
    };
  }
}

/** The path in use, or nothing before there is one. */
export function pathOf(stats: readonly Stat[]): Path | undefined {
  const byId = new Map(stats.map((stat) => [stat.id, stat]));
  // Firefox names no selected pair on the transport: there the pair that carries bytes is it.
  const chosen = stats.find((stat) => stat.type === 'transport' && stat.selectedCandidatePairId)?.selectedCandidatePairId;
  const pair = chosen ? byId.get(chosen) : stats.find((stat) => stat.type === 'candidate-pair' && stat.selected) ?? stats.filter((stat) => stat.type === 'candidate-pair' && (stat.bytesReceived ?? 0) > 0).sort((a, b) => b.bytesReceived! - a.bytesReceived!)[0];
  if (!pair) return undefined;
  const local = byId.get(pair.localCandidateId ?? '');
  const way = local?.candidateType === 'relay' ? 'relay' : local?.protocol === 'tcp' ? 'tcp' : 'udp';
  return { way, roundTrip: pair.currentRoundTripTime === undefined ? -1 : pair.currentRoundTripTime * 1_000 };
}
