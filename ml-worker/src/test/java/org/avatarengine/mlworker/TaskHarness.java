package org.avatarengine.mlworker;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.event.FaceTask;
import org.avatarengine.contract.event.TaskFact;
import org.avatarengine.contract.event.Topics;
import org.avatarengine.contract.face.FaceReport;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.FaceOptions;
import org.avatarengine.contract.job.Preset;
import org.avatarengine.platform.blob.BlobStore;
import org.avatarengine.platform.blob.Sha256;
import org.avatarengine.platform.outbox.EventCodec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of tasks share: files as originals, orders, and what became of them. */
abstract class TaskHarness {

  static final Instant ORDERED = Instant.parse("2026-11-20T10:00:00.123Z");

  @Inject BlobStore blobs;
  @Inject EventCodec codec;
  @Inject ObjectMapper json;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  KafkaProbe probe;

  @BeforeEach
  void open() {
    probe = new KafkaProbe(brokers, codec);
  }

  @AfterEach
  void close() throws InterruptedException {
    probe.close();
  }

  FaceTask task(byte[] file, int attempt) {
    return task(file, attempt, Preset.QUALITY, FaceOptions.none(), false);
  }

  FaceTask task(byte[] file, int attempt, Preset preset, FaceOptions options, boolean dryRun) {
    AvatarId avatar = AvatarId.random();
    BlobKey original = new BlobKey(BlobKind.ORIGINALS, avatar, Sha256.hex(file));
    wait(blobs.put(original, file));
    return new FaceTask(
        JobId.random(), attempt, avatar, UserId.random(), original, preset, options, dryRun);
  }

  void order(FaceTask task) {
    probe.send(Topics.TASKS_FACE, task.avatarId().toString(), task, ORDERED);
  }

  FaceReport report(TaskFact.Completed done) {
    try {
      return json.readValue(wait(blobs.read(done.report())), FaceReport.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> temporaryFiles() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"), "avatar-ml-worker");
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static <T> T wait(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(20));
  }
}
