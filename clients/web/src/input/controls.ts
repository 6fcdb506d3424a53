import { clamp } from '../base/angles';
import type { Actions, Pointing, Source } from './actions';

const WALK = 1.5;
const RUN = 3.4;
/** Seconds to reach the wanted speed. */
const EASE = 0.12;
const LOOK_PER_PIXEL = 0.0042;
const KEY_TURN = 2.2;
const TAP_PIXELS = 8;
const MOST_PITCH = 1.25;

const MOVES: Record<string, [right: number, forward: number]> = {
  KeyW: [0, 1],
  ArrowUp: [0, 1],
  KeyS: [0, -1],
  ArrowDown: [0, -1],
  KeyA: [-1, 0],
  KeyD: [1, 0],
};
const TURNS: Record<string, number> = { ArrowLeft: 1, ArrowRight: -1 };
/** Held down, these show with the laser and draw where the mouse is. */
const TOOL_KEYS: Record<string, 'point' | 'draw'> = { KeyL: 'point', KeyB: 'draw' };

/** Keys, mouse and touch turned into actions: walking, looking and wishes. Knows nothing of the world. */
export class Controls implements Source {
  /** Radians, positive looks up. */
  pitch = 0;
  private turned = 0;
  private speedRight = 0;
  private speedForward = 0;
  private turnStick = 0;
  private stick = { right: 0, forward: 0 };
  private readonly held = new Set<string>();
  private dropSince = 0;
  private at: { x: number; y: number } | undefined;
  private readonly working = new Set<'point' | 'draw'>();
  private readonly pointers = new Map<number, { x: number; y: number; startX: number; startY: number; moved: boolean }>();
  private readonly disposers: (() => void)[] = [];

  constructor(
    private readonly element: HTMLElement,
    private readonly now: () => number,
    private readonly actions: Actions,
  ) {
    this.disposers.push(actions.enter(this));
    this.disposers.push(
      actions.events.on('tool', () => {
        this.rest();
      }),
    );
    this.listen(window, 'keydown', (event) => {
      this.handleKey(event);
    });
    this.listen(window, 'keyup', (event) => {
      this.handleKeyUp(event);
    });
    this.listen(window, 'blur', () => {
      this.held.clear();
      this.rest();
    });
    this.listen(element, 'pointerdown', (event) => {
      this.handleDown(event);
    });
    this.listen(element, 'pointermove', (event) => {
      this.handleMove(event);
    });
    this.listen(element, 'pointerup', (event) => {
      this.handleUp(event);
    });
    this.listen(element, 'pointercancel', (event) => {
      this.pointers.delete(event.pointerId);
      this.rest();
    });
    this.listen(element, 'wheel', (event) => {
      this.actions.events.emit('zoom', { by: Math.sign(event.deltaY) });
    });
    this.listen(element, 'contextmenu', (event) => {
      event.preventDefault();
    });
  }

  dispose(): void {
    for (const dispose of this.disposers) dispose();
  }

  handleStick(right: number, forward: number): void {
    this.stick = { right, forward };
  }

  /** Turning by a stick, -1 to 1, positive to the right. */
  handleTurnStick(right: number): void {
    this.turnStick = right;
  }

  turn(elapsed: number): number {
    let turn = this.turned - this.turnStick * KEY_TURN * elapsed;
    this.turned = 0;
    for (const [key, direction] of Object.entries(TURNS)) if (this.held.has(key)) turn += direction * KEY_TURN * elapsed;
    return turn;
  }

  speed(elapsed: number): { right: number; forward: number } {
    let right = this.stick.right;
    let forward = this.stick.forward;
    for (const [key, [x, z]] of Object.entries(MOVES)) {
      if (!this.held.has(key)) continue;
      right += x;
      forward += z;
    }
    const length = Math.hypot(right, forward);
    const stickOut = Math.hypot(this.stick.right, this.stick.forward);
    const top = this.held.has('ShiftLeft') || this.held.has('ShiftRight') || stickOut > 0.95 ? RUN : WALK;
    const scale = length > 1 ? top / length : top;
    const ease = 1 - Math.exp(-elapsed / EASE);
    this.speedRight += (right * scale - this.speedRight) * ease;
    this.speedForward += (forward * scale - this.speedForward) * ease;
    if (length === 0 && Math.hypot(this.speedRight, this.speedForward) < 0.03) this.speedRight = this.speedForward = 0;
    return { right: this.speedRight, forward: this.speedForward };
  }

  /** Where the mouse is, or the thumb was last; before that, ahead. */
  pointing(): Pointing {
    return this.at ? { type: 'picture', ...this.at } : { type: 'ahead' };
  }

  private handleKey(event: KeyboardEvent): void {
    if (event.code === 'Escape') {
      this.actions.events.emit('escape', {});
      return;
    }
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.code in MOVES || event.code in TURNS || event.code.startsWith('Shift')) {
      this.held.add(event.code);
      if (event.code.startsWith('Arrow')) event.preventDefault();
      return;
    }
    if (event.repeat) return;
    const tool = TOOL_KEYS[event.code];
    if (tool) this.work(tool, true);
    switch (event.code) {
      case 'KeyE':
        this.actions.events.emit('use', { pointing: { type: 'ahead' } });
        break;
      case 'KeyH':
        this.actions.events.emit('raiseHand', {});
        break;
      case 'KeyG':
        this.actions.events.emit('offer', {});
        break;
      case 'KeyQ':
        this.dropSince = this.now();
        break;
      case 'KeyC':
      case 'KeyV':
        this.actions.events.emit('view', {});
        break;
      case 'KeyM':
        this.actions.events.emit('microphone', {});
        break;
      case 'KeyF':
        this.actions.events.emit('map', {});
        break;
      case 'Enter':
        if (event.target instanceof HTMLElement && event.target.closest('button, a, summary')) break;
        event.preventDefault();
        this.actions.events.emit('chat', {});
        break;
      default:
        break;
    }
  }

  private handleKeyUp(event: KeyboardEvent): void {
    this.held.delete(event.code);
    const tool = TOOL_KEYS[event.code];
    if (tool) this.work(tool, false);
    if (event.code === 'KeyQ' && this.dropSince > 0) {
      this.actions.events.emit('release', { held: (this.now() - this.dropSince) / 1_000 });
      this.dropSince = 0;
    }
  }

  private handleDown(event: PointerEvent): void {
    if (event.pointerType === 'touch') this.actions.events.emit('touch', {});
    const focused = document.activeElement;
    if (focused instanceof HTMLElement && isTyping(focused)) focused.blur();
    this.element.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, { x: event.offsetX, y: event.offsetY, startX: event.offsetX, startY: event.offsetY, moved: false });
    this.at = { x: event.offsetX, y: event.offsetY };
    if (this.actions.tool !== 'use') this.work(this.actions.tool, true);
  }

  private handleMove(event: PointerEvent): void {
    const pointer = this.pointers.get(event.pointerId);
    this.at = { x: event.offsetX, y: event.offsetY };
    // With the laser or the pen in hand, dragging moves that and not the picture.
    if (pointer && this.actions.tool !== 'use') return;
    if (!pointer) {
      this.actions.events.emit('hover', { x: event.offsetX, y: event.offsetY });
      return;
    }
    const dx = event.offsetX - pointer.x;
    const dy = event.offsetY - pointer.y;
    pointer.x = event.offsetX;
    pointer.y = event.offsetY;
    pointer.moved ||= Math.hypot(event.offsetX - pointer.startX, event.offsetY - pointer.startY) > TAP_PIXELS;
    if (!pointer.moved) return;
    // Dragging pulls the picture along, as with a map.
    const factor = event.pointerType === 'touch' ? 1.5 : 1;
    this.turned += dx * LOOK_PER_PIXEL * factor;
    this.pitch = clamp(this.pitch + dy * LOOK_PER_PIXEL * factor * 0.8, -MOST_PITCH, MOST_PITCH);
  }

  private handleUp(event: PointerEvent): void {
    const pointer = this.pointers.get(event.pointerId);
    this.pointers.delete(event.pointerId);
    if (this.actions.tool !== 'use') {
      this.work(this.actions.tool, false);
    } else if (pointer && !pointer.moved) {
      this.actions.events.emit('use', { pointing: { type: 'picture', x: event.offsetX, y: event.offsetY } });
    }
  }

  private work(tool: 'point' | 'draw', on: boolean): void {
    if (this.working.has(tool) === on) return;
    if (on) this.working.add(tool);
    else this.working.delete(tool);
    this.actions.events.emit(tool, { hand: 'right', on });
  }

  /** Puts laser and pen down, whatever is still held. */
  private rest(): void {
    for (const tool of [...this.working]) this.work(tool, false);
  }

  private listen<Name extends keyof WindowEventMap>(target: EventTarget, name: Name, run: (event: WindowEventMap[Name]) => void): void {
    const listener = run as (event: globalThis.Event) => void;
    target.addEventListener(name, listener, { passive: name === 'wheel' });
    this.disposers.push(() => {
      target.removeEventListener(name, listener);
    });
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.matches('input, textarea, select') || target.isContentEditable);
}
