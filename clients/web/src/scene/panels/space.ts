import { Group, type Matrix4, type Object3D, type Vector3 } from 'three';
import { Emitter } from '../../base/emitter';
import type { Language } from '../../locale/locale';
import type { Panel, PointerPhase } from '../../panel/panel';
import { type ThemeName, THEMES } from '../../panel/theme';
import type { Style } from '../../panel/widget';
import { PanelFonts } from './fonts';
import { distanceOf, followNotice, isWristLookedAt, type Placement, putBefore, putBelow, putFixed, putOnWrist, type Reader } from './placing';
import { makeMeasure, Surface } from './surface';
import { Finger, type TouchState } from './touch';

export interface PanelHit {
  panel: Panel;
  /** Across and down the panel, 0 to 1. */
  u: number;
  v: number;
  /** Metres along the ray. */
  distance: number;
}

export interface PanelLook {
  theme: ThemeName;
  /** Factor for all text, 1 to 2. */
  textScale: number;
  language: Language;
}

interface SpaceEvents {
  /** A pointer came upon something that can be pressed, or pressed it: for a touch in the hand. */
  felt: { id: string; kind: 'hover' | 'press' };
  /** A pointer pressed where no panel is. */
  missed: { id: string };
}

interface Shown {
  surface: Surface;
  placement: Placement;
  placed: boolean;
  off: () => void;
}

/** A panel one has walked away from this far comes along, metres. */
const LEFT_BEHIND = 2.6;
/** Fingers that may touch at once. */
const MOST_FINGERS = 10;

/**
 * The panels as they hang in the world: their meshes and pictures, where they are, and what a ray or a fingertip meets. Called by the frame loop and by whatever
 * points: mouse and touch on a flat screen, controllers, hands and transient pointers in a headset.
 */
export class PanelSpace {
  readonly events = new Emitter<SpaceEvents>();
  readonly group = new Group();
  private readonly shown = new Map<Panel, Shown>();
  private readonly over = new Map<string, Panel>();
  private readonly fingers = new Map<string, Finger>();
  private readonly measure = makeMeasure();
  private readonly fonts = new PanelFonts(() => {
    this.measure.forget();
    for (const { surface } of this.shown.values()) surface.panel.changed('layout');
  });
  private style: Style = { theme: THEMES.light, textScale: 1, language: 'en', measure: this.measure };
  private wrist: Matrix4 | undefined;
  private uploaded = 0;

  constructor(parent: Object3D) {
    parent.add(this.group);
  }

  /** Pictures sent to the graphics card so far. */
  get uploads(): number {
    return this.uploaded;
  }

  get isEmpty(): boolean {
    return this.shown.size === 0;
  }

  get panels(): readonly Panel[] {
    return [...this.shown.keys()];
  }

  setLook(look: PanelLook): void {
    this.style = { theme: THEMES[look.theme], textScale: Math.min(2, Math.max(1, look.textScale)), language: look.language, measure: this.measure };
    for (const { surface } of this.shown.values()) surface.panel.changed('layout');
  }

  /** Hangs a panel up, or hangs it elsewhere. */
  show(panel: Panel, placement: Placement): void {
    const before = this.shown.get(panel);
    if (before) {
      before.placement = placement;
      before.placed = false;
      before.surface.setDistance(distanceOf(placement));
      return;
    }
    const surface = new Surface(panel, distanceOf(placement));
    surface.mesh.visible = false;
    this.group.add(surface.mesh);
    const off = panel.events.on('felt', (event) => {
      this.events.emit('felt', event);
    });
    this.shown.set(panel, { surface, placement, placed: false, off });
  }

  /** Takes a panel down, its picture with it. */
  remove(panel: Panel): void {
    const shown = this.shown.get(panel);
    if (!shown) return;
    this.shown.delete(panel);
    shown.off();
    shown.surface.dispose();
    for (const [id, over] of [...this.over]) if (over === panel) this.over.delete(id);
    for (const finger of this.fingers.values()) finger.handleGone(panel);
  }

  /** The pose of the menu on the wrist: its middle, +Z away from the skin, +Y up; undefined where no wrist is tracked. */
  setWrist(wrist: Matrix4 | undefined): void {
    this.wrist = wrist;
  }

  /** Once per frame: places, and draws again what changed. */
  update(reader: Reader, elapsed: number, now: number): void {
    for (const [panel, shown] of this.shown) {
      const { surface } = shown;
      const wasVisible = surface.mesh.visible;
      surface.mesh.visible = this.isVisible(shown, reader, wasVisible);
      if (!surface.mesh.visible) {
        if (wasVisible) this.leave(panel);
        continue;
      }
      this.fonts.want(panel);
      if (surface.update(now, this.style)) this.uploaded++;
      this.place(shown, reader, elapsed);
    }
  }

  /** The first panel that a ray meets. */
  pick(origin: Vector3, direction: Vector3): PanelHit | undefined {
    let best: PanelHit | undefined;
    for (const [panel, { surface }] of this.shown) {
      if (!surface.mesh.visible || panel.passive) continue;
      const hit = surface.pick(origin, direction);
      // What is urgent is drawn over everything, so it is also met first.
      if (hit && (!best || (panel.urgent && !best.panel.urgent) || (panel.urgent === best.panel.urgent && hit.distance < best.distance))) best = { panel, ...hit };
    }
    return best;
  }

  /** A pointer is somewhere on a panel, or nowhere. `id` tells pointers apart: `mouse`, `ray-left`, `ray-right`, … */
  handlePointer(id: string, phase: PointerPhase, hit: PanelHit | undefined): void {
    const before = this.over.get(id);
    if (before && before !== hit?.panel) {
      before.handlePointer(id, 'leave', 0, 0);
      this.over.delete(id);
    }
    if (!hit || phase === 'leave') {
      if (phase === 'press') this.events.emit('missed', { id });
      if (phase === 'leave' && hit) {
        hit.panel.handlePointer(id, 'leave', 0, 0);
        this.over.delete(id);
      }
      return;
    }
    this.over.set(id, hit.panel);
    hit.panel.handlePointer(id, phase, hit.u * hit.panel.width, hit.v * hit.panel.height);
  }

  /** Scrolls what is under a pointer; positive shows what is below. Units. */
  handleScroll(hit: PanelHit, by: number): boolean {
    return hit.panel.handleScroll(hit.u * hit.panel.width, hit.v * hit.panel.height, by);
  }

  /**
   * A fingertip is here now: crossing a panel's surface from the front presses, coming back out lets go. Answers how it stands to the nearest
   * panel; while that is not `away`, its ray should point at nothing.
   */
  touch(point: Vector3, id = 'finger'): TouchState {
    let finger = this.fingers.get(id);
    if (!finger) {
      if (this.fingers.size >= MOST_FINGERS) return 'away';
      this.fingers.set(id, (finger = new Finger(id)));
    }
    const candidates = [...this.shown].flatMap(([panel, { surface }]) => {
      const hit = surface.mesh.visible && !panel.passive ? surface.near(point) : undefined;
      return hit ? [{ panel, ...hit }] : [];
    });
    for (const { phase, hit } of finger.handleMoved(candidates)) this.handlePointer(id, phase, hit);
    return finger.state;
  }

  /** The fingertip is no longer tracked. */
  untouch(id = 'finger'): void {
    const finger = this.fingers.get(id);
    if (!finger) return;
    for (const { phase, hit } of finger.handleMoved([])) this.handlePointer(id, phase, hit);
    this.fingers.delete(id);
  }

  dispose(): void {
    for (const panel of this.panels) this.remove(panel);
    this.fonts.dispose();
    this.group.removeFromParent();
  }

  private isVisible({ placement }: Shown, reader: Reader, before: boolean): boolean {
    return placement.type !== 'wrist' || (this.wrist !== undefined && isWristLookedAt(this.wrist, reader, before));
  }

  private place(shown: Shown, reader: Reader, elapsed: number): void {
    const { placement, surface } = shown;
    const { mesh } = surface;
    switch (placement.type) {
      case 'wrist':
        if (this.wrist) putOnWrist(mesh, this.wrist);
        return;
      case 'notice':
        if (shown.placed) followNotice(mesh, reader, elapsed);
        else surface.setDistance(putBefore(mesh, reader, 0, distanceOf(placement), 16));
        break;
      case 'fixed':
        if (!shown.placed) putFixed(mesh, placement);
        break;
      case 'before':
        if (!shown.placed || Math.hypot(mesh.position.x - reader.x, mesh.position.z - reader.z) > LEFT_BEHIND) this.putAgain(shown, placement.aside ?? 0, reader);
        break;
      case 'below': {
        const above = this.shown.get(placement.panel);
        if (above && !shown.placed) putBelow(mesh, reader, above.surface.mesh, above.surface.size.height, surface.size.height, distanceOf(placement));
        break;
      }
    }
    shown.placed = true;
  }

  private putAgain({ surface, placement }: Shown, aside: number, reader: Reader): void {
    surface.setDistance(putBefore(surface.mesh, reader, aside, distanceOf(placement)));
    for (const other of this.shown.values()) if (other.placement.type === 'below' && other.placement.panel === surface.panel) other.placed = false;
  }

  private leave(panel: Panel): void {
    for (const [id, over] of [...this.over]) {
      if (over !== panel) continue;
      panel.handlePointer(id, 'leave', 0, 0);
      this.over.delete(id);
    }
  }
}

