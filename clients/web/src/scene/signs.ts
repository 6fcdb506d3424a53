import { BoxGeometry, Group, Mesh, MeshBasicMaterial, MeshStandardMaterial, PlaneGeometry } from 'three';
import type { Sign } from '../protocol/gen/asclepion/v1/scene_pb';
import type { Language } from '../locale/locale';
import { drawText, type Line } from './text';

const PIXELS = 96;
const INK = '#22303A';
const SOFT = '#4D5A62';
const WHITE = '#FBFAF6';

/** A bilingual sign: the reader's language large, the other below it. */
export function makeSign(sign: Sign, language: Language): Group {
  const texts = sign.text?.byLanguage ?? {};
  const first = texts[language] ?? texts['en'] ?? '';
  const second = language === 'en' ? texts['zh-Hans'] : texts['en'];
  const lines: Line[] = [{ text: first, size: PIXELS, weight: 700, colour: INK }];
  if (second && second !== first) lines.push({ text: second, size: PIXELS * 0.6, weight: 400, colour: SOFT });
  const image = drawText(lines, { background: undefined, paddingX: PIXELS * 0.45, paddingY: PIXELS * 0.22, radius: 18, gap: PIXELS * 0.04 });
  const group = new Group();
  const build = () => {
    const canvas = image.texture.image as HTMLCanvasElement;
    const height = sign.height;
    const width = (height * canvas.width) / canvas.height;
    plate.scale.set(width, height, 1);
    face.scale.set(width, height, 1);
  };
  const plate = new Mesh(PLATE, PLATE_MATERIAL);
  plate.castShadow = true;
  const face = new Mesh(FACE, new MeshBasicMaterial({ map: image.texture, transparent: true, toneMapped: false }));
  face.position.z = DEPTH / 2 + 0.002;
  face.renderOrder = 1;
  group.add(plate, face);
  group.position.set(sign.x, sign.y, sign.z);
  // A plane looks along +Z, a yaw of zero along -Z.
  group.rotation.y = sign.yaw + Math.PI;
  image.texture.onUpdate = build;
  build();
  return group;
}

const DEPTH = 0.024;
const PLATE = new BoxGeometry(1, 1, DEPTH);
const FACE = new PlaneGeometry(1, 1);
const PLATE_MATERIAL = new MeshStandardMaterial({ color: WHITE, roughness: 0.7, emissive: WHITE, emissiveIntensity: 0.18 });
