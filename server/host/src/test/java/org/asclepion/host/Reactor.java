package org.asclepion.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The Maven modules as their poms declare them. */
public final class Reactor {
  private static final String OURS = "org.asclepion";

  private final Path root;
  private final List<Path> modules = new ArrayList<>();

  Reactor(Path root) throws Exception {
    this.root = root;
    for (Element module : elements(read(root.resolve("pom.xml")), "module")) {
      modules.add(root.resolve(module.getTextContent().strip()));
    }
  }

  /** The checkout these tests were compiled from. */
  public static Path root() {
    String given = System.getProperty("asclepion.root");
    Path at = given == null ? Path.of("").toAbsolutePath() : Path.of(given);
    while (!Files.isDirectory(at.resolve("protocol"))) {
      Path above = at.getParent();
      if (above == null) {
        throw new IllegalStateException("not inside a checkout: " + Path.of("").toAbsolutePath());
      }
      at = above;
    }
    return at;
  }

  /** Folders of the modules. */
  List<Path> modules() {
    return modules;
  }

  /**
   * Which of our modules each module declares as dependencies of its product (scopes other than
   * test), without the {@code asclepion-} in front.
   */
  Map<String, Set<String>> dependencies() throws Exception {
    Map<String, Set<String>> table = new TreeMap<>();
    for (Path module : modules) {
      Document pom = read(module.resolve("pom.xml"));
      Set<String> on = new TreeSet<>();
      for (Element dependency : elements(pom, "dependency")) {
        if (text(dependency, "groupId").equals(OURS) && !text(dependency, "scope").equals("test")) {
          on.add(shortName(text(dependency, "artifactId")));
        }
      }
      table.put(shortName(text(pom.getDocumentElement(), "artifactId")), on);
    }
    return table;
  }

  /** Groups of others' libraries that our products carry: direct dependencies. */
  Set<String> foreignGroups() throws Exception {
    Set<String> groups = new TreeSet<>();
    List<Path> poms = new ArrayList<>(modules);
    poms.add(root);
    for (Path module : poms) {
      var sections = read(module.resolve("pom.xml")).getDocumentElement().getChildNodes();
      for (int i = 0; i < sections.getLength(); i++) {
        if (sections.item(i) instanceof Element section
            && section.getTagName().equals("dependencies")) {
          for (Element dependency : elements(section, "dependency")) {
            String group = text(dependency, "groupId");
            boolean carried = !List.of("test", "provided").contains(text(dependency, "scope"));
            if (carried && !group.equals(OURS)) {
              groups.add(group);
            }
          }
        }
      }
    }
    return groups;
  }

  /** Versions that modules state by themselves instead of taking the root's, as sentences. */
  List<String> strayVersions() throws Exception {
    List<String> stray = new ArrayList<>();
    for (Path module : modules) {
      Document pom = read(module.resolve("pom.xml"));
      for (String kind : List.of("dependency", "plugin", "path", "artifactItem")) {
        for (Element element : elements(pom, kind)) {
          String version = text(element, "version");
          if (!version.isEmpty() && !version.startsWith("${")) {
            stray.add(root.relativize(module) + ": " + text(element, "artifactId") + " " + version);
          }
        }
      }
    }
    return stray;
  }

  /** Folders below {@code src/main/java} that hold classes. */
  List<Path> packages() throws IOException {
    List<Path> packages = new ArrayList<>();
    for (Path module : modules) {
      Path sources = module.resolve("src/main/java");
      if (Files.isDirectory(sources)) {
        try (Stream<Path> files = Files.walk(sources)) {
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(file -> file.resolveSibling("").normalize())
              .distinct()
              .forEach(packages::add);
        }
      }
    }
    return packages;
  }

  private static String shortName(String artifactId) {
    return artifactId.replaceFirst("^asclepion-", "");
  }

  private static Document read(Path pom) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(pom.toFile());
  }

  private static List<Element> elements(Document document, String name) {
    return elements(document.getDocumentElement(), name);
  }

  private static List<Element> elements(Element in, String name) {
    List<Element> found = new ArrayList<>();
    var nodes = in.getElementsByTagName(name);
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) nodes.item(i));
    }
    return found;
  }

  /** The text of a direct child, or empty. */
  private static String text(Element element, String child) {
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element found && found.getTagName().equals(child)) {
        return found.getTextContent().strip();
      }
    }
    return "";
  }
}
