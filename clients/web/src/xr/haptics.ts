import type { Touch } from '../input/actions';

/** How strong, 0 to 1, and how long, milliseconds, each touch is felt. */
const PULSES: Record<Touch, [strength: number, milliseconds: number]> = {
  touch: [0.25, 12],
  grab: [0.55, 28],
  release: [0.3, 18],
  teleport: [0.4, 45],
  handshake: [0.8, 220],
  refused: [0.5, 90],
};

/** Lets the hand that holds this controller feel something; bare hands feel nothing. */
export function pulse(source: XRInputSource | undefined, touch: Touch): void {
  const [strength, milliseconds] = PULSES[touch];
  const gamepad = source?.gamepad as (Gamepad & { hapticActuators?: { pulse?(strength: number, milliseconds: number): unknown }[] }) | undefined;
  const actuator = gamepad?.hapticActuators?.[0];
  if (actuator?.pulse) actuator.pulse(strength, milliseconds);
  else void gamepad?.vibrationActuator?.playEffect('dual-rumble', { duration: milliseconds, strongMagnitude: strength, weakMagnitude: strength }).catch(() => undefined);
}
