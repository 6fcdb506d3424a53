package org.asclepion.host.ops;

/**
 * What the operator asked for cannot be had. Its message is one line that says what is wrong and
 * how to put it right; the process ends with exit code 2.
 */
public final class ConfigurationFault extends Exception {
  private static final long serialVersionUID = 1;

  public ConfigurationFault(String whatAndFix) {
    super(whatAndFix);
  }
}
