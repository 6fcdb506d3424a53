import { DoubleSide, EdgesGeometry, Group, LineBasicMaterial, LineSegments, Mesh, MeshBasicMaterial, type Scene, Shape, ShapeGeometry } from 'three';
import type { Room } from '../protocol/gen/asclepion/v1/scene_pb';

/** Where the real room is to be seen, this stands for the hospital's: its floor, see-through, with its edge. */
export class AirFloor {
  private readonly group = new Group();
  private room: Room | undefined;

  constructor(scene: Scene) {
    scene.add(this.group);
  }

  show(room: Room | undefined): void {
    if (room === this.room) return;
    this.room = room;
    this.clear();
    if (!room) return;
    const shape = new Shape();
    room.outline.forEach(({ x, z }, i) => (i === 0 ? shape.moveTo(x, -z) : shape.lineTo(x, -z)));
    const geometry = new ShapeGeometry(shape);
    const floor = new Mesh(geometry, new MeshBasicMaterial({ color: '#7FA58A', transparent: true, opacity: 0.16, depthWrite: false, side: DoubleSide, toneMapped: false }));
    const edge = new LineSegments(new EdgesGeometry(geometry), new LineBasicMaterial({ color: '#3F6B4C' }));
    this.group.add(floor, edge);
    this.group.rotation.x = -Math.PI / 2;
    this.group.position.y = room.floorY + 0.005;
  }

  dispose(): void {
    this.clear();
    this.group.removeFromParent();
  }

  private clear(): void {
    for (const part of [...this.group.children] as (Mesh<ShapeGeometry, MeshBasicMaterial> | LineSegments<EdgesGeometry, LineBasicMaterial>)[]) {
      part.removeFromParent();
      part.geometry.dispose();
      part.material.dispose();
    }
  }
}
