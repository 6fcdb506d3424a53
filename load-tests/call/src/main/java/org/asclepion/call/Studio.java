package org.asclepion.call;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioLayer;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What all peers of a call share: libwebrtc's factories, a voice that is a tone, and a camera that
 * films a moving bar. Any thread.
 *
 * <p>There are two factories because the library cannot both play without a sound card and send
 * sound of ours (webrtc-java 0.14.0 ends the process): one sends and plays nothing, the other plays
 * into the void and sends no sound.
 */
final class Studio implements AutoCloseable {
  static final int WIDTH = 640;
  static final int HEIGHT = 360;

  private static final int SAMPLES_PER_SECOND = 48_000;
  private static final int CHUNK_MILLIS = 10;
  private static final int CHUNK = SAMPLES_PER_SECOND / 1_000 * CHUNK_MILLIS;
  private static final int FRAME_MILLIS = 50;
  private static final double PITCH_HZ = 140;
  private static final double SYLLABLES_HZ = 4;

  /** How strong each multiple of the pitch is in an "a"; together 1. */
  private static final double[] OVERTONES = {
    0.18, 0.12, 0.1, 0.12, 0.16, 0.1, 0.08, 0.06, 0.04, 0.02, 0.01, 0.01
  };

  private static final double LOUDNESS = 0.3;
  private static final int BAR = 64;

  private final AudioDeviceModule silence = new AudioDeviceModule(AudioLayer.kDummyAudio);
  private final HeadlessAudioDeviceModule nowhere = new HeadlessAudioDeviceModule();
  private final PeerConnectionFactory speakers = new PeerConnectionFactory(silence);
  private final PeerConnectionFactory listeners = new PeerConnectionFactory(nowhere);
  private final CustomAudioSource voice = new CustomAudioSource();
  private final CustomVideoSource camera = new CustomVideoSource();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("studio").factory());
  private final List<Future<?>> working = new ArrayList<>();
  private long sample;
  private int frame;

  PeerConnectionFactory factory(boolean speaker) {
    return speaker ? speakers : listeners;
  }

  CustomAudioSource voice() {
    return voice;
  }

  CustomVideoSource camera() {
    return camera;
  }

  void start(boolean video) {
    working.add(clock.scheduleAtFixedRate(this::speak, 0, CHUNK_MILLIS, TimeUnit.MILLISECONDS));
    if (video) {
      working.add(clock.scheduleAtFixedRate(this::film, 0, FRAME_MILLIS, TimeUnit.MILLISECONDS));
    }
  }

  private void speak() {
    byte[] pcm = new byte[2 * CHUNK];
    for (int i = 0; i < CHUNK; i++, sample++) {
      int value = (int) (vowel(sample) * LOUDNESS * Short.MAX_VALUE);
      pcm[2 * i] = (byte) value;
      pcm[2 * i + 1] = (byte) (value >> 8);
    }
    voice.pushAudio(pcm, Short.SIZE, SAMPLES_PER_SECOND, 1, CHUNK);
  }

  /**
   * A sung vowel whose loudness and pitch go up and down as in speech: of a bare tone the encoder
   * makes music, which it protects less against loss. In [-1, 1].
   */
  private static double vowel(long sample) {
    double seconds = (double) sample / SAMPLES_PER_SECOND;
    double phase = 2 * Math.PI * PITCH_HZ * seconds + 2 * Math.sin(2 * Math.PI * 0.7 * seconds);
    double sum = 0;
    for (int i = 0; i < OVERTONES.length; i++) {
      sum += OVERTONES[i] * Math.sin((i + 1) * phase);
    }
    return sum * (0.6 + 0.4 * Math.sin(2 * Math.PI * SYLLABLES_HZ * seconds));
  }

  private void film() {
    NativeI420Buffer picture = NativeI420Buffer.allocate(WIDTH, HEIGHT);
    int from = frame++ * 8 % (WIDTH - BAR);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        boolean bar = x >= from && x < from + BAR;
        picture.getDataY().put(y * picture.getStrideY() + x, (byte) (bar ? 220 : 60 + y / 4));
      }
    }
    VideoFrame shot = new VideoFrame(picture, System.nanoTime());
    camera.pushFrame(shot);
    shot.release();
  }

  /** After every peer is closed. */
  @Override
  public void close() {
    working.forEach(work -> work.cancel(false));
    clock.shutdownNow();
    try {
      if (!clock.awaitTermination(5, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the studio does not stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    voice.dispose();
    camera.dispose();
    speakers.dispose();
    listeners.dispose();
  }
}
