package org.asclepion.host.scene;

import java.io.IOException;
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
 * @param files bytes by path below {@code /content/}
 * @param hospitalFile the path of the Hospital message among them
 */
public record SceneFiles(Map<String, byte[]> files, String hospitalFile) {
  private static final int HASH_CHARACTERS = 16;

  public SceneFiles {
    files = Map.copyOf(files);
  }

  /**
   * Reads the models of a hospital.
   *
   * @param built the folder that the content builder wrote
   */
  public static SceneFiles load(Hospital hospital, Path built) throws IOException {
    Map<String, byte[]> models = read(built);
    byte[] withoutHash = SceneMessages.hospital(hospital, models.keySet(), "").toByteArray();
    String folder = hash(models, withoutHash) + "/";
    Map<String, byte[]> files = new TreeMap<>();
    models.forEach((path, bytes) -> files.put(folder + path, bytes));
    String hospitalFile = folder + "hospital.pb";
    files.put(
        hospitalFile, SceneMessages.hospital(hospital, models.keySet(), folder).toByteArray());
    return new SceneFiles(files, hospitalFile);
  }

  private static Map<String, byte[]> read(Path built) throws IOException {
    Map<String, byte[]> models = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(built)) {
      for (Path path : (Iterable<Path>) paths.filter(SceneFiles::isModel)::iterator) {
        models.put(built.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
      }
    }
    return models;
  }

  private static boolean isModel(Path path) {
    return path.getFileName() != null && path.getFileName().toString().endsWith(".glb");
  }

  private static String hash(Map<String, byte[]> models, byte[] hospital) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(hospital);
      models.values().forEach(digest::update);
      return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
