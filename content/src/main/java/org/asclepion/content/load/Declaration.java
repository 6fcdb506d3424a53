package org.asclepion.content.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A hospital's declaration as files. Stateless. */
public final class Declaration {
  private Declaration() {}

  /** SHA-256 over the names and bytes of everything declared below a directory. */
  public static byte[] digest(Path directory) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      paths
          .filter(path -> path.toString().endsWith(".yaml"))
          .forEach(path -> files.put(directory.relativize(path).toString(), path));
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Map.Entry<String, Path> file : files.entrySet()) {
        add(digest, file.getKey().replace('\\', '/').getBytes(StandardCharsets.UTF_8));
        add(digest, Files.readAllBytes(file.getValue()));
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Its length first, so that no two lists of files look the same. */
  private static void add(MessageDigest digest, byte[] bytes) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }
}
