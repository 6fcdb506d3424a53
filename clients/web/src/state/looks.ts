import { Role } from '../protocol/gen/asclepion/v1/scene_pb';

/** The palette that `Appearance.colour` counts in, sRGB. Muted, so that six people in a room do not shout. */
export const ACCENTS: readonly string[] = [
  '#7FA58A', '#5B93B5', '#E3B65F', '#C9775A', '#8D8AC2', '#4FA3A0', '#C58A98', '#C7B183',
  '#8B9A54', '#86B7D6', '#D99A4E', '#A65A4A', '#8A5F86', '#4B7A62', '#76828C', '#B48A58',
];

/** What `Appearance.skin` and `Appearance.hairColour` count in, from 1, sRGB: skin from light to dark, hair from black over brown and red to white. */
export const SKIN_TONES: readonly string[] = ['#F4D7BE', '#EFC8A6', '#E6B88F', '#DBA57A', '#C98F66', '#B57B53', '#9C6643', '#825236', '#68402B', '#503123'];
export const HAIR_TONES: readonly string[] = ['#1F1A18', '#2E211B', '#453023', '#5F4130', '#8A5A33', '#7B3F26', '#B07A45', '#CDA768', '#A9A49C', '#E4E0D8'];

export function skinTone(settled: { skin: number }): string {
  return SKIN_TONES[settled.skin - 1] ?? SKIN_TONES[0]!;
}

export function hairTone(settled: { hairColour: number }): string {
  return HAIR_TONES[settled.hairColour - 1] ?? HAIR_TONES[0]!;
}

export interface RoleLook {
  /** As the entry form and the files name it. */
  id: string;
  dress: string;
  /** Coat worn over the dress, if any. */
  coat: string | undefined;
  badge: 'circle' | 'square' | 'diamond' | 'hexagon' | 'triangle' | 'shield' | 'pill' | 'star' | 'gear';
  staff: boolean;
}

export const ROLE_LOOKS: Record<number, RoleLook> = {
  [Role.PATIENT]: { id: 'patient', dress: '#7FA58A', coat: undefined, badge: 'circle', staff: false },
  [Role.DOCTOR]: { id: 'doctor', dress: '#5B93B5', coat: '#F7F6F2', badge: 'square', staff: true },
  [Role.NURSE]: { id: 'nurse', dress: '#4FA3A0', coat: undefined, badge: 'shield', staff: true },
  [Role.SPECIALIST]: { id: 'specialist', dress: '#6A6FB2', coat: '#F7F6F2', badge: 'diamond', staff: true },
  [Role.GUEST]: { id: 'guest', dress: '#B7A06A', coat: undefined, badge: 'pill', staff: false },
  [Role.TRAINEE]: { id: 'trainee', dress: '#B5838D', coat: undefined, badge: 'triangle', staff: false },
  [Role.STAFF]: { id: 'staff', dress: '#7A828A', coat: undefined, badge: 'hexagon', staff: true },
  [Role.AGENT]: { id: 'agent', dress: '#A9BEC8', coat: undefined, badge: 'star', staff: false },
  [Role.ROBOT]: { id: 'robot', dress: '#C4C8C9', coat: undefined, badge: 'gear', staff: false },
};

/** The outlines of the badges, 40 units wide, as the path of an SVG. */
export const BADGE_PATHS: Record<RoleLook['badge'], string> = {
  circle: 'M20 3a17 17 0 1 1 0 34a17 17 0 1 1 0-34z',
  square: 'M9 4h22a5 5 0 0 1 5 5v22a5 5 0 0 1-5 5H9a5 5 0 0 1-5-5V9a5 5 0 0 1 5-5z',
  diamond: 'M20 1.5L38.5 20L20 38.5L1.5 20z',
  hexagon: 'M11 3h18l10 17l-10 17H11L1 20z',
  triangle: 'M20 2L39 35H1z',
  shield: 'M5 5q15-4 30 0v16q-1 11-15 17Q6 32 5 21z',
  pill: 'M13 7h14a13 13 0 0 1 0 26H13a13 13 0 0 1 0-26z',
  star: 'M20 1l6 7h9l-1 9l5 6l-6 6v8h-9l-4 3l-5-3H7v-8l-6-6l5-6l-1-9h9z',
  gear: 'M15 2h10v6l6-4l6 7l-5 5h7v9h-7l5 5l-7 7l-5-5v7H15v-7l-5 5l-7-7l5-5H1v-9h7l-5-5l7-7l5 4z',
};

export function roleById(id: string): Role {
  for (const [role, look] of Object.entries(ROLE_LOOKS)) if (look.id === id) return Number(role);
  return Role.PATIENT;
}
