import { type Object3D, Sprite, SpriteMaterial, type Vector3 } from 'three';
import type { Language } from '../locale/locale';
import { drawText, FONT, wrap } from '../scene/text';

const SHOWN_MS = 4_500;
const PIXELS = 44;
/** So that a Chinese character is 1.2° tall whatever the distance: metres of the world to a pixel, for each metre away. */
const SCALE = 0.00048;
const MOST_WIDTH = 760;

/** A few words before the eyes, facing them: a notice, or what pressing would do. */
export class Words {
  readonly sprite: Sprite;
  private shown = '';
  private until = Infinity;

  constructor(parent: Object3D, private readonly language: Language) {
    this.sprite = new Sprite(new SpriteMaterial({ transparent: true, depthTest: false, depthWrite: false, toneMapped: false }));
    this.sprite.renderOrder = 900;
    this.sprite.visible = false;
    parent.add(this.sprite);
  }

  get words(): string {
    return this.shown;
  }

  /** Shows words until others come; nothing takes them away. */
  show(words: string | undefined, alert = false): void {
    this.until = Infinity;
    if ((words ?? '') === this.shown) return;
    this.shown = words ?? '';
    this.sprite.visible = words !== undefined;
    this.sprite.material.map?.dispose();
    if (words === undefined) return;
    const colour = alert ? '#A63A22' : '#22303A';
    const lines = wrap(words, `700 ${PIXELS}px ${FONT}`, MOST_WIDTH, 4, this.language).map((text) => ({ text, size: PIXELS, weight: 700 as const, colour }));
    this.sprite.material.map = drawText(lines, { background: 'rgba(251,250,246,0.94)', border: alert ? '#A63A22' : '#3F6B4C', paddingX: 30, paddingY: 16, radius: 28, gap: 2 }).texture;
    this.sprite.material.needsUpdate = true;
  }

  /** Shows words for a while. */
  say(words: string, alert: boolean, now: number): void {
    this.show(words, alert);
    this.until = now + SHOWN_MS;
  }

  /** Stays readable from `eyes`, wherever it hangs. */
  update(eyes: Vector3, now: number): void {
    if (now > this.until) this.show(undefined);
    const image = this.sprite.material.map?.image as { width: number; height: number } | undefined;
    if (!this.sprite.visible || !image) return;
    const metres = SCALE * eyes.distanceTo(this.sprite.position);
    this.sprite.scale.set(image.width * metres, image.height * metres, 1);
  }

  dispose(): void {
    this.sprite.removeFromParent();
    this.sprite.material.map?.dispose();
    this.sprite.material.dispose();
  }
}
