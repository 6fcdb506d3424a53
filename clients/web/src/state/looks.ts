import { Role } from '../protocol/gen/asclepion/v1/scene_pb';

/** The palette that `Appearance.colour` counts in, sRGB. Muted, so that six people in a room do not shout. */
export const ACCENTS: readonly string[] = [
  '#7FA58A', '#5B93B5', '#E3B65F', '#C9775A', '#8D8AC2', '#4FA3A0', '#C58A98', '#C7B183',
  '#8B9A54', '#86B7D6', '#D99A4E', '#A65A4A', '#8A5F86', '#4B7A62', '#76828C', '#B48A58',
];

/** Hair that `Appearance.variant` stands for, as the avatar models number it. */
export const VARIANTS = 8;
export const HAIR_COLOURS: readonly string[] = ['#3B2A20', '#1F1A18', '#8A5A33', '#C9A063', '#5A3A2A', '#A9A49C', '#2C2320', '#7B3F26'];
export const SKIN_COLOURS: readonly string[] = ['#E8BC98', '#C98F66', '#F0CBAA', '#A36B45', '#DDA57D', '#F2D3B8', '#8A5636', '#E0AE86'];

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

export function roleById(id: string): Role {
  for (const [role, look] of Object.entries(ROLE_LOOKS)) if (look.id === id) return Number(role);
  return Role.PATIENT;
}
