package org.asclepion.host.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Files by path, in memory or mapped into it, each with its compressed forms and validator.
 * Immutable. A path is looked up as it is, so there is nothing to traverse out of.
 */
final class FileSet {
  private static final String REVALIDATE = "no-cache";
  private static final String GZIP = "gzip";
  private static final int MIN_COMPRESSED_BYTES = 4096;
  private static final Set<String> COMPRESSIBLE =
      Set.of("model/gltf-binary", "application/x-protobuf");
  private static final String IMMUTABLE = "public, max-age=31536000, immutable";

  /** The encodings worth having, best first, and the suffix of the file that holds each. */
  private static final Map<String, String> ENCODINGS =
      new TreeMap<>(Map.of("br", ".br", GZIP, ".gz"));

  private record File(
      ByteBuffer bytes, String type, String etag, String caching, Map<String, ByteBuffer> encoded) {
    boolean isCompressible() {
      return encoded.isEmpty()
          && bytes.remaining() >= MIN_COMPRESSED_BYTES
          && COMPRESSIBLE.contains(type);
    }

    File gzipped() {
      ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.remaining() / 3);
      try (var gzip = Channels.newChannel(new GZIPOutputStream(out))) {
        gzip.write(bytes.duplicate());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new File(bytes, type, etag, caching, Map.of(GZIP, ByteBuffer.wrap(out.toByteArray())));
    }
  }

  private final Map<String, File> files = new ConcurrentHashMap<>();
  private final Set<String> compressing = ConcurrentHashMap.newKeySet();
  private final Executor background;

  /**
   * @param contents the bytes by path, without a leading slash; {@code P.br} and {@code P.gz}
   *     beside P are its compressed forms
   * @param immutable whether a path's bytes never change, because the path holds their hash
   * @param background compresses what came without compressed forms, once somebody far away asked
   */
  FileSet(Map<String, ByteBuffer> contents, Predicate<String> immutable, Executor background) {
    this.background = background;
    contents.forEach(
        (path, bytes) -> {
          Map<String, ByteBuffer> encoded = new TreeMap<>();
          ENCODINGS.forEach(
              (encoding, suffix) -> {
                ByteBuffer form = contents.get(path + suffix);
                if (form != null && form.remaining() < bytes.remaining()) {
                  encoded.put(encoding, form);
                }
              });
          files.put(
              path,
              new File(
                  bytes,
                  ContentTypes.of(path),
                  // An immutable path holds its content's hash already.
                  hash(immutable.test(path) ? StandardCharsets.UTF_8.encode(path) : bytes),
                  immutable.test(path) ? IMMUTABLE : REVALIDATE,
                  encoded));
        });
  }

  /** The file's answer to this request, or null if there is no such file. */
  @Nullable Response answer(String path, Request request) {
    File file = files.get(path);
    if (file == null) {
      return null;
    }
    String accepted = String.join(",", request.headers().getAll("accept-encoding"));
    for (Map.Entry<String, ByteBuffer> form : file.encoded.entrySet()) {
      if (accepts(accepted, form.getKey())) {
        return answer(file, form.getValue(), "-" + form.getKey(), request)
            .with("content-encoding", form.getKey());
      }
    }
    if (file.isCompressible()
        && !request.remote().isLoopbackAddress()
        && accepts(accepted, GZIP)
        && compressing.add(path)) {
      // Whoever comes first need not wait for it; on loopback it would only cost time.
      background.execute(() -> files.computeIfPresent(path, (_, plain) -> plain.gzipped()));
    }
    return answer(file, file.bytes, "", request);
  }

  private static Response answer(File file, ByteBuffer bytes, String tag, Request request) {
    String etag = '"' + file.etag + tag + '"';
    boolean known = matches(String.join(",", request.headers().getAll("if-none-match")), etag);
    Response response =
        known ? new Response(304, file.type, new byte[0]) : new Response(200, file.type, bytes);
    response = response.with("etag", etag).with("cache-control", file.caching);
    return file.encoded.isEmpty() && !file.isCompressible()
        ? response
        : response.with("vary", "accept-encoding");
  }

  private static boolean matches(String ifNoneMatch, String etag) {
    for (String one : ifNoneMatch.split(",", -1)) {
      String tag = one.strip();
      if (tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag)) {
        return true;
      }
    }
    return false;
  }

  /** Whether an Accept-Encoding (RFC 9110, 12.5.3) names an encoding with a weight above zero. */
  static boolean accepts(String acceptEncoding, String encoding) {
    for (String one : acceptEncoding.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = one.split(";", -1);
      if (parts[0].strip().equals(encoding)) {
        return parts.length == 1 || !parts[1].strip().matches("q=0(\\.0*)?");
      }
    }
    return false;
  }

  private static String hash(ByteBuffer bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes.duplicate());
      return HexFormat.of().formatHex(digest.digest(), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** For files that are made at start: UTF-8 text under one path. */
  static Map<String, ByteBuffer> single(String path, String text) {
    return Map.of(path, StandardCharsets.UTF_8.encode(text));
  }
}
