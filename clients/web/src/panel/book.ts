import { Emitter } from '../base/emitter';
import type { ScopeKind } from '../protocol/gen/asclepion/v1/scope_pb';
import type { Panel } from './panel';

/** Whom a panel is for: `self` says nothing but what this page itself knows, `scope` shows what a scope's members may perceive. */
export type PanelScope = { type: 'self' } | { type: 'scope'; kind: ScopeKind; subject?: number };

/** The scopes one is a member of now. */
export interface Memberships {
  /** The number of an open scope of this kind, and of this subject where one is given. */
  numberOf(kind: ScopeKind, subject: number | undefined): number | undefined;
  has(number: number): boolean;
}

interface BookEvents {
  opened: { id: string; panel: Panel };
  /** It is no longer open, and nothing of it may be kept. */
  closed: { id: string; panel: Panel };
}

interface Entry {
  panel: Panel;
  /** Of the scope it was opened in, not of any other of the same kind: the staff of the next room are other people. */
  number: number | undefined;
}

/** Panels open at once. A further one is refused: whoever opens panels without end closes some first. */
export const MOST_PANELS = 12;

/** The panels that are open, each as long as its reader is a member of its scope. */
export class PanelBook {
  readonly events = new Emitter<BookEvents>();
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly memberships: Memberships) {}

  /** Opens a panel, in place of one of the same id; undefined where one is no member, or too many are open. */
  open(id: string, scope: PanelScope, build: () => Panel): Panel | undefined {
    const number = scope.type === 'scope' ? this.memberships.numberOf(scope.kind, scope.subject) : undefined;
    if (scope.type === 'scope' && number === undefined) return undefined;
    this.close(id);
    if (this.entries.size >= MOST_PANELS) return undefined;
    const panel = build();
    this.entries.set(id, { panel, number });
    this.events.emit('opened', { id, panel });
    return panel;
  }

  get(id: string): Panel | undefined {
    return this.entries.get(id)?.panel;
  }

  close(id: string): void {
    const entry = this.entries.get(id);
    if (!entry) return;
    this.entries.delete(id);
    this.events.emit('closed', { id, panel: entry.panel });
  }

  closeAll(): void {
    for (const id of [...this.entries.keys()]) this.close(id);
  }

  /** A scope opened or closed: what one may no longer perceive goes at once. */
  handleMemberships(): void {
    for (const [id, { number }] of [...this.entries]) if (number !== undefined && !this.memberships.has(number)) this.close(id);
  }
}
