package org.asclepion.host;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The tables of ARCHITECTURE.md, held against the poms and the class files. (That {@code world} is
 * pure is held by its own test.)
 */
class ArchitectureTest {
  /** Module, and the modules its product may depend on. */
  private static final Map<String, Set<String>> MODULES =
      Map.ofEntries(
          Map.entry("protocol", Set.of()),
          Map.entry("world", Set.of()),
          Map.entry("content", Set.of("world")),
          Map.entry("media", Set.of()),
          Map.entry("clinical", Set.of()),
          Map.entry("host", Set.of("protocol", "world", "content", "media", "clinical", "web")),
          Map.entry("java-sdk", Set.of("protocol")),
          Map.entry("java-viewer", Set.of("java-sdk")),
          Map.entry("web", Set.of()),
          Map.entry("load-tests", Set.of("java-sdk", "media")),
          Map.entry("bench", Set.of("host", "load-tests")),
          Map.entry("call", Set.of("java-sdk", "load-tests")),
          Map.entry("ops", Set.of()));

  /** Package of the host, and the host's packages it may use. Data flows in this direction only. */
  private static final Map<String, Set<String>> HOST =
      Map.ofEntries(
          Map.entry("meter", Set.of()),
          Map.entry("transport", Set.of("meter")),
          Map.entry("room", Set.of()),
          Map.entry("scene", Set.of()),
          Map.entry("replication", Set.of("room")),
          Map.entry("session", Set.of("room", "transport")),
          Map.entry("media", Set.of("room", "session", "transport")),
          Map.entry("recording", Set.of("room", "ops")),
          Map.entry("ops", Set.of("meter", "room", "transport", "replication", "session")),
          Map.entry("http", Set.of("transport", "session", "scene", "ops")));

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.asclepion");

  private final Reactor reactor;

  ArchitectureTest() throws Exception {
    reactor = new Reactor(Reactor.root());
  }

  @Test
  void modulesDependAsTheTableSays() throws Exception {
    Map<String, Set<String>> found = reactor.dependencies();
    assertEquals(new TreeMap<>(MODULES).keySet(), found.keySet());
    found.forEach(
        (module, on) -> {
          Set<String> allowed = MODULES.getOrDefault(module, Set.of());
          assertTrue(
              allowed.containsAll(on), () -> module + " uses " + on + ", not only " + allowed);
        });
  }

  @Test
  void versionsStandInTheRootOnly() throws Exception {
    assertEquals(List.of(), reactor.strayVersions());
  }

  @Test
  void everyPackageIsNullMarked() throws Exception {
    List<Path> unmarked = new ArrayList<>();
    for (Path folder : reactor.packages()) {
      Path info = folder.resolve("package-info.java");
      if (!Files.exists(info) || !Files.readString(info).contains("@NullMarked")) {
        unmarked.add(Reactor.root().relativize(folder));
      }
    }
    assertEquals(List.of(), unmarked);
  }

  @Test
  void hostPackagesDependAsTheTableSays() {
    HOST.forEach(
        (name, on) ->
            noClasses()
                .that()
                .resideInAPackage(host(name))
                .should()
                .dependOnClassesThat(
                    inHostOutside(Stream.concat(Stream.of(name), on.stream()).toList()))
                .because(name + " may use " + on + " of the host")
                .allowEmptyShould(true)
                .check(PRODUCT));
  }

  @Test
  void hostPackagesHaveNoCycle() {
    slices().matching("org.asclepion.host.(*)..").should().beFreeOfCycles().check(PRODUCT);
  }

  @Test
  void mediaKnowsParticipantsAndNothingOfRoomsOrClinics() {
    knowsOnlyItself("org.asclepion.media..");
  }

  @Test
  void clinicalKnowsNoSocketsAndNoGeometry() {
    knowsOnlyItself("org.asclepion.clinical..");
    noClasses()
        .that()
        .resideInAPackage("org.asclepion.clinical..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.netty..", "org.joml..", "java.net..")
        .allowEmptyShould(true)
        .check(PRODUCT);
  }

  @Test
  void onlyTransportAndHttpTouchSockets() {
    noClasses()
        .that()
        .resideInAnyPackage(
            host("room"), host("replication"), host("recording"), host("session"), host("scene"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.netty.channel..", "io.netty.handler..", "io.netty.bootstrap..", "java.net..")
        .check(PRODUCT);
  }

  @Test
  void noStaticHoldsState() {
    fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat(
            resideInAnyPackage("org.asclepion..")
                .and(not(resideInAnyPackage("org.asclepion.protocol.v1.."))))
        .should()
        .beFinal()
        .check(PRODUCT);
  }

  @Test
  void onlyTheCommandLineWritesToStandardStreamsOrExits() {
    noClasses()
        .that()
        .resideOutsideOfPackages(host("cli"), "org.asclepion.protocol.v1..")
        .and()
        .haveSimpleNameNotEndingWith("Main")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(PRODUCT);
  }

  private static void knowsOnlyItself(String itself) {
    noClasses()
        .that()
        .resideInAPackage(itself)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.asclepion..").and(not(resideInAnyPackage(itself))))
        .allowEmptyShould(true)
        .check(PRODUCT);
  }

  private static String host(String name) {
    return "org.asclepion.host." + name + "..";
  }

  private static DescribedPredicate<JavaClass> inHostOutside(List<String> names) {
    String[] allowed = names.stream().map(ArchitectureTest::host).toArray(String[]::new);
    return resideInAnyPackage("org.asclepion.host..").and(not(resideInAnyPackage(allowed)));
  }
}
