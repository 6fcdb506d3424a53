import { Emitter } from '../base/emitter';
import { clamp } from '../base/angles';

interface ControlEvents {
  use: object;
  /** Seconds the key was held: longer throws farther. */
  drop: { held: number };
  view: object;
  chat: object;
  map: object;
  microphone: object;
  escape: object;
  /** A click or tap that was not a drag, in pixels of the element. */
  tap: { x: number; y: number; touch: boolean };
  /** The pointer rests here, for highlighting. */
  hover: { x: number; y: number };
  /** Touch was used: show what thumbs need. */
  touch: object;
  zoom: { by: number };
}

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

/** Keys, mouse and touch turned into walking, looking and a few wishes. Knows nothing of the world. */
export class Controls {
  readonly events = new Emitter<ControlEvents>();
  /** Radians, positive looks up. */
  pitch = 0;
  private turned = 0;
  private speedRight = 0;
  private speedForward = 0;
  private stick = { right: 0, forward: 0 };
  private readonly held = new Set<string>();
  private dropSince = 0;
  private readonly pointers = new Map<number, { x: number; y: number; startX: number; startY: number; moved: boolean }>();
  private readonly disposers: (() => void)[] = [];

  constructor(private readonly element: HTMLElement, private readonly now: () => number) {
    this.listen(window, 'keydown', (event) => {
      this.handleKey(event);
    });
    this.listen(window, 'keyup', (event) => {
      this.handleKeyUp(event);
    });
    this.listen(window, 'blur', () => {
      this.held.clear();
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
    });
    this.listen(element, 'wheel', (event) => {
      this.events.emit('zoom', { by: Math.sign(event.deltaY) });
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

  /** Radians turned since the last call, positive to the left. */
  takeTurn(elapsed: number): number {
    let turn = this.turned;
    this.turned = 0;
    for (const [key, direction] of Object.entries(TURNS)) if (this.held.has(key)) turn += direction * KEY_TURN * elapsed;
    return turn;
  }

  /** The wanted speed in metres per second, to the right and forward, eased. */
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

  private handleKey(event: KeyboardEvent): void {
    if (event.code === 'Escape') {
      this.events.emit('escape', {});
      return;
    }
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.code in MOVES || event.code in TURNS || event.code.startsWith('Shift')) {
      this.held.add(event.code);
      if (event.code.startsWith('Arrow')) event.preventDefault();
      return;
    }
    if (event.repeat) return;
    switch (event.code) {
      case 'KeyE':
        this.events.emit('use', {});
        break;
      case 'KeyQ':
        this.dropSince = this.now();
        break;
      case 'KeyC':
      case 'KeyV':
        this.events.emit('view', {});
        break;
      case 'KeyM':
        this.events.emit('microphone', {});
        break;
      case 'KeyF':
        this.events.emit('map', {});
        break;
      case 'Enter':
        if (event.target instanceof HTMLElement && event.target.closest('button, a, summary')) break;
        event.preventDefault();
        this.events.emit('chat', {});
        break;
      default:
        break;
    }
  }

  private handleKeyUp(event: KeyboardEvent): void {
    this.held.delete(event.code);
    if (event.code === 'KeyQ' && this.dropSince > 0) {
      this.events.emit('drop', { held: (this.now() - this.dropSince) / 1_000 });
      this.dropSince = 0;
    }
  }

  private handleDown(event: PointerEvent): void {
    if (event.pointerType === 'touch') this.events.emit('touch', {});
    const focused = document.activeElement;
    if (focused instanceof HTMLElement && isTyping(focused)) focused.blur();
    this.element.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, { x: event.offsetX, y: event.offsetY, startX: event.offsetX, startY: event.offsetY, moved: false });
  }

  private handleMove(event: PointerEvent): void {
    const pointer = this.pointers.get(event.pointerId);
    if (!pointer) {
      this.events.emit('hover', { x: event.offsetX, y: event.offsetY });
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
    if (pointer && !pointer.moved) this.events.emit('tap', { x: event.offsetX, y: event.offsetY, touch: event.pointerType === 'touch' });
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
