import { Survey, type Spot } from './survey';
import type { Visit } from './visit';

/** A read-only look at what the page knows, for tests. Present only behind `?debug`. */
export function debugView(visit: () => Visit | undefined) {
  return {
    get ready(): boolean {
      return visit()?.world?.isPlaced ?? false;
    },
    get link(): string {
      return visit()?.connection.link ?? 'none';
    },
    /** Milliseconds of the quickest recent ping; half of it is the most by which the clock can be off. */
    get roundTrip(): number {
      return visit()?.connection.clock.roundTrip ?? Infinity;
    },
    get self() {
      const world = visit()?.world;
      if (!world) return undefined;
      const body = world.body;
      return {
        slot: world.slot,
        room: world.room?.id ?? '',
        x: world.prediction.root.x,
        z: world.prediction.root.z,
        yaw: world.prediction.yaw,
        seat: world.seat,
        leftItem: (body?.leftItemPlusOne ?? 0) - 1,
        rightItem: (body?.rightItemPlusOne ?? 0) - 1,
      };
    },
    get people() {
      const it = visit();
      const world = it?.world;
      if (!world) return [];
      return [...world.people(it.serverNow())].map((person) => ({
        slot: person.slot,
        name: person.name,
        role: person.role,
        appearance: person.appearance,
        self: person.self,
        away: person.away,
        voice: person.voice,
        seat: person.seat,
        room: world.hospital.rooms[person.template]?.id ?? '',
        leftItem: person.leftItem,
        rightItem: person.rightItem,
        pointing: person.pointing,
        drawing: person.drawing,
        offering: person.offering,
        raised: person.raised,
        x: person.pose[0]!,
        z: person.pose[2]!,
        yaw: person.pose[3]!,
      }));
    },
    get figures() {
      const it = visit();
      return it?.world ? [...it.world.figures(it.serverNow())] : [];
    },
    get items() {
      const world = visit()?.world;
      return world ? [...world.items()].map(({ item, holder, template }) => ({ id: item.id, model: world.hospital.models[item.model]?.id ?? '', x: item.x, y: item.y, z: item.z, holder: item.holderPlusOne - 1, held: holder !== undefined, room: world.hospital.rooms[template]?.id ?? '' })) : [];
    },
    get strokes() {
      const world = visit()?.world;
      return world ? [...world.strokes()].map(({ stroke }) => ({ stroke: stroke.stroke, piece: stroke.piece, whiteboard: stroke.whiteboardPlusOne - 1, bytes: stroke.points.length })) : [];
    },
    get whiteboards() {
      return (visit()?.world?.room?.whiteboards ?? []).map(({ x, y, z, yaw, staff }) => ({ x, y, z, yaw, staff }));
    },
    get doors() {
      const world = visit()?.world;
      if (!world) return [];
      return world.hospital.apertures.flatMap((aperture, index) => {
        const here = aperture.roomA === world.template || aperture.roomB === world.template;
        if (!here || !aperture.passesWalk) return [];
        const beyond = world.hospital.rooms[aperture.roomA === world.template ? aperture.roomB : aperture.roomA]!;
        return [{ aperture: index, id: aperture.id, x: aperture.x, z: aperture.z, yaw: aperture.yaw, to: beyond.id, leaf: aperture.kind === 1, open: world.isOpen(index) }];
      });
    },
    get seats() {
      const world = visit()?.world;
      return (world?.room?.seats ?? []).map((seat, index) => ({ seat: index, x: seat.x, z: seat.z, yaw: seat.yaw, taken: world!.isSeatTaken(index) }));
    },
    get obstacles() {
      return (visit()?.world?.room?.obstacles ?? []).map(({ x, y, z, halfX, halfY, halfZ, yaw }) => ({ x, y, z, halfX, halfY, halfZ, yaw }));
    },
    get outline() {
      return (visit()?.world?.room?.outline ?? []).map(({ x, z }) => ({ x, z }));
    },
    /** How a headset is worn, if one is. */
    get headset() {
      return visit()?.wearing?.headset?.look;
    },
    /** A place of the plan on the floor of whoever wears the headset. */
    onFloor: (x: number, y: number, z: number) => visit()?.wearing?.headset?.onFloor({ x, y, z }),
    canLand: (x: number, z: number) => visit()?.world?.canLand(x, z) ?? false,
    get cost() {
      return visit()?.stage?.cost;
    },
    /** The whole building, as far as one may look at it from somewhere. */
    get plan() {
      const hospital = visit()?.world?.hospital;
      if (!hospital) return [];
      return hospital.rooms.map((room, index) => ({
        id: room.id,
        outdoors: room.outdoors,
        spawns: room.spawns.map(({ x, z, yaw }) => ({ x, z, yaw })),
        openings: hospital.apertures
          .filter(({ roomA, roomB }) => roomA === index || roomB === index)
          // The yaw leads out of the room.
          .map(({ id, x, z, yaw, roomA, passesWalk, sightAToB, sightBToA }) => ({ id, x, z, yaw: roomA === index ? yaw : yaw + Math.PI, walk: passesWalk, sight: roomA === index ? sightAToB : sightBToA })),
      }));
    },
    /** What a picture from a place would cost; the visit's own pictures stop from the first one on. */
    async survey(spot: Spot) {
      const it = visit();
      if (!it?.stage || !it.world) return undefined;
      it.isHeld = true;
      return new Survey(it.stage, it.world).look(spot);
    },
    /** Bytes of what lies on the graphics card. */
    get memory() {
      return visit()?.stage?.memory;
    },
    /** How sound and pictures are doing, and who is in which slot. */
    get call() {
      const call = visit()?.call;
      if (!call) return undefined;
      return {
        state: call.peer.current,
        verdict: call.verdict,
        way: call.way,
        voices: call.slots.of('voice').map((it) => ({ ...it, level: call.ears.level(it.mid) })),
        cameras: call.slots.of('camera').map((it) => ({ ...it, width: call.videos.at(it.mid)?.videoWidth ?? 0 })),
        screens: call.slots.of('screen').map((it) => ({ ...it, width: call.videos.at(it.mid)?.videoWidth ?? 0 })),
      };
    },
    /** What the browser counts of the media connection. */
    stats: async () => (await visit()?.call?.peer.stats()) ?? [],
    /** How loud it is in the left and the right ear, root mean square over the given time. */
    hearing: (milliseconds: number) => visit()?.call?.ears.measure(milliseconds),
    leave: () => visit()?.connection.leave(),
    /** Hangs the page's panels in the world, as for a headset. */
    inWorld: (shown: boolean) => visit()?.showInWorld(shown),
    /** Titles of the panels that hang in the world now. */
    get worldPanels() {
      return (visit()?.stage?.panels.panels ?? []).map(({ title }) => title);
    },
    /** Every widget of the panels' kit, hung before the eyes. */
    panels: async (theme: 'light' | 'contrast' = 'light', textScale = 1, tab = 0) => {
      const it = visit();
      const { showGallery } = await import('../dev/panels');
      return it?.stage ? showGallery(it.stage, it.locale, theme, textScale, tab) : undefined;
    },
    /** Turns the own body, as dragging would. */
    face(yaw: number, pitch = 0): void {
      visit()?.face(yaw, pitch);
    },
  };
}
