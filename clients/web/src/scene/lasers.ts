import { CanvasTexture, CylinderGeometry, Group, type Matrix4, Mesh, MeshBasicMaterial, type Scene, Sprite, SpriteMaterial, SRGBColorSpace, Vector3 } from 'three';
import { HandSide } from '../protocol/gen/asclepion/v1/component_pb';
import type { Hospital } from '../protocol/gen/asclepion/v1/scene_pb';
import { ACCENTS, BADGE_PATHS, ROLE_LOOKS } from '../state/looks';
import { HEAD_AT, handDirection, handPlace } from '../state/pose';
import { along, FARTHEST, firstSurface, type Standing } from '../state/surfaces';
import type { PersonView } from '../state/world';

/** From the wrist to the finger's tip, metres. */
const BEFORE_HAND = 0.17;
/** The dot floats this far before the surface, so that a box that is only nearly the furniture does not swallow it. */
const BEFORE_SURFACE = 0.03;
const BEAM = new CylinderGeometry(0.0025, 0.0035, 1, 6, 1, true).translate(0, 0.5, 0).rotateX(-Math.PI / 2);
const SIZE = 64;

interface Light {
  group: Group;
  beam: Mesh<CylinderGeometry, MeshBasicMaterial>;
  dot: Sprite;
  look: string;
  seen: boolean;
}

const eye = new Vector3();
const target = new Vector3();

/** The lights of all who point: a beam, and a dot in the person's colour and the shape of their badge. */
export class Lasers {
  private readonly lights = new Map<string, Light>();

  constructor(
    private readonly hospital: Hospital,
    private readonly scene: Scene,
  ) {}

  update(people: readonly PersonView[], camera: { matrixWorld: Matrix4 }, visible: ReadonlySet<number>, isOpen: (aperture: number) => boolean): void {
    for (const light of this.lights.values()) light.seen = false;
    for (const person of people) {
      if (person.pointing === HandSide.NONE || !visible.has(person.template)) continue;
      this.show(person, people, camera, isOpen);
    }
    for (const [key, light] of this.lights) {
      if (light.seen) continue;
      this.lights.delete(key);
      this.scene.remove(light.group);
      light.beam.material.dispose();
      light.dot.material.dispose();
    }
  }

  private show(person: PersonView, people: readonly PersonView[], camera: { matrixWorld: Matrix4 }, isOpen: (aperture: number) => boolean): void {
    const light = this.take(person);
    const left = person.pointing === HandSide.LEFT;
    const direction = handDirection(person.pose, left);
    const origin = along({ origin: handPlace(person.pose, left), direction }, BEFORE_HAND);
    const hit = firstSurface(this.hospital, person.template, { origin, direction }, isOpen, others(people, person));
    const length = Math.max(0.01, (hit?.distance ?? FARTHEST) - BEFORE_SURFACE);
    const end = along({ origin, direction }, length);
    light.beam.position.set(origin.x, origin.y, origin.z);
    light.beam.lookAt(target.set(origin.x - direction.x, origin.y - direction.y, origin.z - direction.z));
    light.beam.scale.set(1, 1, length);
    light.dot.visible = hit !== undefined;
    light.dot.position.set(end.x, end.y, end.z);
    // As large as a coin nearby, and still to be seen across a hall.
    const far = eye.setFromMatrixPosition(camera.matrixWorld).distanceTo(light.dot.position);
    light.dot.scale.setScalar(0.03 + far * 0.016);
  }

  private take(person: PersonView): Light {
    let light = this.lights.get(person.key);
    const look = `${person.role}/${person.appearance.colour}`;
    if (!light) {
      const group = new Group();
      const beam = new Mesh(BEAM, new MeshBasicMaterial({ transparent: true, opacity: 0.42, depthWrite: false, toneMapped: false }));
      const dot = new Sprite(new SpriteMaterial({ transparent: true, depthWrite: false, toneMapped: false }));
      dot.renderOrder = 8;
      group.add(beam, dot);
      this.scene.add(group);
      light = { group, beam, dot, look: '', seen: true };
      this.lights.set(person.key, light);
    }
    light.seen = true;
    if (light.look !== look) {
      light.look = look;
      const colour = ACCENTS[person.appearance.colour] ?? ACCENTS[0]!;
      light.beam.material.color.set(colour);
      light.dot.material.map = dotOf(look, colour, ROLE_LOOKS[person.role]?.badge ?? 'circle');
      light.dot.material.needsUpdate = true;
    }
    return light;
  }
}

function* others(people: readonly PersonView[], but: PersonView): Generator<Standing> {
  for (const { pose, key, template } of people) {
    if (key !== but.key && template === but.template) yield { x: pose[0]!, y: pose[1]!, z: pose[2]!, height: pose[HEAD_AT + 1]! + 0.12 };
  }
}

const dots = new Map<string, CanvasTexture>();

/** The shape of a badge with a light and a dark rim, so that it shows on any wall; drawn once for everybody who looks so. */
function dotOf(look: string, colour: string, badge: keyof typeof BADGE_PATHS): CanvasTexture {
  let texture = dots.get(look);
  if (texture) return texture;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIZE;
  const context = canvas.getContext('2d')!;
  context.scale(SIZE / 52, SIZE / 52);
  context.translate(6, 6);
  context.lineJoin = 'round';
  const shape = new Path2D(BADGE_PATHS[badge]);
  context.lineWidth = 11;
  context.strokeStyle = '#22303A';
  context.stroke(shape);
  context.lineWidth = 6;
  context.strokeStyle = '#FBFAF6';
  context.stroke(shape);
  context.fillStyle = colour;
  context.fill(shape);
  texture = new CanvasTexture(canvas);
  texture.colorSpace = SRGBColorSpace;
  dots.set(look, texture);
  return texture;
}
