import { type Camera, CanvasTexture, type Scene, Sprite, SpriteMaterial, SRGBColorSpace, Vector3 } from 'three';
import { HandSide } from '../protocol/gen/asclepion/v1/component_pb';
import { HEAD_AT, handPlace } from '../state/pose';
import type { PersonView } from '../state/world';

const SIZE = 96;
const FAR = 25;
const GROUND = '#F2C879';
const INK = '#22303A';
/** lucide's hand, and the open hand that gives, 24 units wide. */
const RAISED = 'M18 11V6a2 2 0 0 0-2-2a2 2 0 0 0-2 2M14 10V4a2 2 0 0 0-2-2a2 2 0 0 0-2 2v2M10 10.5V6a2 2 0 0 0-2-2a2 2 0 0 0-2 2v8M18 8a2 2 0 1 1 4 0v6a8 8 0 0 1-8 8h-2c-2.8 0-4.5-.86-5.99-2.34l-3.6-3.6a2 2 0 0 1 2.83-2.82L7 15';
const OFFERED = 'M11 15h2a2 2 0 1 0 0-4h-3c-.6 0-1.1.2-1.4.6L3 17M7 21l1.6-1.4c.3-.4.8-.6 1.4-.6h4c1.1 0 2.1-.4 2.8-1.2l4.6-4.4a2 2 0 0 0-2.75-2.91l-4.2 3.9M2 16l6 6';

type Sign = 'raised' | 'offered';

interface Drawn {
  sprite: Sprite;
  sign: Sign;
  seen: boolean;
}

const eye = new Vector3();

/** What hands say, to be seen from afar: a raised hand beside the head, an open hand where one is held out. */
export class HandSigns {
  private readonly drawn = new Map<string, Drawn>();

  constructor(private readonly scene: Scene) {}

  update(people: readonly PersonView[], camera: Camera, visible: ReadonlySet<number>): void {
    for (const drawn of this.drawn.values()) drawn.seen = false;
    for (const person of people) {
      if (person.self || !visible.has(person.template)) continue;
      const { pose, key } = person;
      if (person.raised) {
        const yaw = pose[3]!;
        const hx = pose[HEAD_AT]!;
        const hz = pose[HEAD_AT + 2]!;
        this.show(`${key}/raised`, 'raised', pose[0]! + hx * Math.cos(yaw) + hz * Math.sin(yaw), pose[1]! + pose[HEAD_AT + 1]! + 0.62, pose[2]! - hx * Math.sin(yaw) + hz * Math.cos(yaw), camera);
      }
      if (person.offering !== HandSide.NONE) {
        const { x, y, z } = handPlace(pose, person.offering === HandSide.LEFT);
        this.show(`${key}/offered`, 'offered', x, y + 0.2, z, camera);
      }
    }
    for (const [key, drawn] of this.drawn) {
      if (drawn.seen) continue;
      this.drawn.delete(key);
      this.scene.remove(drawn.sprite);
      drawn.sprite.material.dispose();
    }
  }

  private show(key: string, sign: Sign, x: number, y: number, z: number, camera: Camera): void {
    let drawn = this.drawn.get(key);
    if (!drawn) {
      const sprite = new Sprite(new SpriteMaterial({ map: picture(sign), transparent: true, depthWrite: false, toneMapped: false }));
      sprite.renderOrder = 7;
      drawn = { sprite, sign, seen: true };
      this.drawn.set(key, drawn);
      this.scene.add(sprite);
    }
    drawn.seen = true;
    drawn.sprite.position.set(x, y, z);
    const far = eye.setFromMatrixPosition(camera.matrixWorld).distanceTo(drawn.sprite.position);
    drawn.sprite.visible = far < FAR;
    drawn.sprite.scale.setScalar((sign === 'raised' ? 0.17 : 0.12) * Math.max(0.9, 0.62 + far * 0.14));
  }
}

const pictures = new Map<Sign, CanvasTexture>();

/** One picture of each sign, drawn once for everybody. */
function picture(sign: Sign): CanvasTexture {
  let texture = pictures.get(sign);
  if (texture) return texture;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIZE;
  const context = canvas.getContext('2d')!;
  context.fillStyle = GROUND;
  context.strokeStyle = '#FBFAF6';
  context.lineWidth = 5;
  context.beginPath();
  context.arc(SIZE / 2, SIZE / 2, SIZE / 2 - 4, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
  context.translate(SIZE / 2 - 30, SIZE / 2 - 30);
  context.scale(2.5, 2.5);
  context.strokeStyle = INK;
  context.lineWidth = 2;
  context.lineCap = context.lineJoin = 'round';
  context.stroke(new Path2D(sign === 'raised' ? RAISED : OFFERED));
  texture = new CanvasTexture(canvas);
  texture.colorSpace = SRGBColorSpace;
  pictures.set(sign, texture);
  return texture;
}
