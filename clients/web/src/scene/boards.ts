import { type Group, LinearFilter, Mesh, MeshBasicMaterial, PlaneGeometry, type Scene, SRGBColorSpace, VideoTexture } from 'three';
import type { Board, Hospital } from '../protocol/gen/asclepion/v1/scene_pb';

/** Metres before the screen's own picture, so that the two do not flicker through each other. */
const BEFORE = 0.004;
const BLACK = '#12181C';

interface Shown {
  video: HTMLVideoElement;
  texture: VideoTexture;
  back: Mesh;
  face: Mesh<PlaneGeometry, MeshBasicMaterial>;
  board: Board;
}

/** A picture for a wall. */
export interface BoardPicture {
  video: HTMLVideoElement;
  /** Index of the board that it belongs on. @default the first that is free */
  board: number | undefined;
}

/** Finds each picture a board, those first that have one of their own; a board has one picture, and who finds none is left out. */
export function hang<P extends { board: number | undefined }>(pictures: readonly P[], boards: number): (P | undefined)[] {
  const hung: (P | undefined)[] = Array.from({ length: boards });
  const rest = pictures.filter((picture) => {
    const { board } = picture;
    if (board === undefined || board >= boards || hung[board]) return true;
    hung[board] = picture;
    return false;
  });
  for (const picture of rest) {
    const free = hung.indexOf(undefined);
    if (free >= 0) hung[free] = picture;
  }
  return hung;
}

/** What people show on their screens, and devices theirs, on the boards of the room one is in. */
export class Boards {
  private template = -1;
  private readonly shown: Shown[] = [];

  constructor(
    private readonly hospital: Hospital,
    private readonly parent: Group | Scene,
  ) {}

  update(template: number, pictures: readonly BoardPicture[]): void {
    if (pictures.length === 0 && this.shown.length === 0) return;
    const boards = this.hospital.rooms[template]?.boards ?? [];
    const wanted = hang(pictures, boards.length).flatMap((picture, i) => (picture ? [{ video: picture.video, board: boards[i]! }] : []));
    const same = template === this.template && wanted.length === this.shown.length && wanted.every(({ video, board }, i) => video === this.shown[i]?.video && board === this.shown[i]?.board);
    if (!same) {
      this.clear();
      this.template = template;
      for (const { video, board } of wanted) this.shown.push(this.put(board, video));
    }
    for (const shown of this.shown) fit(shown);
  }

  private put(board: Board, video: HTMLVideoElement): Shown {
    const texture = pictureOf(video);
    const back = new Mesh(PLANE, new MeshBasicMaterial({ color: BLACK, toneMapped: false }));
    const face = new Mesh(PLANE, new MeshBasicMaterial({ map: texture, toneMapped: false }));
    const facing = { x: -Math.sin(board.yaw), z: -Math.cos(board.yaw) };
    [back, face].forEach((mesh, i) => {
      const out = BEFORE * (i + 1);
      mesh.position.set(board.x + facing.x * out, board.y, board.z + facing.z * out);
      // A plane looks along +Z, a yaw of zero along -Z.
      mesh.rotation.y = board.yaw + Math.PI;
      this.parent.add(mesh);
    });
    back.scale.set(board.width, board.height, 1);
    return { video, texture, back, face, board };
  }

  private clear(): void {
    for (const { back, face, texture } of this.shown.splice(0)) {
      for (const mesh of [back, face]) {
        mesh.removeFromParent();
        (mesh.material as MeshBasicMaterial).dispose();
      }
      texture.dispose();
    }
  }
}

/** The whole picture, as large as the board lets it. */
function fit({ video, face, board }: Shown): void {
  const ready = video.videoWidth > 0;
  face.visible = ready;
  if (!ready) return;
  const scale = Math.min(board.width / video.videoWidth, board.height / video.videoHeight);
  face.scale.set(video.videoWidth * scale, video.videoHeight * scale, 1);
}

/** A picture that moves, for a surface. */
export function pictureOf(video: HTMLVideoElement): VideoTexture {
  const texture = new VideoTexture(video);
  texture.colorSpace = SRGBColorSpace;
  texture.minFilter = LinearFilter;
  texture.magFilter = LinearFilter;
  return texture;
}

const PLANE = new PlaneGeometry(1, 1);
