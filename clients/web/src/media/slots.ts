import { Emitter } from '../base/emitter';
import { type MediaSlots, MediaSource } from '../protocol/gen/asclepion/v1/media_pb';

export type SlotSource = 'voice' | 'camera' | 'screen';

/** Who is heard or seen in one of our receiving slots. */
export interface Occupant {
  /** Name of the section of the session's description. */
  mid: string;
  source: SlotSource;
  /** The scope stream and the body's slot in it; say nothing where `aperture` does. */
  scope: number;
  slot: number;
  /** A device whose picture it is, and the room's board that it hangs on; then it is nobody's. */
  device: { label: string; board: number } | undefined;
  /** A voice of somebody unseen, through this aperture; otherwise -1. */
  aperture: number;
}

interface SlotsEvents {
  changed: object;
}

const SOURCES: Partial<Record<MediaSource, SlotSource>> = {
  [MediaSource.MICROPHONE]: 'voice',
  [MediaSource.CAMERA]: 'camera',
  [MediaSource.SCREEN]: 'screen',
};

/** The server's word on who is in which slot. What it no longer names is empty at once. */
export class Slots {
  readonly events = new Emitter<SlotsEvents>();
  /** The labels of displays elsewhere that show what hangs on the boards of the room one is in. */
  displays: readonly string[] = [];
  private byMid = new Map<string, Occupant>();

  handleSlots({ slots, displays }: MediaSlots): void {
    const next = new Map<string, Occupant>();
    for (const { mid, source, scope, slot, aperturePlusOne, device } of slots) {
      const known = SOURCES[source];
      if (known) next.set(mid, { mid, source: known, scope, slot, aperture: aperturePlusOne - 1, device: device && { label: device.label, board: device.board } });
    }
    this.byMid = next;
    this.displays = displays;
    this.events.emit('changed', {});
  }

  of(source: SlotSource): Occupant[] {
    return [...this.byMid.values()].filter((occupant) => occupant.source === source);
  }

  at(mid: string): Occupant | undefined {
    return this.byMid.get(mid);
  }
}
