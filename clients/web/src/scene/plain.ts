import { BoxGeometry, DoubleSide, Group, Mesh, MeshStandardMaterial, Shape, ShapeGeometry, Vector2 } from 'three';
import type { Hospital } from '../protocol/gen/asclepion/v1/scene_pb';
import { wallPieces } from '../state/solids';

/** Waist-high, so that one sees where one is. Metres. */
const WALL = 1.1;

/** A bare room from its plan alone: what stands while the real one could not be loaded, so that nobody walks in the void. */
export function plainRoom(hospital: Hospital, index: number): Group {
  const room = hospital.rooms[index]!;
  const group = new Group();
  const floor = new Mesh(
    new ShapeGeometry(new Shape(room.outline.map(({ x, z }) => new Vector2(x, -z)))),
    new MeshStandardMaterial({ color: room.outdoors ? '#8FAE7F' : '#C9B691', roughness: 0.8, side: DoubleSide }),
  );
  floor.rotation.x = -Math.PI / 2;
  floor.position.y = room.floorY;
  floor.receiveShadow = true;
  group.add(floor);
  const solid = new MeshStandardMaterial({ color: '#D8D2C4', roughness: 0.8 });
  const ways = hospital.apertures.filter((aperture) => aperture.passesWalk && (aperture.roomA === index || aperture.roomB === index));
  const wall = new MeshStandardMaterial({ color: '#F4F1EA', roughness: 0.9 });
  for (const [i, a] of room.outline.entries()) {
    for (const { ax, az, bx, bz } of wallPieces(a, room.outline[(i + 1) % room.outline.length]!, ways)) {
      const mesh = new Mesh(new BoxGeometry(Math.hypot(bx - ax, bz - az), WALL, 0.06), wall);
      mesh.position.set((ax + bx) / 2, room.floorY + WALL / 2, (az + bz) / 2);
      mesh.rotation.y = -Math.atan2(bz - az, bx - ax);
      group.add(mesh);
    }
  }
  for (const box of room.obstacles) {
    const mesh = new Mesh(new BoxGeometry(2 * box.halfX, 2 * box.halfY, 2 * box.halfZ), solid);
    mesh.position.set(box.x, box.y, box.z);
    mesh.rotation.y = box.yaw;
    group.add(mesh);
  }
  return group;
}
