/** Plays the pictures of receiving slots, each in an element of its own, for as long as somebody is in the slot. */
export class Videos {
  private tracks: ReadonlyMap<string, MediaStreamTrack> = new Map();
  private readonly playing = new Map<string, HTMLVideoElement>();

  /** A new connection has new tracks. */
  handleTracks(tracks: ReadonlyMap<string, MediaStreamTrack>): void {
    this.close();
    this.tracks = tracks;
  }

  /** Exactly these slots have somebody in them. */
  show(mids: readonly string[]): void {
    for (const mid of [...this.playing.keys()]) if (!mids.includes(mid)) this.stop(mid);
    for (const mid of mids) {
      const track = this.tracks.get(mid);
      if (!track || this.playing.has(mid)) continue;
      const video = document.createElement('video');
      video.muted = true;
      video.playsInline = true;
      video.srcObject = new MediaStream([track]);
      void video.play().catch(() => undefined);
      this.playing.set(mid, video);
    }
  }

  at(mid: string): HTMLVideoElement | undefined {
    return this.playing.get(mid);
  }

  close(): void {
    for (const mid of [...this.playing.keys()]) this.stop(mid);
  }

  private stop(mid: string): void {
    const video = this.playing.get(mid);
    this.playing.delete(mid);
    if (!video) return;
    video.pause();
    video.srcObject = null;
  }
}
