import { BoxGeometry, type BufferGeometry, Group, Mesh, MeshBasicMaterial, MeshStandardMaterial, PlaneGeometry } from 'three';
import { mergeGeometries } from 'three/addons/utils/BufferGeometryUtils.js';
import type { Sign } from '../protocol/gen/asclepion/v1/scene_pb';
import type { Language } from '../locale/locale';
import { drawLines, type Line, textureOf } from './text';

const PIXELS = 96;
const INK = '#22303A';
const SOFT = '#4D5A62';
const WHITE = '#FBFAF6';
/** Metres. */
const DEPTH = 0.024;
/** Between two texts in the room's picture, so that neither shines into the other from afar. Pixels. */
const GAP = 8;

/** A room's bilingual signs, the reader's language large, the other below it: all plates one draw call, all texts another. */
export function makeSigns(signs: readonly Sign[], language: Language): Group {
  const group = new Group();
  if (signs.length === 0) return group;
  let due = false;
  const texts = signs.map((sign) =>
    drawLines(linesOf(sign, language), { background: undefined, paddingX: PIXELS * 0.45, paddingY: PIXELS * 0.22, radius: 18, gap: PIXELS * 0.04 }, () => {
      // The fonts of all signs come within one turn or few: the picture is put together once for them.
      if (due) return;
      due = true;
      setTimeout(() => {
        due = false;
        put();
      });
    }),
  );
  const plates = new Mesh<BufferGeometry, MeshStandardMaterial>(undefined, PLATE_MATERIAL);
  plates.castShadow = plates.receiveShadow = true;
  const faces = new Mesh<BufferGeometry, MeshBasicMaterial>(undefined, new MeshBasicMaterial({ transparent: true, toneMapped: false }));
  faces.renderOrder = 1;
  const put = () => {
    plates.geometry.dispose();
    faces.geometry.dispose();
    faces.material.map?.dispose();
    const atlas = stack(texts);
    plates.geometry = mergeGeometries(signs.map((sign, i) => at(sign, new BoxGeometry(widthOf(sign, texts[i]!), sign.height, DEPTH))));
    faces.geometry = mergeGeometries(signs.map((sign, i) => at(sign, face(sign, texts[i]!, atlas.tops[i]!, atlas.canvas))));
    faces.material.map = textureOf(atlas.canvas);
    faces.material.needsUpdate = true;
  };
  put();
  group.add(plates, faces);
  return group;
}

function linesOf(sign: Sign, language: Language): Line[] {
  const texts = sign.text?.byLanguage ?? {};
  const first = texts[language] ?? texts['en'] ?? '';
  const second = language === 'en' ? texts['zh-Hans'] : texts['en'];
  const lines: Line[] = [{ text: first, size: PIXELS, weight: 700, colour: INK }];
  if (second && second !== first) lines.push({ text: second, size: PIXELS * 0.6, weight: 400, colour: SOFT });
  return lines;
}

const widthOf = (sign: Sign, text: HTMLCanvasElement) => (sign.height * text.width) / text.height;

/** Below each other in one picture. */
function stack(texts: readonly HTMLCanvasElement[]): { canvas: HTMLCanvasElement; tops: number[] } {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(...texts.map(({ width }) => width));
  canvas.height = texts.reduce((sum, { height }) => sum + height + GAP, 0);
  const context = canvas.getContext('2d')!;
  let top = 0;
  const tops = texts.map((text) => {
    const at = top;
    context.drawImage(text, 0, at);
    top += text.height + GAP;
    return at;
  });
  return { canvas, tops };
}

/** Where the sign hangs, in the plan. A plane looks along +Z, a yaw of zero along -Z. */
function at<G extends BufferGeometry>(sign: Sign, geometry: G): G {
  return geometry.rotateY(sign.yaw + Math.PI).translate(sign.x, sign.y, sign.z);
}

function face(sign: Sign, text: HTMLCanvasElement, top: number, atlas: HTMLCanvasElement): PlaneGeometry {
  const plane = new PlaneGeometry(widthOf(sign, text), sign.height);
  const uv = plane.getAttribute('uv');
  for (let i = 0; i < uv.count; i++) uv.setXY(i, (uv.getX(i) * text.width) / atlas.width, 1 - (top + (1 - uv.getY(i)) * text.height) / atlas.height);
  return plane.translate(0, 0, DEPTH / 2 + 0.002);
}

const PLATE_MATERIAL = new MeshStandardMaterial({ color: WHITE, roughness: 0.7, emissive: WHITE, emissiveIntensity: 0.18 });
