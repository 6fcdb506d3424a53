package org.asclepion.host.isolation;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.asclepion.protocol.v1.ServerFrame;
import org.jspecify.annotations.Nullable;

/**
 * A frame as bytes, as message, and the secret words in its bytes. Immutable.
 *
 * @param frame null when the bytes are no frame
 * @param whole whether the bytes hold what the message says and nothing else
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
record Parsed(byte[] raw, @Nullable ServerFrame frame, boolean whole, List<Tokens.Token> tokens) {

  static Parsed of(byte[] raw, Tokens tokens) {
    ServerFrame frame = null;
    boolean whole = false;
    try {
      frame = ServerFrame.parseFrom(raw);
      // Unknown fields are kept on parsing, so look for them first.
      ServerFrame known = frame;
      whole = !Unknown.anywhereIn(known) && Arrays.equals(known.toByteArray(), raw);
    } catch (InvalidProtocolBufferException _) {
      // Told by the null.
    }
    return new Parsed(raw, frame, whole, tokens.in(raw));
  }

  /** Frames are encoded once and received by many; so they are read once. One thread's. */
  static final class Cache {
    private static final int KEPT = 4_096;

    private final Tokens tokens;
    private final Map<Bytes, Parsed> recent =
        new LinkedHashMap<>(2 * KEPT, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Bytes, Parsed> eldest) {
            return size() > KEPT;
          }
        };

    Cache(Tokens tokens) {
      this.tokens = tokens;
    }

    Parsed parse(byte[] raw) {
      return recent.computeIfAbsent(new Bytes(raw), _ -> of(raw, tokens));
    }
  }

  /** Bytes compared by value. */
  private static final class Bytes {
    private final byte[] bytes;
    private final int hash;

    Bytes(byte[] bytes) {
      this.bytes = bytes;
      this.hash = Arrays.hashCode(bytes);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes it && Arrays.equals(bytes, it.bytes);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
