package org.asclepion.host;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/**
 * Runs Lincheck's model checker on a class of operations: it takes scenarios of a few operations on
 * a few threads through their interleavings, one at a time and the same ones in each run, and asks
 * whether the answers fit some order of the operations, and what the class's {@code Validate}
 * method says at the end.
 *
 * <p>Interleavings are of memory accesses in program order: what only a weak memory model does is
 * not seen. On JDK 25 Lincheck 3.7 does not follow threads that the code under test starts, and
 * passes whatever they do; so operations start none, and {@link ModelCheckTest} holds that faults
 * are seen at all.
 */
public final class ModelCheck {
  private ModelCheck() {}

  /**
   * Checks a class of operations on so many threads of two operations each, with one more at the
   * end.
   */
  public static void check(Class<?> operations, int threads, int scenarios, int interleavings) {
    new ModelCheckingOptions()
        .iterations(scenarios)
        .invocationsPerIteration(interleavings)
        .threads(threads)
        .actorsBefore(1)
        .actorsPerThread(2)
        .actorsAfter(1)
        // Buffers and caches do their work in one step; it is what we do with them that is asked.
        .addGuarantee(forClasses(ModelCheck::isLibrary).allMethods().treatAsAtomic())
        .minimizeFailedScenario(false)
        .check(operations);
  }

  private static boolean isLibrary(String className) {
    return className.startsWith("io.netty.") || className.startsWith("com.github.benmanes.");
  }
}
