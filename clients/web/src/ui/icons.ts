import {
  Wand,
  Undo2,
  Trash2,
  Pen,
  HandHelping,
  Handshake,
  Eraser,
  Activity,
  Armchair,
  ArrowBigUp,
  ArrowDownToLine,
  BadgePlus,
  Bot,
  BrainCircuit,
  CircleQuestionMark,
  ConciergeBell,
  CornerDownLeft,
  Delete,
  Eye,
  Glasses,
  GraduationCap,
  Hand,
  HandHeart,
  Headphones,
  HeartPulse,
  type IconNode,
  Languages,
  LogOut,
  Map as MapIcon,
  Maximize2,
  MessageCircle,
  Mic,
  MicOff,
  Microscope,
  MonitorOff,
  MonitorUp,
  NotebookPen,
  Play,
  Send,
  SlidersHorizontal,
  Speaker,
  Stethoscope,
  SunMoon,
  UserRound,
  Users,
  Video,
  VideoOff,
  X,
} from 'lucide';
import { svg } from './dom';

const ICONS = {
  activity: Activity,
  agent: BrainCircuit,
  backspace: Delete,
  camera: Video,
  cameraOff: VideoOff,
  chat: MessageCircle,
  check: SlidersHorizontal,
  close: X,
  doctor: Stethoscope,
  draw: Pen,
  drop: ArrowDownToLine,
  enlarge: Maximize2,
  enter: CornerDownLeft,
  guest: HandHeart,
  headphones: Headphones,
  headset: Glasses,
  hands: Handshake,
  help: CircleQuestionMark,
  language: Languages,
  leave: LogOut,
  map: MapIcon,
  microphone: Mic,
  microphoneOff: MicOff,
  note: NotebookPen,
  offer: HandHelping,
  nurse: HeartPulse,
  patient: UserRound,
  people: Users,
  play: Play,
  pointer: Wand,
  raise: Hand,
  plus: BadgePlus,
  robot: Bot,
  screen: MonitorUp,
  screenOff: MonitorOff,
  send: Send,
  shift: ArrowBigUp,
  sponge: Eraser,
  sit: Armchair,
  speaker: Speaker,
  specialist: Microscope,
  staff: ConciergeBell,
  theme: SunMoon,
  trainee: GraduationCap,
  trash: Trash2,
  undo: Undo2,
  use: Hand,
  view: Eye,
} satisfies Record<string, IconNode>;

export type IconName = keyof typeof ICONS;

/** An icon, hidden from assistive technology: it always stands beside its word. */
export function icon(name: IconName, size = 20): SVGSVGElement {
  const nodes = ICONS[name] as unknown as [string, Record<string, string>][];
  return svg(
    'svg',
    { class: 'icon', width: size, height: size, viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor', 'stroke-width': 2, 'stroke-linecap': 'round', 'stroke-linejoin': 'round', 'aria-hidden': 'true' },
    ...nodes.map(([tag, attributes]) => svg(tag as 'path', attributes)),
  );
}

/** The strokes of an icon, for whoever draws it on a canvas. */
export function iconShape(name: IconName): readonly (readonly [string, Readonly<Record<string, string | number | undefined>>])[] {
  return ICONS[name];
}

export function isIcon(name: string): name is IconName {
  return name in ICONS;
}
