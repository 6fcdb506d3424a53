import { CanvasTexture, Sprite, SpriteMaterial, SRGBColorSpace } from 'three';

const WIDTH = 96;
const HEIGHT = 56;
const STEPS = 5;
/** Metres of the world to a pixel of the picture. */
const SCALE = 0.0021;
const FAR = 16;
/** Nearer than this one sees the mouth. */
const NEAR = 0.9;
const GROUND = 'rgba(251,250,246,0.92)';
const SAGE = '#3F6B4C';

/** Over a head: this one is talking. Three strokes that rise with the voice. */
export class VoiceSign {
  readonly sprite: Sprite;
  private step = -1;

  constructor() {
    this.sprite = new Sprite(new SpriteMaterial({ transparent: true, depthWrite: false, toneMapped: false }));
    this.sprite.center.set(0.5, 0);
    this.sprite.renderOrder = 6;
    this.sprite.visible = false;
  }

  /**
   * @param loudness 0 to 1
   * @param distance of the reader, metres
   */
  update(talking: boolean, loudness: number, distance: number): void {
    this.sprite.visible = talking && distance > NEAR && distance < FAR;
    if (!this.sprite.visible) return;
    const step = Math.min(STEPS - 1, Math.max(0, Math.round(loudness * (STEPS - 1))));
    if (step !== this.step) {
      this.step = step;
      this.sprite.material.map = picture(step);
      this.sprite.material.needsUpdate = true;
    }
    // As name tags do.
    const scale = SCALE * Math.max(0.8, 0.62 + distance * 0.14);
    this.sprite.scale.set(WIDTH * scale, HEIGHT * scale, 1);
  }

  dispose(): void {
    this.sprite.material.dispose();
  }
}

const pictures: (CanvasTexture | undefined)[] = [];

/** One picture for each loudness, drawn once for everybody. */
function picture(step: number): CanvasTexture {
  const known = pictures[step];
  if (known) return known;
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = canvas.getContext('2d')!;
  context.fillStyle = GROUND;
  context.beginPath();
  context.roundRect(1, 1, WIDTH - 2, HEIGHT - 2, HEIGHT / 2);
  context.fill();
  context.fillStyle = SAGE;
  const share = 0.45 + (0.55 * step) / (STEPS - 1);
  [0.68, 1, 0.6].forEach((most, i) => {
    const height = Math.max(10, 38 * most * share);
    context.beginPath();
    context.roundRect(28 + i * 16, (HEIGHT - height) / 2, 9, height, 4.5);
    context.fill();
  });
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = SRGBColorSpace;
  pictures[step] = texture;
  return texture;
}
