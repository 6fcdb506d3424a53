package org.asclepion.world.avatar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class AppearanceTest {
  @Test
  void everyChoiceHasItsBounds() {
    int choices = Appearance.CHOICES.size();
    assertEquals(Appearance.class.getRecordComponents().length, choices);
    for (int i = 0; i < choices; i++) {
      Appearance.Choice choice = Appearance.CHOICES.get(i);
      assertEquals(choice.name(), Appearance.class.getRecordComponents()[i].getName());
      int[] values = new int[choices];
      values[i] = choice.max();
      of(values);
      values[i]++;
      assertThrows(IllegalArgumentException.class, () -> of(values), choice.name());
      values[i] = -1;
      assertThrows(IllegalArgumentException.class, () -> of(values), choice.name());
    }
  }

  private static Appearance of(int[] c) {
    return new Appearance(c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9], c[10]);
  }
}
