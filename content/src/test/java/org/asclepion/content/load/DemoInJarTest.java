package org.asclepion.content.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.asclepion.content.build.BuiltInCatalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The released distribution holds the demo inside a jar. */
class DemoInJarTest {
  @TempDir Path directory;

  @Test
  void loadsFromAJar() throws Exception {
    Path jar = directory.resolve("content with a space.jar");
    pack(Path.of("target", "classes"), jar);
    // No parent but the platform's, so that the classes under test come from the jar.
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      Class<?> demo = loader.loadClass(DemoHospital.class.getName());
      Path first = (Path) assertNotNullOf(demo.getMethod("directory").invoke(null));
      Path again = (Path) assertNotNullOf(demo.getMethod("directory").invoke(null));
      assertEquals(first, again);
      assertEquals("jar", first.getFileSystem().provider().getScheme());
      Loaded loaded = HospitalLoader.load(first, new BuiltInCatalogue());
      assertEquals(List.of(), Check.lines(loaded));
      try (FileSystem opened = first.getFileSystem()) {
        assertNotNull(opened);
      }
    }
  }

  private static Object assertNotNullOf(Object value) {
    assertNotNull(value);
    return value;
  }

  private static void pack(Path from, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        var paths = Files.walk(from)) {
      for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
        String name = from.relativize(path).toString().replace('\\', '/');
        if (name.startsWith("org/asclepion/content/load/") || name.endsWith(".yaml")) {
          out.putNextEntry(new JarEntry(name));
          Files.copy(path, out);
          out.closeEntry();
        }
      }
    }
  }
}
