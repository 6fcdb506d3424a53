package org.asclepion.content.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;

/** The hospital that comes with the product. */
public final class DemoHospital {
  private static final String MARKER = "/hospitals/demo/hospital.yaml";

  private DemoHospital() {}

  /**
   * Where it lies: in a directory of classes, or inside the jar, whose file system is then opened
   * once for the life of the process.
   */
  public static Path directory() {
    URL url = DemoHospital.class.getResource(MARKER);
    if (url == null) {
      throw new IllegalStateException(MARKER + " is not on the class path");
    }
    try {
      URI uri = url.toURI();
      Path marker = uri.getScheme().equals("jar") ? jar(uri).getPath(MARKER) : Path.of(uri);
      Path parent = marker.getParent();
      if (parent == null) {
        throw new IllegalStateException(marker + " has no parent");
      }
      return parent;
    } catch (URISyntaxException e) {
      throw new IllegalStateException(url + " cannot be a path", e);
    } catch (IOException e) {
      throw new UncheckedIOException(url + " cannot be opened", e);
    }
  }

  private static FileSystem jar(URI uri) throws IOException {
    synchronized (DemoHospital.class) {
      try {
        return FileSystems.newFileSystem(uri, Map.of());
      } catch (FileSystemAlreadyExistsException e) {
        return FileSystems.getFileSystem(uri);
      }
    }
  }
}
