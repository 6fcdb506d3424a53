import { MediaAdvice_Reason as Reason } from '../protocol/gen/asclepion/v1/media_pb';
import type { PeerState } from './peer';
import type { Reception } from './quality';

/** How it is with sound and pictures, and why, in words that the locale files know (`quality.<verdict>`). */
export type Verdict = 'unavailable' | 'connecting' | 'good' | 'network' | 'delay' | 'serverBusy' | 'codec' | 'nothingReceived' | 'broken';

/** Bars of the little sign, 0 to 3. */
export const BARS: Record<Verdict, number> = { unavailable: 0, connecting: 0, good: 3, network: 1, delay: 2, serverBusy: 2, codec: 2, nothingReceived: 1, broken: 0 };

const LOSSY_PERMILLE = 50;
const CONCEALED_MILLIS = 80;
const FROZEN_MILLIS = 400;
const SLOW_MILLIS = 400;
/** So many bad seconds in a row are worth telling, so many good ones to take it back. */
const BAD_LOOKS = 2;
const GOOD_LOOKS = 4;

/** Weighs the server's advice and our own figures. A single bad second is nobody's business. */
export class Adviser {
  private told: Reason = Reason.UNSPECIFIED;
  private seen: 'good' | 'network' | 'delay' = 'good';
  private bad = 0;
  private good = 0;

  handleAdvice(reason: Reason): void {
    this.told = reason;
  }

  handleReception(reception: Reception): void {
    const lossy = reception.lostPermille > LOSSY_PERMILLE || reception.concealedMillis > CONCEALED_MILLIS || reception.frozenMillis > FROZEN_MILLIS;
    const slow = reception.roundTripMillis > SLOW_MILLIS;
    if (lossy || slow) {
      this.bad++;
      this.good = 0;
      if (this.bad >= BAD_LOOKS) this.seen = lossy ? 'network' : 'delay';
    } else {
      this.good++;
      this.bad = 0;
      if (this.good >= GOOD_LOOKS) this.seen = 'good';
    }
  }

  verdict(state: PeerState): Verdict {
    switch (state) {
      case 'unavailable':
        return 'unavailable';
      case 'broken':
        return 'broken';
      case 'up':
        break;
      default:
        return 'connecting';
    }
    if (this.told === Reason.SERVER_BUSY) return 'serverBusy';
    if (this.told === Reason.CODEC && this.seen === 'good') return 'codec';
    if (this.told === Reason.NOTHING_RECEIVED) return 'nothingReceived';
    if (this.told === Reason.NETWORK && this.seen !== 'delay') return 'network';
    return this.seen;
  }
}
