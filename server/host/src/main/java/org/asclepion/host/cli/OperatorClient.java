package org.asclepion.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.asclepion.host.ops.ConfigurationFault;
import org.asclepion.host.ops.OperatorToken;
import org.jspecify.annotations.Nullable;

/**
 * Asks a running server what only its operator may: with the token of its data directory, and
 * trusting the certificate that it gave itself there. Owned by Main's thread.
 */
final class OperatorClient {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final URI url;
  private final Path data;

  OperatorClient(URI url, Path data) {
    this.url = url;
    this.data = data;
  }

  /** The answer; a fault says why there is none. */
  JsonNode ask(String method, String path, @Nullable JsonNode body)
      throws ConfigurationFault, IOException, InterruptedException {
    ObjectMapper json = new ObjectMapper();
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve(path))
            .timeout(PATIENCE)
            .header("authorization", "Bearer " + OperatorToken.read(data))
            .header("content-type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
            .build();
    HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(PATIENCE);
    Path own = data.resolve("tls").resolve("certificate.pem");
    if (Files.exists(own)) {
      client.sslContext(trusting(own));
    }
    HttpResponse<byte[]> response;
    try (HttpClient http = client.build()) {
      response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (ConnectException _) {
      throw new ConfigurationFault("no server answers at " + url + ": name it with --url");
    }
    JsonNode answer = json.readTree(response.body());
    if (response.statusCode() >= 300) {
      String detail = answer.path("detail").asText("status " + response.statusCode());
      throw new ConfigurationFault("the server refuses: " + detail);
    }
    return answer;
  }

  private static SSLContext trusting(Path certificate) throws IOException {
    try (InputStream in = Files.newInputStream(certificate)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry(
          "own", CertificateFactory.getInstance("X.509").generateCertificate(in));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(certificate + " cannot be trusted", e);
    }
  }
}
