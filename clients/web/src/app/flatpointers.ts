import type { Stage } from '../scene/stage';

/** Wheel pixels to units of a panel. */
const WHEEL = 0.8;

/** Mouse and touch on the panels of the world, where one looks at it on a flat screen: what a panel takes, walking and looking do not get. */
export class FlatPointers {
  private readonly held = new Set<number>();
  private readonly stop = new AbortController();

  constructor(private readonly canvas: HTMLCanvasElement, private readonly stage: Stage) {
    const options = { capture: true, signal: this.stop.signal };
    canvas.addEventListener('pointerdown', this.handle, options);
    canvas.addEventListener('pointermove', this.handle, options);
    canvas.addEventListener('pointerup', this.handle, options);
    canvas.addEventListener('pointercancel', this.handle, options);
    canvas.addEventListener('pointerleave', this.handle, options);
    canvas.addEventListener('mousedown', this.keepFocus, options);
    canvas.addEventListener('wheel', this.handleWheel, { ...options, passive: true });
  }

  dispose(): void {
    this.stop.abort();
  }

  private readonly handle = (event: PointerEvent) => {
    const { panels } = this.stage;
    if (panels.isEmpty) return;
    const id = event.pointerType === 'mouse' ? 'mouse' : `touch-${event.pointerId}`;
    const hit = this.stage.panelAt(event.offsetX, event.offsetY);
    const held = this.held.has(event.pointerId);
    switch (event.type) {
      case 'pointerdown':
        if (!hit) {
          panels.handlePointer(id, 'leave', hit);
          return;
        }
        this.held.add(event.pointerId);
        this.canvas.setPointerCapture(event.pointerId);
        panels.handlePointer(id, 'hover', hit);
        panels.handlePointer(id, 'press', hit);
        break;
      case 'pointermove':
        panels.handlePointer(id, 'hover', hit);
        if (!hit && !held) return;
        break;
      case 'pointerup':
        if (!held) return;
        this.held.delete(event.pointerId);
        panels.handlePointer(id, 'release', hit);
        if (event.pointerType !== 'mouse') panels.handlePointer(id, 'leave', hit);
        break;
      default:
        this.held.delete(event.pointerId);
        panels.handlePointer(id, 'leave', hit);
        return;
    }
    event.stopImmediatePropagation();
  };

  /** The page's focus stays where a panel put it. */
  private readonly keepFocus = (event: MouseEvent) => {
    if (this.stage.panelAt(event.offsetX, event.offsetY)) event.preventDefault();
  };

  private readonly handleWheel = (event: WheelEvent) => {
    const hit = this.stage.panelAt(event.offsetX, event.offsetY);
    if (!hit) return;
    this.stage.panels.handleScroll(hit, event.deltaY * WHEEL);
    event.stopImmediatePropagation();
  };
}
