package org.asclepion.host.http;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the built web client from the class path, from a jar or a directory. Stateless. */
public final class WebFiles {
  private static final String FOLDER = "web";
  private static final String INDEX = "web/index.html";

  /** A name with a hash of the content in it, as the client's build writes them. */
  private static final Pattern HASHED = Pattern.compile("assets/.*-[A-Za-z0-9_-]{8,}\\.[a-z0-9]+");

  private static final String MISSING =
      "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Asclepion</title>"
          + "<p>The server runs. Its web client is not part of this build.";

  private WebFiles() {}

  /** All files by path below {@code web/}; a page that says so if there are none. */
  public static Map<String, ByteBuffer> load(ClassLoader loader) throws IOException {
    URL index = loader.getResource(INDEX);
    return index == null ? FileSet.single("index.html", MISSING) : read(index);
  }

  private static Map<String, ByteBuffer> read(URL index) throws IOException {
    URI uri;
    try {
      uri = index.toURI();
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
    if (!uri.getScheme().equals("jar")) {
      return walk(parent(Path.of(uri)));
    }
    try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
      return walk(jar.getPath(FOLDER));
    }
  }

  private static Path parent(Path path) throws IOException {
    @Nullable Path parent = path.getParent();
    if (parent == null) {
      throw new IOException(path + " has no directory");
    }
    return parent;
  }

  private static Map<String, ByteBuffer> walk(Path folder) throws IOException {
    Map<String, ByteBuffer> files = new HashMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        files.put(name, ByteBuffer.wrap(Files.readAllBytes(path)));
      }
    }
    return files;
  }

  static boolean isHashed(String path) {
    return HASHED.matcher(path).matches();
  }
}
