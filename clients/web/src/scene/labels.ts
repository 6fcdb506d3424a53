import { Sprite, SpriteMaterial } from 'three';
import { drawText, FONT, wrap } from './text';

const TAG_PIXELS = 44;
/** Metres of the world to a pixel of the picture. */
const SCALE = 0.0021;
const NEAR = 0.9;
const FAR = 16;
const BUBBLE_MS = 6_500;

/** A name over a head: small, facing the reader, gone within arm's length. */
export class NameTag {
  readonly sprite = makeSprite();
  private name = '';

  show(name: string, away: string): void {
    const shown = `${name}\u0000${away}`;
    if (shown === this.name) return;
    this.name = shown;
    this.sprite.material.map?.dispose();
    this.sprite.material.map = null;
    if (name === '') return;
    const lines = [{ text: name, size: TAG_PIXELS, weight: 700 as const, colour: '#22303A' }];
    if (away !== '') lines.push({ text: away, size: TAG_PIXELS * 0.7, weight: 700, colour: '#8A4A2E' });
    this.sprite.material.map = drawText(lines, { background: 'rgba(251,250,246,0.88)', paddingX: 22, paddingY: 9, radius: 26, gap: 0 }).texture;
    this.sprite.material.needsUpdate = true;
  }

  /** Size and fading by the reader's distance in metres. */
  update(distance: number): void {
    const near = (distance - NEAR) / 0.4;
    const far = (FAR - distance) / 3;
    place(this.sprite, distance, Math.max(0, Math.min(1, near, far)));
  }

  dispose(): void {
    this.sprite.material.map?.dispose();
    this.sprite.material.dispose();
  }
}

/** What somebody just said, over their head for a while. */
export class Bubble {
  readonly sprite = makeSprite();
  private until = 0;

  get isShown(): boolean {
    return this.until > 0;
  }

  say(text: string, language: string, now: number): void {
    this.sprite.material.map?.dispose();
    const size = 40;
    const lines = wrap(text, `400 ${size}px ${FONT}`, 560, 5, language);
    this.sprite.material.map = drawText(
      lines.map((line) => ({ text: line, size, weight: 400 as const, colour: '#22303A' })),
      { background: '#FBFAF6', border: '#B8B4AA', paddingX: 28, paddingY: 18, radius: 30, gap: 0, tail: true, align: lines.length > 1 ? 'left' : 'center' },
    ).texture;
    this.sprite.material.needsUpdate = true;
    this.until = now + Math.max(BUBBLE_MS, text.length * 70);
  }

  update(distance: number, now: number): void {
    if (this.until > 0 && now > this.until) {
      this.until = 0;
      this.sprite.material.map?.dispose();
      this.sprite.material.map = null;
    }
    place(this.sprite, distance, this.until > 0 ? Math.min(1, (this.until - now) / 400) : 0);
  }

  dispose(): void {
    this.sprite.material.map?.dispose();
    this.sprite.material.dispose();
  }
}

function makeSprite(): Sprite {
  const sprite = new Sprite(new SpriteMaterial({ transparent: true, depthWrite: false, toneMapped: false }));
  sprite.center.set(0.5, 0);
  sprite.renderOrder = 5;
  return sprite;
}

function place(sprite: Sprite, distance: number, opacity: number): void {
  const canvas = sprite.material.map?.image as HTMLCanvasElement | undefined;
  sprite.visible = opacity > 0.01 && canvas !== undefined;
  if (!canvas) return;
  sprite.material.opacity = opacity;
  // Grows a little with distance, so that it stays readable without filling the view from near.
  const scale = SCALE * Math.max(0.8, 0.62 + distance * 0.14);
  sprite.scale.set(canvas.width * scale, canvas.height * scale, 1);
}
