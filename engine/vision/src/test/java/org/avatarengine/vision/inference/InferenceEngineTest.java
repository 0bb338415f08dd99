package org.avatarengine.vision.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.avatarengine.modelzoo.ModelCatalogue;
import org.avatarengine.modelzoo.ModelId;
import org.avatarengine.vision.image.RgbRaster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;

class InferenceEngineTest {

  @TempDir private Path temporary;

  static boolean hasNvidiaDevice() {
    return Files.exists(Path.of("/dev/nvidia0"));
  }

  @Test
  @DisabledIf("hasNvidiaDevice")
  void shouldRunOnTheCpuAndSaySoOnceWhenCudaDoesNotAnswer() {
    // Given
    var lines = new CopyOnWriteArrayList<String>();
    var handler = recordInto(lines);
    var logger = Logger.getLogger(InferenceEngine.class.getName());
    logger.addHandler(handler);
    var engine = new InferenceEngine(ModelCatalogue.bundled(), Accelerator.CUDA);

    // When
    try (var first = engine.open(ModelId.FACE_DETECTION_SHORT_RANGE);
        var second = engine.open(ModelId.FACE_DETECTION_FULL_RANGE)) {
      var outputs = first.run(grey(first), -1);

      // Then
      assertThat(outputs).hasSize(2);
      assertThat(second.inputWidth()).isEqualTo(192);
      assertThat(engine.inUse()).isEqualTo(Accelerator.CPU);
      assertThat(lines).hasSize(1);
      assertThat(lines.getFirst())
          .startsWith("WARNING CUDA is not usable here, models run on the CPU: ")
          .doesNotContain("\n");
    } finally {
      logger.removeHandler(handler);
    }
  }

  @Test
  void shouldGiveTheSameAnswerWhenSeveralThreadsRunOneModel() throws Exception {
    // Given
    var engine = new InferenceEngine(ModelCatalogue.bundled(), Accelerator.CPU);
    try (var model = engine.open(ModelId.FACE_DETECTION_SHORT_RANGE);
        var pool = Executors.newFixedThreadPool(3)) {
      var expected = model.run(grey(model), -1);
      var names = List.copyOf(expected.keySet());

      // When
      var runs =
          pool.invokeAll(
              Collections.nCopies(
                  12, (Callable<float[]>) () -> model.run(grey(model), -1).get(names.getFirst())));

      // Then
      for (var run : runs) {
        assertThat(run.get()).isEqualTo(expected.get(names.getFirst()));
      }
    }
  }

  @Test
  void shouldRefuseWhenThePictureHasAnotherSize() {
    // Given
    var engine = new InferenceEngine(ModelCatalogue.bundled(), Accelerator.CPU);
    try (var model = engine.open(ModelId.FACE_DETECTION_SHORT_RANGE)) {
      var small = new RgbRaster(2, 2, new byte[12]);

      // When
      // Then
      assertThatThrownBy(() -> model.run(small, -1)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void shouldKnowItsNamesWhenReadFromConfiguration() {
    // Given
    String name = "CUDA";

    // When
    var accelerator = Accelerator.of(name);

    // Then
    assertThat(accelerator).isEqualTo(Accelerator.CUDA);
    assertThat(Accelerator.of("auto")).isEqualTo(Accelerator.AUTO);
    assertThatThrownBy(() -> Accelerator.of("gpu"))
        .hasMessage("accelerator 'gpu' is unknown: use cpu, cuda or auto");
  }

  @Test
  void shouldRemoveOnlyOldEmptyFoldersWhenSweeping() throws IOException {
    // Given
    var now = Instant.now();
    var old = folder("onnxruntime-java1", now.minus(Duration.ofHours(1)));
    var young = folder("onnxruntime-java2", now);
    var used = folder("onnxruntime-java3", now);
    Files.createFile(used.resolve("lib.so"));
    Files.setLastModifiedTime(used, FileTime.from(now.minus(Duration.ofHours(1))));
    var foreign = folder("something-else", now.minus(Duration.ofHours(1)));

    // When
    NativeLibraryFolders.sweep(temporary, now);

    // Then
    assertThat(old).doesNotExist();
    assertThat(young).exists();
    assertThat(used.resolve("lib.so")).exists();
    assertThat(foreign).exists();
  }

  private Path folder(String name, Instant modified) throws IOException {
    var folder = Files.createDirectory(temporary.resolve(name));
    Files.setLastModifiedTime(folder, FileTime.from(modified));
    return folder;
  }

  private static RgbRaster grey(OnnxModel model) {
    byte[] rgb = new byte[model.inputWidth() * model.inputHeight() * 3];
    Arrays.fill(rgb, (byte) 120);
    return new RgbRaster(model.inputWidth(), model.inputHeight(), rgb);
  }

  private static Handler recordInto(List<String> lines) {
    return new Handler() {
      @Override
      public void publish(LogRecord entry) {
        var text = MessageFormat.format(entry.getMessage(), entry.getParameters());
        lines.add(entry.getLevel() + " " + text);
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
