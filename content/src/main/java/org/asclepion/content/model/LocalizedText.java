package org.asclepion.content.model;

import java.util.Map;

/** A text by BCP 47 tag; {@code en} and {@code zh-Hans} are always there. */
public record LocalizedText(Map<String, String> byLanguage) {
  public LocalizedText {
    byLanguage = Map.copyOf(byLanguage);
  }
}
