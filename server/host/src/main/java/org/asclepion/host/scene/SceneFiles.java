package org.asclepion.host.scene;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.asclepion.content.model.Hospital;

/**
 * What is served below {@code /content/}: the built models and the Hospital message, under a folder
 * named by the hash of them all, so that they can be cached for ever. Immutable.
 *
 * <p>Models are mapped, not read: they come to tens of megabytes, and what nobody asks for takes no
 * memory. A model's file must not be cut short while the server runs; whoever builds a hospital
 * anew makes a new folder.
 *
 * @param files contents by path below {@code /content/}
 * @param hospitalFile the path of the Hospital message among them
 */
public record SceneFiles(Map<String, ByteBuffer> files, String hospitalFile) {
  private static final int HASH_CHARACTERS = 16;
  private static final int PIECE_BYTES = 64 * 1024;

  public SceneFiles {
    files = Map.copyOf(files);
  }

  /**
   * Finds the models of a hospital.
   *
   * @param built the folder that the content builder wrote
   */
  public static SceneFiles load(Hospital hospital, Path built) throws IOException {
    TreeMap<String, Path> models = models(built);
    byte[] withoutHash = SceneMessages.hospital(hospital, models.keySet(), "").toByteArray();
    String folder = hash(models, withoutHash) + "/";
    Map<String, ByteBuffer> files = new TreeMap<>();
    for (Map.Entry<String, Path> model : models.entrySet()) {
      files.put(folder + model.getKey(), map(model.getValue()));
    }
    String hospitalFile = folder + "hospital.pb";
    byte[] message = SceneMessages.hospital(hospital, models.keySet(), folder).toByteArray();
    files.put(hospitalFile, ByteBuffer.wrap(message));
    return new SceneFiles(files, hospitalFile);
  }

  private static TreeMap<String, Path> models(Path built) throws IOException {
    TreeMap<String, Path> models = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(built)) {
      for (Path path : (Iterable<Path>) paths.filter(SceneFiles::isModel)::iterator) {
        models.put(built.relativize(path).toString().replace('\\', '/'), path);
      }
    }
    return models;
  }

  private static boolean isModel(Path path) {
    return path.getFileName() != null && path.getFileName().toString().endsWith(".glb");
  }

  /** Files in a jar, where tests find them, are read instead. */
  private static ByteBuffer map(Path file) throws IOException {
    if (!file.getFileSystem().equals(FileSystems.getDefault())) {
      return ByteBuffer.wrap(Files.readAllBytes(file));
    }
    try (FileChannel channel = FileChannel.open(file)) {
      return channel.map(MapMode.READ_ONLY, 0, channel.size());
    }
  }

  /** Reads the files rather than their mappings, whose pages would count as the process's own. */
  private static String hash(TreeMap<String, Path> models, byte[] hospital) throws IOException {
    MessageDigest digest = sha256();
    digest.update(hospital);
    byte[] piece = new byte[PIECE_BYTES];
    for (Path model : models.values()) {
      try (InputStream in = Files.newInputStream(model)) {
        for (int size = in.read(piece); size >= 0; size = in.read(piece)) {
          digest.update(piece, 0, size);
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_CHARACTERS);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
