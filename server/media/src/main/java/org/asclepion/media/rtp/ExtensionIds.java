package org.asclepion.media.rtp;

import java.util.Arrays;
import java.util.Map;

/** The ids that a session's SDP gave the header extensions. Immutable, for any thread. */
public final class ExtensionIds {
  /** RFC 8285: ids of the two-byte form. */
  public static final int MAX_ID = 255;

  public static final ExtensionIds NONE = new ExtensionIds(Map.of());

  private static final byte UNKNOWN = -1;

  private final int[] ids = new int[HeaderExtension.COUNT];
  private final byte[] indices = new byte[MAX_ID + 1];

  /** Takes ids in [1, 255], each given once. */
  public ExtensionIds(Map<HeaderExtension, Integer> given) {
    Arrays.fill(indices, UNKNOWN);
    for (HeaderExtension extension : HeaderExtension.values()) {
      Integer id = given.get(extension);
      if (id == null) {
        continue;
      }
      if (id < 1 || id > MAX_ID || indices[id] != UNKNOWN) {
        throw new IllegalArgumentException("no id for an extension, or given twice: " + id);
      }
      ids[extension.index()] = id;
      indices[id] = (byte) extension.index();
    }
  }

  /** The id of an extension, 0 when it was not negotiated. */
  public int idOf(HeaderExtension extension) {
    return ids[extension.index()];
  }

  /** The index of the extension with this id, or -1. */
  int indexOf(int id) {
    return indices[id];
  }
}
