import { Matrix4, Quaternion, Vector3 } from 'three';
import { Emitter } from '../base/emitter';
import { forwardOf } from '../base/angles';
import { times } from '../base/quaternion';
import type { Ray, Vector } from '../base/space';
import type { Actions, Hand, Touch } from '../input/actions';
import { Blink, type Comfort, Vignette } from '../input/comfort';
import { HeadsetControls } from '../input/headset';
import type { Surroundings } from '../input/hands';
import { Height } from '../input/height';
import { bodyYaw, Rig } from '../input/rig';
import type { Language } from '../locale/locale';
import type { Stage } from '../scene/stage';
import { along, type Target, targets } from '../state/interact';
import { appearanceOf, settled } from '../state/appearance';
import { skinTone } from '../state/looks';
import { type Pose, restLimbs, STANDING_EYE } from '../state/pose';
import { track } from '../state/tracked';
import type { World } from '../state/world';
import { AirFloor } from './airfloor';
import { Hands } from './hands';
import { pulse } from './haptics';
import { Pointer } from './pointers';
import { Pressing } from './pressing';
import { Reader } from './reader';
import { type HeadsetMode, Session } from './session';
import { Veil } from './veil';
import { Words } from './words';

export interface HeadsetSettings {
  mode: HeadsetMode;
  stage: Stage;
  world: World;
  actions: Actions;
  /** Read anew each picture: what the person changes holds at once. */
  comfort: Comfort;
  /** The own body's head and hands, written each picture. */
  pose: Pose;
  language: Language;
  /** Draws one picture, and calls {@link Headset.move} on the way. */
  draw(): void;
}

interface HeadsetEvents {
  ended: object;
  /** The headset was taken off (hidden) or put on again. */
  worn: { worn: boolean };
}

const HANDS = ['left', 'right'] as const;
/** A place this near to where one asked to be set down is that place. Metres. */
const SAME_PLACE = 0.35;
/** Through a doorway the body is set down at most this far on; farther off it is somewhere else. Metres. */
const DOORWAY = 1.5;
/** Beyond this the head is where the body cannot be: in a wall. Metres. */
const OUT_OF_BODY = 0.55;
/** How high a menu hangs over the wrist. Metres. */
const OVER_WRIST = 0.05;

/** A person with a headset on, in the room: reads it, moves the body with it, and shows hands, rays and what is said. Owned by the visit; lives as long as one session. */
export class Headset {
  readonly events = new Emitter<HeadsetEvents>();
  readonly controls: HeadsetControls;
  private readonly rig = new Rig();
  private readonly reader: Reader;
  private readonly pressing: Pressing;
  private readonly height = new Height();
  private readonly vignette = new Vignette();
  private readonly blink = new Blink();
  private readonly hands: Hands;
  private readonly pointers: Record<Hand, Pointer>;
  private readonly veil: Veil;
  private readonly notice: Words;
  private readonly prompt: Words;
  private readonly air: AirFloor | undefined;
  private readonly eyes = new Vector3();
  private readonly leaves: (() => void)[] = [];
  private frame: XRFrame | undefined;
  private stands = false;
  private template = -1;
  private seat = -1;
  private asked: Vector | undefined;
  private over = false;

  private constructor(private readonly settings: HeadsetSettings, private readonly session: Session) {
    const { actions, comfort, stage, world, language } = settings;
    const { scene, floor, camera } = stage.engine;
    this.reader = new Reader(this.rig, () => comfort.hand);
    const pulses = (hand: Hand, touch: Touch) => {
      this.pulse(hand, touch);
    };
    this.pressing = new Pressing(stage.panels, pulses);
    this.controls = new HeadsetControls({ actions, comfort, pressables: this.pressing, pulse: pulses });
    this.hands = new Hands(floor, skinTone(settled(appearanceOf(world.body?.appearance))));
    this.pointers = { left: new Pointer(scene), right: new Pointer(scene) };
    this.veil = new Veil(camera);
    this.notice = new Words(scene, language);
    this.prompt = new Words(scene, language);
    this.air = settings.mode === 'ar' ? new AirFloor(scene) : undefined;
    this.leaves.push(
      actions.enter(this.controls),
      actions.events.on('teleport', ({ x, z }) => {
        this.asked = { x, y: 0, z };
        this.blink.close();
      }),
      world.events.on('refused', () => {
        this.asked = undefined;
        this.blink.open();
        this.pulse(comfort.hand, 'refused');
      }),
    );
  }

  /** Puts the headset on. Must be called while a click is being handled. */
  static async begin(settings: HeadsetSettings): Promise<Headset> {
    const { stage, comfort } = settings;
    const worn: { by?: Headset } = {};
    const session = await Session.begin(settings.mode, stage.engine.renderer, (frame) => {
      worn.by?.handleFrame(frame);
    });
    const headset = (worn.by = new Headset(settings, session));
    stage.wear(settings.mode === 'ar');
    session.tune(comfort);
    headset.listen();
    return headset;
  }

  end(): void {
    this.session.end();
  }

  /** The comfort settings changed. */
  handleComfort(): void {
    this.session.tune(this.settings.comfort);
  }

  /** How it is worn, for tests. */
  get look() {
    const { grips } = this.controls;
    const hand = (which: Hand) => ({ seen: this.reader.hands[which].seen, holding: this.reader.hands[which].view.holding, gesture: this.reader.hands[which].view.gesture, aiming: grips[which].aiming, landing: grips[which].landing, means: grips[which].means });
    return { visibility: this.session.visibility, left: hand('left'), right: hand('right'), dark: this.blink.dark, edge: this.vignette.strength, lift: this.height.lift, said: this.notice.words, eyes: { x: this.eyes.x, y: this.eyes.y, z: this.eyes.z } };
  }

  /** A place of the plan on the headset's own floor, for tests. */
  onFloor(place: Vector): Vector {
    return this.rig.floorOf(place);
  }

  /** Says something to who cannot see the page. */
  say(words: string, alert = false): void {
    this.notice.say(words, alert, performance.now());
  }

  /** What pressing would do with what is pointed at. */
  showPrompt(words: string | undefined, target: Target | undefined): void {
    this.prompt.show(target ? words : undefined);
    if (target) this.prompt.sprite.position.set(target.x, target.y + 0.3, target.z);
  }

  pulse(hand: Hand, touch: Touch): void {
    pulse(this.reader.hands[hand].source, touch);
  }

  /** Where a wrist is, hospital plan, for a menu that hangs on it. */
  wrist(hand: Hand) {
    const it = this.reader.hands[hand];
    return it.seen ? it.view.wrist : undefined;
  }

  /** What the hands point at: the main hand's thing before the other's. */
  aimed(): Target | undefined {
    const main = this.settings.comfort.hand;
    for (const hand of [main, main === 'left' ? 'right' : 'left'] as const) {
      const { ray } = this.reader.hands[hand].view;
      const target = this.reader.hands[hand].seen && ray ? along(ray, targets(this.settings.world)) : undefined;
      if (target) return target;
    }
    return undefined;
  }

  /** One picture's worth of moving: the room's word, the sticks, the legs, the hands. `online`: whether the room would know of it. */
  move(elapsed: number, online: boolean): void {
    const { world } = this.settings;
    const { frame, reader, rig } = this;
    const { space } = this.session;
    if (!frame || !reader.readHead(frame, space)) return;
    if (world.isPlaced) {
      this.takePlace();
      this.walk(elapsed, online);
    }
    const floorY = world.room?.floorY ?? 0;
    const eye = reader.head.y + (this.session.hasFloor ? 0 : STANDING_EYE);
    rig.y = floorY + eye - reader.head.y + this.height.update({ eye, posture: this.settings.comfort.posture, seated: world.seat >= 0 }, elapsed, this.blink.dark > 0.5);
    const views = reader.readHands(frame, space, elapsed);
    if (this.session.visibility === 'visible') this.controls.handlePicture(views, this.surroundings(floorY), elapsed);
    this.fill(floorY);
    this.draw(elapsed);
  }

  private listen(): void {
    const { session } = this;
    const { xr } = session;
    const on = (name: 'selectstart' | 'selectend', run: (hand: Hand, ray: Ray | undefined) => void) => {
      xr.addEventListener(name, (event) => {
        const { inputSource, frame } = event as XRInputSourceEvent;
        if (inputSource.targetRayMode !== 'tracked-pointer' && inputSource.targetRayMode !== 'transient-pointer') return;
        run(this.reader.handOf(inputSource), this.reader.rayOf(frame, session.space, inputSource));
      });
    };
    on('selectstart', (hand, ray) => {
      this.controls.handlePress(hand, ray);
    });
    on('selectend', (hand, ray) => {
      this.controls.handleRelease(hand, ray);
    });
    session.events.on('visibility', ({ state }) => {
      if (state !== 'visible') this.controls.handleHidden();
      this.events.emit('worn', { worn: state !== 'hidden' });
    });
    session.events.on('reset', () => {
      this.stands = false;
      this.height.forget();
    });
    session.events.on('ended', () => {
      this.dispose();
    });
  }

  private handleFrame(frame: XRFrame): void {
    this.frame = frame;
    this.settings.draw();
  }

  /** Follows what the room did with the body since the last picture. */
  private takePlace(): void {
    const { world } = this.settings;
    const { rig, reader } = this;
    const { root, yaw } = world.prediction;
    const sameRoom = world.template === this.template;
    const anew = !this.stands || world.seat !== this.seat;
    const far = Math.hypot(root.x - rig.root.x, root.z - rig.root.z);
    if (anew || (!sameRoom && far > DOORWAY)) {
      // Sitting down turns to where the seat looks; standing up looks on where one looked.
      const looks = this.stands && world.seat < 0 && sameRoom ? rig.yaw + reader.head.yaw : yaw;
      rig.stand(root, looks, reader.head);
      if (world.seat < 0) world.prediction.yaw = looks;
      if (this.stands) this.blink.flash();
    } else if (!sameRoom || (this.asked && Math.hypot(root.x - this.asked.x, root.z - this.asked.z) < SAME_PLACE)) {
      rig.glide(root.x - rig.root.x, root.z - rig.root.z);
      rig.walked(root);
      if (this.asked) this.asked = undefined;
      else this.blink.flash();
      this.blink.open();
    } else if (rig.handleRoot(root)) {
      this.blink.flash();
    }
    this.stands = true;
    this.template = world.template;
    this.seat = world.seat;
  }

  private walk(elapsed: number, online: boolean): void {
    const { world, actions, comfort } = this.settings;
    const { rig, reader, vignette } = this;
    const { root } = world.prediction;
    const turned = actions.turn(elapsed);
    rig.turn(turned, reader.head);
    const looks = rig.yaw + reader.head.yaw;
    const speed = actions.speed(elapsed);
    let glided = 0;
    if (world.seat < 0) {
      world.prediction.yaw = bodyYaw(world.prediction.yaw + turned, looks, elapsed);
      if (online) {
        const { x, z } = root;
        const ahead = forwardOf(looks);
        world.walk((ahead.x * speed.forward - ahead.z * speed.right) * elapsed, (ahead.z * speed.forward + ahead.x * speed.right) * elapsed);
        rig.glide(root.x - x, root.z - z);
        glided = Math.hypot(root.x - x, root.z - z) / Math.max(elapsed, 0.001);
        const { dx, dz } = rig.follow(reader.head, root, world.prediction.yaw);
        world.walk(dx, dz);
      }
    }
    rig.walked(root);
    world.prediction.settle(elapsed * 1_000);
    vignette.update(glided, comfort.turn === 'smooth' ? turned / Math.max(elapsed, 0.001) : 0, comfort.vignette, elapsed);
  }

  private surroundings(floorY: number): Surroundings {
    const { world } = this.settings;
    const { body } = world;
    return {
      floorY,
      means: (ray) => along(ray, targets(world)) !== undefined,
      canLand: (x, z) => world.canLand(x, z),
      carries: (hand) => ((hand === 'left' ? body?.leftItemPlusOne : body?.rightItemPlusOne) ?? 0) > 0,
      yaw: world.prediction.yaw,
      seated: world.seat >= 0,
    };
  }

  /** Writes head and hands into the own pose; a hand that is not seen rests. */
  private fill(floorY: number): void {
    const { pose, world } = this.settings;
    const { reader, rig } = this;
    const { root, yaw } = world.prediction;
    pose[0] = root.x;
    pose[1] = floorY;
    pose[2] = root.z;
    pose[3] = yaw;
    const head = { position: rig.placeOf(reader.head), orientation: times(rig.turned, reader.head.orientation) };
    restLimbs(pose, head.position.y - floorY, 0);
    track(pose, 'head', head);
    for (const hand of HANDS) {
      const wrist = this.wrist(hand);
      if (wrist) track(pose, hand, wrist);
    }
  }

  private draw(elapsed: number): void {
    const { stage, world } = this.settings;
    const { rig, reader } = this;
    const { floor } = stage.engine;
    floor.position.set(rig.x, rig.y, rig.z);
    floor.quaternion.copy(turn.set(rig.turned.x, rig.turned.y, rig.turned.z, rig.turned.w));
    this.hands.update(HANDS.map((hand) => reader.hands[hand]));
    for (const hand of HANDS) {
      const it = reader.hands[hand];
      this.pointers[hand].update(this.controls.grips[hand], it.seen && it.view.holding !== 'transient' && it.view.gesture !== 'fist' && !this.controls.grips[hand].touching, this.controls.grips[hand].beam);
    }
    stage.panels.setWrist(this.menuOnWrist());
    const palm = (hand: Hand) => (reader.hands[hand].seen ? reader.hands[hand].view.palm : undefined);
    stage.ownHands = { key: world.ownKey, left: palm('left'), right: palm('right'), yaw: world.prediction.yaw };
    const head = rig.placeOf(reader.head);
    const out = Math.hypot(head.x - world.prediction.root.x, head.z - world.prediction.root.z) - OUT_OF_BODY;
    const dark = Math.max(this.blink.update(elapsed), world.seat < 0 ? Math.min(0.92, Math.max(0, out * 5)) : 0);
    this.veil.show(this.vignette.strength, dark);
    this.air?.show(world.room);
    this.eyes.set(head.x, head.y, head.z);
    this.showNotice(elapsed, rig.yaw + reader.head.yaw);
    const now = performance.now();
    this.notice.update(this.eyes, now);
    this.prompt.update(this.eyes, now);
  }

  /** Where a watch would be on the hand that does not point: +Z away from the skin, +Y up for who reads it with the arm before them. */
  private menuOnWrist(): Matrix4 | undefined {
    const hand = this.settings.comfort.hand === 'left' ? 'right' : 'left';
    const wrist = this.wrist(hand);
    if (!wrist) return undefined;
    const { x, y, z, w } = wrist.orientation;
    turn.set(x, y, z, w);
    back.set(0, 1, 0).applyQuaternion(turn);
    fingers.set(0, 0, hand === 'left' ? -1 : 1).applyQuaternion(turn);
    up.crossVectors(back, fingers);
    return menu.makeBasis(fingers, up, back).setPosition(wrist.position.x + back.x * OVER_WRIST, wrist.position.y + back.y * OVER_WRIST, wrist.position.z + back.z * OVER_WRIST);
  }

  /** A notice hangs before the eyes, a little below, and comes after them gently. */
  private showNotice(elapsed: number, looks: number): void {
    const ahead = forwardOf(looks);
    place.set(this.eyes.x + ahead.x * 1.25, this.eyes.y - 0.28, this.eyes.z + ahead.z * 1.25);
    const { position } = this.notice.sprite;
    position.lerp(place, position.distanceTo(place) > 1.5 ? 1 : 1 - Math.exp(-elapsed / 0.25));
  }

  private dispose(): void {
    if (this.over) return;
    this.over = true;
    this.controls.handleHidden();
    for (const leave of this.leaves) leave();
    for (const part of [this.hands, this.pointers.left, this.pointers.right, this.veil, this.notice, this.prompt]) part.dispose();
    this.air?.dispose();
    this.pressing.dispose();
    this.settings.stage.panels.setWrist(undefined);
    this.settings.stage.takeOff();
    this.events.emit('ended', {});
  }
}

const turn = new Quaternion();
const menu = new Matrix4();
const back = new Vector3();
const up = new Vector3();
const fingers = new Vector3();
const place = new Vector3();
