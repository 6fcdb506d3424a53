package org.asclepion.media.sdp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.asclepion.media.dtls.Fingerprint;
import org.asclepion.media.ice.IceCredentials;
import org.junit.jupiter.api.Test;

/**
 * Offers that nobody would make: the parser answers with an offer or a named fault, and an offer
 * can be answered in bounds. A failure names the seed for {@code -Dasclepion.sdp.seed}; a million
 * with {@code -Dasclepion.long=true}.
 */
class SdpFuzzTest {
  private static final int ROUNDS = Boolean.getBoolean("asclepion.long") ? 1_000_000 : 10_000;
  private static final long SEED = Long.getLong("asclepion.sdp.seed", System.nanoTime());
  private static final Pattern LINE = Pattern.compile("[vostcma]=[\\x20-\\x7E]*");

  private final String whole = Offers.chromium();
  private final String abridged = Offers.abridged();

  @Test
  void whateverComesIsReadOrRefused() {
    Random random = new Random(SEED);
    IceCredentials ours = IceCredentials.random(random);
    Fingerprint fingerprint = Fingerprint.sha256(new byte[1]);
    int read = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String text = mutated(random);
      try {
        Agreement agreement =
            Agreement.on(OfferParser.parse(text), Terms.CALLS, random::nextInt, "c");
        String answer = agreement.answer(ours, fingerprint, List.of(), 1);
        assertTrue(answer.length() < 100_000, "a bounded answer");
        assertTrue(answer.lines().allMatch(line -> LINE.matcher(line).matches()));
        read++;
      } catch (SdpFault _) {
        // As it should.
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + SEED + ", round " + round + ":\n" + text, e);
      }
    }
    assertTrue(read > ROUNDS / 20, "some are still offers: " + read + ", seed " + SEED);
  }

  private String mutated(Random random) {
    String base = random.nextInt(4) == 0 ? whole : abridged;
    List<String> lines = new ArrayList<>(base.lines().toList());
    for (int n = random.nextInt(6); n >= 0; n--) {
      int at = random.nextInt(lines.size());
      String line = lines.get(at);
      switch (random.nextInt(7)) {
        case 0 -> lines.remove(at);
        case 1 -> lines.add(random.nextInt(lines.size()), line);
        case 2 -> lines.set(at, line.substring(0, random.nextInt(line.length() + 1)));
        case 3 -> lines.set(at, line + lines.get(random.nextInt(lines.size())));
        case 4 -> lines.set(at, changed(line, random));
        case 5 -> lines.set(at, line.replace(' ', random.nextBoolean() ? ':' : '\t'));
        default ->
            lines.addAll(at, lines.subList(at, Math.min(lines.size(), at + 40)).stream().toList());
      }
    }
    return String.join(random.nextInt(9) == 0 ? "\n" : "\r\n", lines);
  }

  private static String changed(String line, Random random) {
    if (line.isEmpty()) {
      return "a=";
    }
    char[] characters = line.toCharArray();
    int range = random.nextBoolean() ? 0x80 : 0x1_0000;
    characters[random.nextInt(characters.length)] = (char) random.nextInt(range);
    return new String(characters);
  }
}
