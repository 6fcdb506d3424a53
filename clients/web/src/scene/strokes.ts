import { BufferAttribute, BufferGeometry, Color, Mesh, MeshBasicMaterial, type Scene } from 'three';
import type { Room } from '../protocol/gen/asclepion/v1/scene_pb';
import type { Stroke } from '../protocol/gen/asclepion/v1/component_pb';
import { PENS, PEN_MILLIMETRES, placesOf } from '../state/strokes';
import type { StrokeView } from '../state/world';

/** Corners of the ink's cross-section: round enough in the air, and thin before a board. */
const SIDES = 4;

/** A line not yet told by the room. */
export interface FreshLine {
  places: readonly number[];
  colour: number;
}

interface Piece {
  stroke: Stroke;
  positions: Float32Array;
  colours: Float32Array;
  indices: number[];
}

/** Everything drawn in the room, as one mesh that is made anew when a line changes. */
export class Strokes {
  private readonly pieces = new Map<string, Piece>();
  private readonly mesh = new Mesh(new BufferGeometry(), new MeshBasicMaterial({ vertexColors: true, toneMapped: false }));
  private freshPoints = -1;
  private room: Room | undefined;

  constructor(scene: Scene) {
    this.mesh.frustumCulled = false;
    this.mesh.visible = false;
    scene.add(this.mesh);
  }

  update(room: Room | undefined, strokes: Iterable<StrokeView>, fresh: FreshLine | undefined): void {
    let changed = room !== this.room;
    if (changed) this.pieces.clear();
    this.room = room;
    const seen = new Set<string>();
    if (room) {
      for (const { key, stroke } of strokes) {
        seen.add(key);
        if (this.pieces.get(key)?.stroke === stroke) continue;
        this.pieces.set(key, { stroke, ...tube(placesOf(stroke, room), stroke.colour, stroke.widthMillimetres) });
        changed = true;
      }
    }
    for (const key of this.pieces.keys()) {
      if (seen.has(key)) continue;
      this.pieces.delete(key);
      changed = true;
    }
    const points = fresh?.places.length ?? 0;
    if (!changed && points === this.freshPoints) return;
    this.freshPoints = points;
    this.build(fresh && points > 3 ? tube(fresh.places, fresh.colour, PEN_MILLIMETRES) : undefined);
  }

  private build(fresh: Omit<Piece, 'stroke'> | undefined): void {
    const all: Omit<Piece, 'stroke'>[] = [...this.pieces.values()];
    if (fresh) all.push(fresh);
    this.mesh.visible = all.length > 0;
    this.mesh.geometry.dispose();
    if (all.length === 0) return;
    const numbers = all.reduce((sum, { positions }) => sum + positions.length, 0);
    const positions = new Float32Array(numbers);
    const colours = new Float32Array(numbers);
    const indices: number[] = [];
    let at = 0;
    for (const piece of all) {
      positions.set(piece.positions, at);
      colours.set(piece.colours, at);
      for (const index of piece.indices) indices.push(index + at / 3);
      at += piece.positions.length;
    }
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', new BufferAttribute(positions, 3));
    geometry.setAttribute('color', new BufferAttribute(colours, 3));
    geometry.setIndex(indices);
    this.mesh.geometry = geometry;
  }
}

const ink = new Color();

/** A tube along some points, lighter above than below, so that it has a body without a lamp. A single point is a dot. */
function tube(places: ArrayLike<number>, colour: number, millimetres: number): Omit<Piece, 'stroke'> {
  const count = Math.floor(places.length / 3);
  const radius = millimetres / 2_000;
  const dot = count === 1;
  const rings = dot ? 2 : count;
  const positions = new Float32Array(rings * SIDES * 3);
  const colours = new Float32Array(rings * SIDES * 3);
  const indices: number[] = [];
  if (count === 0) return { positions: new Float32Array(0), colours: new Float32Array(0), indices };
  ink.set(PENS[colour] ?? PENS[0]!);
  for (let ring = 0; ring < rings; ring++) {
    const i = dot ? 0 : ring;
    const a = 3 * Math.max(0, i - 1);
    const b = 3 * Math.min(count - 1, i + 1);
    let [tx, ty, tz] = [places[b]! - places[a]!, places[b + 1]! - places[a + 1]!, places[b + 2]! - places[a + 2]!];
    const length = Math.hypot(tx, ty, tz);
    if (length < 1e-6) [tx, ty, tz] = [1, 0, 0];
    else [tx, ty, tz] = [tx / length, ty / length, tz / length];
    // Two directions across the line: one level, one as upright as can be.
    let [ux, uz] = [-tz, tx];
    const level = Math.hypot(ux, uz);
    [ux, uz] = level < 1e-3 ? [1, 0] : [ux / level, uz / level];
    const [vx, vy, vz] = [-uz * ty, uz * tx - ux * tz, ux * ty];
    for (let side = 0; side < SIDES; side++) {
      const angle = (side / SIDES) * 2 * Math.PI + Math.PI / 4;
      const cos = Math.cos(angle) * radius;
      const sin = Math.sin(angle) * radius;
      const at = 3 * (ring * SIDES + side);
      const shift = dot ? (ring - 0.5) * 2 * radius : 0;
      positions[at] = places[3 * i]! + ux * cos + vx * sin + tx * shift;
      positions[at + 1] = places[3 * i + 1]! + vy * sin + ty * shift;
      positions[at + 2] = places[3 * i + 2]! + uz * cos + vz * sin + tz * shift;
      const light = sin * vy > 0 ? 1.12 : 0.86;
      colours.set([ink.r * light, ink.g * light, ink.b * light], at);
    }
  }
  for (let ring = 0; ring + 1 < rings; ring++) {
    for (let side = 0; side < SIDES; side++) {
      const a = ring * SIDES + side;
      const b = ring * SIDES + ((side + 1) % SIDES);
      indices.push(a, b, a + SIDES, b, b + SIDES, a + SIDES, a, a + SIDES, b, b, a + SIDES, b + SIDES);
    }
  }
  for (const first of [0, (rings - 1) * SIDES]) indices.push(first, first + 1, first + 2, first, first + 2, first + 3, first, first + 2, first + 1, first, first + 3, first + 2);
  return { positions, colours, indices };
}
