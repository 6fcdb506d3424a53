package org.asclepion.world;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The world is pure: the same calls give the same bits, everywhere and always. */
class ArchitectureTest {
  private static final JavaClasses WORLD =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.asclepion.world");

  /** Exact, or defined to the bit, on every machine. */
  private static final Set<String> EXACT_MATH =
      Set.of(
          "sqrt",
          "abs",
          "floor",
          "ceil",
          "rint",
          "round",
          "min",
          "max",
          "clamp",
          "signum",
          "copySign",
          "floorMod",
          "floorDiv");

  private static final DescribedPredicate<JavaCodeUnitAccess<?>> INEXACT_MATH =
      describe(
          "a method of Math that may differ between machines",
          access ->
              access.getTargetOwner().isEquivalentTo(Math.class)
                  && !EXACT_MATH.contains(access.getTarget().getName()));

  private static final DescribedPredicate<JavaCodeUnitAccess<?>> CLOCK_OR_IDENTITY =
      describe(
          "a clock, an identity or the machine",
          access -> {
            AccessTarget target = access.getTarget();
            return (target.getOwner().isEquivalentTo(System.class)
                    && !target.getName().equals("arraycopy"))
                || target.getOwner().isEquivalentTo(Runtime.class);
          });

  private static final DescribedPredicate<JavaClass> OUTSIDE =
      describe(
          "clocks, threads, files, nets, logs, random sources",
          type -> {
            String name = type.getName();
            return name.startsWith("java.time.")
                || name.startsWith("java.io.")
                || name.startsWith("java.nio.")
                || name.startsWith("java.net.")
                || name.startsWith("java.util.concurrent.")
                || name.startsWith("java.util.logging.")
                || name.startsWith("org.slf4j.")
                || name.startsWith("org.apache.logging.")
                || name.equals("java.util.UUID")
                || name.equals("java.util.Random")
                || name.equals("java.util.SplittableRandom")
                || name.equals("java.util.random.RandomGeneratorFactory")
                || name.equals("java.util.Timer")
                || name.equals(Thread.class.getName())
                || name.equals(ThreadLocal.class.getName());
          });

  private static final DescribedPredicate<JavaClass> UNORDERED =
      describe(
          "collections without an order",
          type ->
              type.isEquivalentTo(HashMap.class)
                  || type.isEquivalentTo(java.util.HashSet.class)
                  || type.isEquivalentTo(java.util.IdentityHashMap.class)
                  || type.isEquivalentTo(java.util.WeakHashMap.class));

  private static ArchRule noneReaches(DescribedPredicate<JavaClass> what) {
    return noClasses().should().dependOnClassesThat(what);
  }

  private static ArchRule noneCalls(DescribedPredicate<JavaCodeUnitAccess<?>> what) {
    return noClasses().should().accessTargetWhere(wrap(what));
  }

  private static DescribedPredicate<com.tngtech.archunit.core.domain.JavaAccess<?>> wrap(
      DescribedPredicate<JavaCodeUnitAccess<?>> what) {
    return describe(
        what.getDescription(),
        access -> access instanceof JavaCodeUnitAccess<?> unit && what.test(unit));
  }

  @Test
  void readsNoClockThreadFileLogOrRandomSource() {
    noneReaches(OUTSIDE).check(WORLD);
    noneCalls(CLOCK_OR_IDENTITY).check(WORLD);
  }

  @Test
  void usesOnlyExactMath() {
    noneCalls(INEXACT_MATH).check(WORLD);
  }

  @Test
  void iteratesInOrder() {
    noneReaches(UNORDERED).check(WORLD);
  }

  @Test
  void dependsOnNothingButItsTools() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "org.asclepion.world..",
            "java..",
            "org.joml..",
            "org.jspecify..",
            "com.bulletphysics..",
            "javax.vecmath..")
        .check(WORLD);
    noClasses()
        .that()
        .resideOutsideOfPackage("..world.physics..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.bulletphysics..", "javax.vecmath..")
        .check(WORLD);
  }

  @Test
  void isLayered() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("avatar")
        .definedBy("..world.avatar..")
        .layer("drawing")
        .definedBy("..world.drawing..")
        .layer("item")
        .definedBy("..world.item..")
        .layer("space")
        .definedBy("..world.space..")
        .layer("intent")
        .definedBy("..world.intent..")
        .layer("audience")
        .definedBy("..world.audience..")
        .layer("physics")
        .definedBy("..world.physics..")
        .layer("room")
        .definedBy("..world.room..")
        .whereLayer("room")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("physics")
        .mayOnlyBeAccessedByLayers("room")
        .whereLayer("intent")
        .mayOnlyBeAccessedByLayers("room")
        .whereLayer("audience")
        .mayOnlyBeAccessedByLayers("intent", "room")
        .whereLayer("space")
        .mayOnlyBeAccessedByLayers("audience", "physics", "room")
        .whereLayer("drawing")
        .mayOnlyBeAccessedByLayers("intent", "room")
        .whereLayer("item")
        .mayOnlyBeAccessedByLayers("space", "physics", "room")
        .whereLayer("avatar")
        .mayOnlyBeAccessedByLayers("space", "audience", "intent", "room")
        .check(WORLD);
  }

  /** What the rules forbid, so that they are seen to notice it. */
  static final class Impure {
    final Map<String, Long> times = new HashMap<>();

    double now() {
      times.put("now", System.nanoTime());
      return Math.sin(times.size()) + new java.util.Random().nextDouble();
    }
  }

  @Test
  void theRulesNoticeWhatTheyForbid() {
    JavaClasses impure = new ClassFileImporter().importClasses(Impure.class);
    assertThrows(AssertionError.class, () -> noneReaches(OUTSIDE).check(impure));
    assertThrows(AssertionError.class, () -> noneReaches(UNORDERED).check(impure));
    assertThrows(AssertionError.class, () -> noneCalls(CLOCK_OR_IDENTITY).check(impure));
    assertThrows(AssertionError.class, () -> noneCalls(INEXACT_MATH).check(impure));
  }
}
