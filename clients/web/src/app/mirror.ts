import type { Locale } from '../locale/locale';
import { fetchContent } from '../net/entry';
import type { Mirror } from '../scene/mirror';
import type { Appearance } from '../state/appearance';
import { roleById } from '../state/looks';
import { MirrorPanel } from '../ui/mirror';

/** Where the models of bodies are, by role, below /content/; `wardrobe` is what anybody may wear. */
export type AvatarFiles = Readonly<Record<string, string>>;

export interface MirrorOptions {
  base: string;
  locale: Locale;
  files: AvatarFiles;
  role: string;
  appearance: Appearance;
  calm: boolean;
  onChanged: (appearance: Appearance) => void;
  onDone: () => void;
}

/** Opens a mirror: the questions at once, the picture as soon as its code and its models are there. Answers how to close it. */
export function openMirror(options: MirrorOptions): { panel: MirrorPanel; close: () => void } {
  const { base, locale, files, role } = options;
  const panel = new MirrorPanel(locale, options.appearance, Math.random);
  let latest = options.appearance;
  let glass: Mirror | undefined;
  let closed = false;
  const show = () => {
    glass?.show(roleById(role), latest).catch(() => undefined);
  };
  panel.events.on('changed', (appearance) => {
    latest = appearance;
    show();
    options.onChanged(appearance);
  });
  panel.events.on('turn', ({ by }) => {
    glass?.turn(by);
  });
  panel.events.on('near', ({ face }) => {
    glass?.lookAt(face);
  });
  panel.events.on('done', options.onDone);
  import('../scene/stage').then(
    ({ Mirror: Glass }) => {
      if (closed) return;
      try {
        glass = new Glass({ canvas: panel.canvas, files: filesByRole(files), read: (path) => fetchContent(base, path), calm: options.calm });
      } catch {
        // Without a picture the questions still work.
        return;
      }
      glass.start();
      show();
    },
    () => undefined,
  );
  return {
    panel,
    close: () => {
      closed = true;
      glass?.dispose();
    },
  };
}

function filesByRole(files: AvatarFiles): { avatarFiles: Record<number, string>; wardrobeFile: string } {
  const avatarFiles: Record<number, string> = {};
  for (const [name, file] of Object.entries(files)) if (name !== 'wardrobe' && name !== 'figure') avatarFiles[roleById(name)] = file;
  return { avatarFiles, wardrobeFile: files['wardrobe'] ?? '' };
}
