package org.asclepion.media.sdp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.asclepion.media.sdp.Offer.Codec;

/** What an offer says of its payload types. Owned by whoever parses. */
final class CodecTable {
  static final int MAX_TYPE = 127;

  /** Kinds of feedback for one payload type. */
  static final int MAX_FEEDBACK = 16;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.+/-]{1,64}");
  private static final Pattern TEXT = Pattern.compile("[\\x20-\\x7E]{1,512}");

  private final Map<Integer, String> names = new HashMap<>();
  private final Map<Integer, String> parameters = new HashMap<>();
  private final Map<Integer, List<String>> feedback = new HashMap<>();

  void name(String value) throws SdpFault {
    String name = rest(value, NAME);
    String before = names.put(type(value), name);
    if (before != null && !before.equalsIgnoreCase(name)) {
      throw new SdpFault("one payload type for two codecs");
    }
  }

  void parameters(String value) throws SdpFault {
    parameters.put(type(value), rest(value, TEXT));
  }

  void feedback(String value) throws SdpFault {
    if (value.startsWith("*")) {
      return;
    }
    String kind = rest(value, TEXT);
    List<String> known = feedback.computeIfAbsent(type(value), _ -> new ArrayList<>());
    if (known.size() < MAX_FEEDBACK && !known.contains(kind)) {
      known.add(kind);
    }
  }

  /** Those of a media line that have a name, in its order. */
  List<Codec> of(List<Integer> types) {
    List<Codec> codecs = new ArrayList<>();
    for (int type : types) {
      String name = names.get(type);
      if (name != null) {
        codecs.add(
            new Codec(
                type,
                name,
                parameters.getOrDefault(type, ""),
                feedback.getOrDefault(type, List.of())));
      }
    }
    return codecs;
  }

  private static int type(String value) throws SdpFault {
    int blank = value.indexOf(' ');
    return Text.number(blank < 0 ? value : value.substring(0, blank), MAX_TYPE);
  }

  private static String rest(String value, Pattern form) throws SdpFault {
    String rest = value.substring(value.indexOf(' ') + 1);
    if (!form.matcher(rest).matches()) {
      throw new SdpFault("not a codec's attribute");
    }
    return rest;
  }
}
