import { Group, type Object3D, Quaternion, type Scene, Vector3 } from 'three';
import type { Vector } from '../base/space';
import type { Hospital } from '../protocol/gen/asclepion/v1/scene_pb';
import type { ItemView } from '../state/world';
import type { Assets } from './assets';
import type { People } from './people';

/** How fast a drawn item follows what the server says. Per second. */
const FOLLOW = 16;
const JUMP = 2.5;

interface Drawn {
  group: Group;
  place: Vector3;
  turn: Quaternion;
  seen: boolean;
}

/** One's own hands, where a headset has them: what they hold is there, though the own figure is not drawn. */
export interface OwnHands {
  /** Key of the own body. */
  key: string;
  /** The palms, hospital plan. */
  left: Vector | undefined;
  right: Vector | undefined;
  /** Of the body, radians. */
  yaw: number;
}

const UP = new Vector3(0, 1, 0);
const wantedPlace = new Vector3();
const wantedTurn = new Quaternion();
const IN_HAND = new Vector3(0, -0.02, -0.09);

/** Movable things: where they lie, or in the hand of who holds them. */
export class Items {
  readonly group = new Group();
  private readonly drawn = new Map<string, Drawn>();

  constructor(private readonly hospital: Hospital, private readonly assets: Assets, scene: Scene) {
    scene.add(this.group);
  }

  update(items: Iterable<ItemView>, people: People, elapsed: number, visible: ReadonlySet<number>, own?: OwnHands): void {
    for (const drawn of this.drawn.values()) drawn.seen = false;
    for (const view of items) {
      const drawn = this.take(view);
      drawn.group.visible = visible.has(view.template);
      this.place(drawn, view, people, elapsed, own);
    }
    for (const [key, drawn] of this.drawn) {
      if (drawn.seen) continue;
      this.drawn.delete(key);
      this.group.remove(drawn.group);
    }
  }

  object(key: string): Object3D | undefined {
    return this.drawn.get(key)?.group;
  }

  private take(view: ItemView): Drawn {
    let drawn = this.drawn.get(view.key);
    if (!drawn) {
      const { item } = view;
      const group = new Group();
      drawn = { group, place: new Vector3(item.x, item.y, item.z), turn: new Quaternion(item.qx, item.qy, item.qz, item.qw), seen: true };
      this.drawn.set(view.key, drawn);
      this.group.add(group);
      const file = this.hospital.models[item.model]?.file;
      if (file) {
        this.assets.load(file).then(
          (model) => group.add(model.clone()),
          () => undefined,
        );
      }
    }
    drawn.seen = true;
    return drawn;
  }

  private place(drawn: Drawn, { item, holder }: ItemView, people: People, elapsed: number, own: OwnHands | undefined): void {
    const palm = own && holder === own.key ? (item.leftHand ? own.left : own.right) : undefined;
    if (own && palm) {
      drawn.group.position.copy(palm);
      drawn.group.quaternion.setFromAxisAngle(UP, own.yaw);
      drawn.place.copy(drawn.group.position);
      drawn.turn.copy(drawn.group.quaternion);
      return;
    }
    const hand = holder === undefined ? undefined : people.figure(holder)?.handNode(item.leftHand);
    if (hand) {
      hand.updateWorldMatrix(true, false);
      drawn.group.position.copy(IN_HAND);
      hand.getWorldPosition(wantedPlace);
      hand.getWorldQuaternion(wantedTurn);
      drawn.group.position.applyQuaternion(people.figure(holder!)!.object.quaternion).add(wantedPlace);
      drawn.group.quaternion.copy(people.figure(holder!)!.object.quaternion);
      drawn.place.copy(drawn.group.position);
      drawn.turn.copy(drawn.group.quaternion);
      return;
    }
    wantedPlace.set(item.x, item.y, item.z);
    wantedTurn.set(item.qx, item.qy, item.qz, item.qw).normalize();
    // Held by somebody whose hand is not drawn: nowhere to be seen.
    if (holder !== undefined) drawn.group.visible = false;
    const far = drawn.place.distanceTo(wantedPlace) > JUMP;
    const ease = far ? 1 : 1 - Math.exp(-elapsed * FOLLOW);
    drawn.place.lerp(wantedPlace, ease);
    drawn.turn.slerp(wantedTurn, ease);
    drawn.group.position.copy(drawn.place);
    drawn.group.quaternion.copy(drawn.turn);
  }
}
