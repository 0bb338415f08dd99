package org.avatarengine.platform.blob;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** An S3 server in a process of its own, with one bucket. */
final class S3Server implements AutoCloseable {

  static final String BUCKET = "avatar";

  private final Process process;
  private final S3Client client;

  private S3Server(Process process, S3Client client) {
    this.process = process;
    this.client = client;
  }

  static S3Server start(Path folder) throws IOException {
    int http = freePort();
    int https = freePort();
    ProcessBuilder command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-Dhttp.port=" + http,
                "-Dserver.port=" + https,
                "-jar",
                "target/s3mock/s3mock.jar")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.log").toFile());
    command
        .environment()
        .put("COM_ADOBE_TESTING_S3MOCK_STORE_ROOT", folder.resolve("s3").toString());
    command.environment().put("COM_ADOBE_TESTING_S3MOCK_STORE_INITIAL_BUCKETS", BUCKET);
    Files.createDirectories(folder.resolve("s3"));
    Process process = command.start();
    URI address = URI.create("http://127.0.0.1:" + http);
    try (HttpClient probe = HttpClient.newHttpClient()) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .ignoreExceptions()
          .until(
              () ->
                  probe
                          .send(
                              HttpRequest.newBuilder(address.resolve("/" + BUCKET)).build(),
                              HttpResponse.BodyHandlers.discarding())
                          .statusCode()
                      == 200);
    }
    return new S3Server(
        process,
        S3Client.builder()
            .endpointOverride(address)
            .region(Region.EU_CENTRAL_1)
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClient(UrlConnectionHttpClient.create())
            .build());
  }

  S3Client client() {
    return client;
  }

  @Override
  public void close() throws InterruptedException {
    client.close();
    process.destroy();
    process.waitFor();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
