package org.avatarengine.platform.blob;

import io.vertx.core.Vertx;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The same contract against an S3 server in a process of its own. */
class S3BlobStoreIT extends BlobStoreContract {

  private static final Vertx VERTX = Vertx.vertx();

  @TempDir static Path folder;
  private static Process server;
  private static S3Client client;

  @BeforeAll
  static void start() throws Exception {
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
    command.environment().put("COM_ADOBE_TESTING_S3MOCK_STORE_INITIAL_BUCKETS", "avatar");
    java.nio.file.Files.createDirectories(folder.resolve("s3"));
    server = command.start();
    URI address = URI.create("http://127.0.0.1:" + http);
    HttpClient probe = HttpClient.newHttpClient();
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .ignoreExceptions()
        .until(
            () ->
                probe
                        .send(
                            HttpRequest.newBuilder(address.resolve("/avatar")).build(),
                            HttpResponse.BodyHandlers.discarding())
                        .statusCode()
                    == 200);
    client =
        S3Client.builder()
            .endpointOverride(address)
            .region(Region.EU_CENTRAL_1)
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    server.destroy();
    server.waitFor();
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @Override
  BlobStore store() {
    return new S3BlobStore(client, "avatar", new WorkerPool(VERTX));
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
