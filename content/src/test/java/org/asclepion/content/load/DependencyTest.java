package org.asclepion.content.load;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Content knows the world and nobody else of the project; its model knows neither side. */
class DependencyTest {
  private static final JavaClasses CONTENT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.asclepion.content");

  @Test
  void contentDependsOnTheWorldOnly() {
    noClasses()
        .that()
        .resideInAPackage("org.asclepion.content..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.asclepion.protocol..",
            "org.asclepion.host..",
            "org.asclepion.clinical..",
            "org.asclepion.media..",
            "org.asclepion.sdk..")
        .check(CONTENT);
  }

  @Test
  void theModelStandsAlone() {
    classes()
        .that()
        .resideInAPackage("org.asclepion.content.model..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "org.asclepion.content.model..", "org.asclepion.world..", "java..", "org.jspecify..")
        .check(CONTENT);
  }
}
