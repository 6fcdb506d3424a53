// An emulated headset in a real browser: put on, looked with, pointed with, as hands would.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const emulator = readFileSync(createRequire(import.meta.url).resolve('iwer/build/iwer.min.js'), 'utf8');

/** Gives every page of a browser's context a Quest 3. Emulation lives in the test alone; the page knows nothing of it. */
export async function giveHeadset(context) {
  await context.addInitScript(emulator);
  await context.addInitScript(() => {
    const quest = new globalThis.IWER.XRDevice(globalThis.IWER.metaQuest3, { stereoEnabled: true });
    // Chromium has a WebXR of its own.
    quest.installRuntime({ forceInstall: true });
    globalThis.quest = quest;
  });
}

/** Lets so many of the headset's pictures go by. */
export const pictures = (page, count = 2) =>
  page.evaluate(
    (left) =>
      new Promise((resolve) => {
        const next = () => (left-- > 0 ? globalThis.quest.activeSession.requestAnimationFrame(next) : resolve());
        next();
      }),
    count,
  );

/** Points a hand, controller or bare, at a place of the plan. */
export async function pointAt(page, hand, { x, y, z }) {
  await page.evaluate(
    ([side, place]) => {
      const { quest, asclepion } = globalThis;
      const to = asclepion.onFloor(place.x, place.y, place.z);
      for (const it of [quest.controllers[side], quest.hands[side]]) {
        const dx = to.x - it.position.x;
        const dy = to.y - it.position.y;
        const dz = to.z - it.position.z;
        const yaw = Math.atan2(-dx, -dz) / 2;
        const pitch = Math.atan2(dy, Math.hypot(dx, dz)) / 2;
        it.quaternion.set(Math.cos(yaw) * Math.sin(pitch), Math.sin(yaw) * Math.cos(pitch), -Math.sin(yaw) * Math.sin(pitch), Math.cos(yaw) * Math.cos(pitch));
      }
    },
    [hand, { x, y, z }],
  );
  await pictures(page);
}

/** Holds both hands where they are comfortable before the chest, wherever the head now is. */
export async function handsBefore(page) {
  await page.evaluate(() => {
    const { quest } = globalThis;
    for (const side of ['left', 'right']) {
      const aside = side === 'left' ? -0.2 : 0.2;
      for (const it of [quest.controllers[side], quest.hands[side]]) it.position.set(quest.position.x + aside, quest.position.y - 0.35, quest.position.z - 0.3);
    }
  });
  await pictures(page);
}

/** Presses the trigger, or pinches, and lets go. */
export async function squeezeTrigger(page, hand) {
  const set = (value) =>
    page.evaluate(
      ([side, to]) => {
        const { quest } = globalThis;
        if (quest.primaryInputMode === 'hand') quest.hands[side].updatePinchValue(to);
        else quest.controllers[side].updateButtonValue('trigger', to);
      },
      [hand, value],
    );
  await set(1);
  await pictures(page);
  await set(0);
  await pictures(page);
}

/** Pushes a thumbstick: right and forward, -1 to 1. */
export async function pushStick(page, hand, right, forward) {
  await page.evaluate(([side, x, y]) => globalThis.quest.controllers[side].updateAxes('thumbstick', x, -y), [hand, right, forward]);
  await pictures(page);
}

/**
 * Looks somewhere and pinches, as on a headset whose eyes point and whose hands tell nothing until then: an input source that comes with the
 * pinch and goes with it. The emulator has none of its own.
 */
export async function lookAndPinch(page, place) {
  await pointAt(page, 'right', place);
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        const session = globalThis.quest.activeSession;
        // Not tracked between pinches, so not moved by the emulator.
        globalThis.quest.hands.right.updateTargetRaySpace();
        const { targetRaySpace } = globalThis.quest.hands.right.inputSource;
        const source = { handedness: 'right', targetRayMode: 'transient-pointer', targetRaySpace, profiles: ['generic-fixed-hand'] };
        const tell = (name, frame) => session.dispatchEvent(Object.assign(new Event(name), { frame, inputSource: source }));
        const show = (sources) => Object.defineProperty(session, 'inputSources', { configurable: true, get: () => sources });
        session.requestAnimationFrame((_, first) => {
          show([source]);
          tell('selectstart', first);
          session.requestAnimationFrame(() => {
            session.requestAnimationFrame((__, last) => {
              tell('selectend', last);
              tell('select', last);
              show([]);
              resolve();
            });
          });
        });
      }),
  );
  await pictures(page);
}
