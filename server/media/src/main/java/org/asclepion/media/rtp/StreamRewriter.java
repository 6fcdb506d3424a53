package org.asclepion.media.rtp;

/**
 * Makes one unbroken stream of packets from changing sources: sequence numbers without a gap or a
 * repetition, timestamps that go on as the clock does, VP8 pictures counted through. Owned by the
 * receiver's loop.
 *
 * <p>Each source is mapped by constant offsets, set when its first packet follows the last one sent
 * ({@link #beginSource}). A packet lost on the way in stays a gap on the way out, to be filled when
 * it is retransmitted; one of before the source's first would fall into another source's numbers
 * and is dropped. No outgoing number is ever used twice ({@link SentWindow}).
 */
public final class StreamRewriter {
  /** A source that jumps farther than this has begun anew under its old name. */
  static final int MAX_JUMP = 1_000;

  private static final long LAP = 0x10000;

  /**
   * A stream begins with a low number: were its first packets lost around a wrap, the receiver's
   * SRTP would count another lap than ours (RFC 3711, section 3.3.1).
   */
  private static final int LOW_NUMBERS = 0x3FFF;

  private final int clockHz;
  private final SentWindow window = new SentWindow();

  private boolean beginning = true;
  private boolean sentAny;
  private long firstIn;
  private long newestIn;
  private long offset;

  private long newestOut;

  private int timestampOffset;
  private int newestTimestamp;
  private long newestNanos;

  private boolean picturesBeginning = true;
  private long newestPictureIn;
  private long pictureOffset;
  private long newestPictureOut;
  private int tl0Offset;
  private int newestTl0;

  private int sequence;
  private int timestamp;
  private int pictureId;
  private int tl0PicIdx;

  public StreamRewriter(int clockHz) {
    this.clockHz = clockHz;
  }

  /** The next packet is the first of another source, or the first after a pause. */
  public void beginSource() {
    beginning = true;
    picturesBeginning = true;
  }

  /** Maps a packet; false when it must not be sent. */
  public boolean map(int sequenceIn, int timestampIn, long nowNanos) {
    if (!beginning && Math.abs(Serial.distance16((int) newestIn, sequenceIn)) > MAX_JUMP) {
      beginSource();
    }
    if (beginning) {
      begin(sequenceIn, timestampIn, nowNanos);
    }
    long in = Serial.extend16(newestIn, sequenceIn);
    if (in < firstIn || !window.take(in + offset)) {
      return false;
    }
    long out = in + offset;
    sequence = (int) out & 0xFFFF;
    timestamp = timestampIn + timestampOffset;
    newestIn = Math.max(newestIn, in);
    if (out > newestOut || !sentAny) {
      newestOut = out;
      newestTimestamp = timestamp;
      newestNanos = nowNanos;
      sentAny = true;
    }
    return true;
  }

  private void begin(int sequenceIn, int timestampIn, long nowNanos) {
    beginning = false;
    // Extended numbers start one lap up, so that none is ever negative.
    firstIn = LAP + sequenceIn;
    newestIn = firstIn;
    if (sentAny) {
      long elapsed = Math.max(0, nowNanos - newestNanos) / 1_000 * clockHz / 1_000_000;
      timestampOffset = newestTimestamp + (int) Math.max(1, elapsed) - timestampIn;
    } else {
      newestOut = LAP + (sequenceIn & LOW_NUMBERS);
    }
    offset = newestOut + 1 - firstIn;
  }

  /**
   * Maps the picture a mapped packet belongs to.
   *
   * @param bits the width of the picture id
   * @param tl0In -1 when there is none
   */
  public void mapPicture(int pictureIn, int bits, int tl0In) {
    if (picturesBeginning) {
      picturesBeginning = false;
      newestPictureIn = pictureIn;
      pictureOffset = newestPictureOut + 1 - pictureIn;
      tl0Offset = tl0In < 0 ? 0 : newestTl0 + 1 - tl0In;
    }
    long in = Serial.extend(newestPictureIn, pictureIn, bits);
    newestPictureIn = Math.max(newestPictureIn, in);
    long out = in + pictureOffset;
    pictureId = (int) out & 0x7FFF;
    if (tl0In >= 0) {
      tl0PicIdx = (tl0In + tl0Offset) & 0xFF;
    }
    if (out >= newestPictureOut) {
      newestPictureOut = out;
      newestTl0 = tl0PicIdx;
    }
  }

  /** The outgoing number, in [0, 65535]. */
  public int sequence() {
    return sequence;
  }

  public int timestamp() {
    return timestamp;
  }

  /** In [0, 32767]. */
  public int pictureId() {
    return pictureId;
  }

  /** In [0, 255]. */
  public int tl0PicIdx() {
    return tl0PicIdx;
  }

  /** Whether a source's timestamps are mapped: before its first packet they cannot be. */
  public boolean running() {
    return !beginning;
  }

  /** What a timestamp of the running source becomes, as a sender report needs it. */
  public int mapTimestamp(int timestampIn) {
    return timestampIn + timestampOffset;
  }
}
