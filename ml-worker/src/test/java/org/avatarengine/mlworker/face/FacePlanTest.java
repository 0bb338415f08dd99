package org.avatarengine.mlworker.face;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.event.FaceTask;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.CompressionLevel;
import org.avatarengine.contract.job.FaceOptions;
import org.avatarengine.contract.job.Preset;
import org.avatarengine.contract.job.QualityChecks;
import org.junit.jupiter.api.Test;

class FacePlanTest {

  private static final AvatarId AVATAR = AvatarId.random();

  private final WorkerConfig config =
      new SmallRyeConfigBuilder()
          .withMapping(WorkerConfig.class)
          .withConverter(MemorySize.class, 200, new MemorySizeConverter())
          .withConverter(Duration.class, 200, new DurationConverter())
          .addDefaultInterceptors()
          .build()
          .getConfigMapping(WorkerConfig.class);

  @Test
  void shouldTakeTheRequirementsNumbersWhenNothingIsConfigured() {
    // When
    FacePlan quality = plan(Preset.QUALITY, FaceOptions.none(), false);
    FacePlan fast = plan(Preset.FAST, FaceOptions.none(), false);
    // Then
    assertThat(quality.maxFrames()).isEqualTo(100);
    assertThat(quality.analysis().detection().size()).isEqualTo(640);
    assertThat(quality.analysis().detection().tiled()).isTrue();
    assertThat(quality.analysis().comprehensive()).isTrue();
    assertThat(quality.compression()).isEqualTo(CompressionLevel.BALANCED);
    assertThat(fast.maxFrames()).isEqualTo(50);
    assertThat(fast.analysis().detection().size()).isEqualTo(320);
    assertThat(fast.analysis().detection().tiled()).isFalse();
    assertThat(fast.analysis().comprehensive()).isFalse();
    assertThat(fast.compression()).isEqualTo(CompressionLevel.HIGH);
    assertThat(quality.analysis().detection().threshold()).isEqualTo(0.5f);
    assertThat(quality.analysis().relaxedThreshold()).isEqualTo(0.3f);
    assertThat(quality.analysis().overlay()).isTrue();
  }

  @Test
  void shouldFollowTheOptionsWhereTheySaySomething() {
    // Given
    FaceOptions options = new FaceOptions(7, null, QualityChecks.COMPREHENSIVE, null);
    // When
    FacePlan plan = plan(Preset.FAST, options, true);
    // Then
    assertThat(plan.maxFrames()).isEqualTo(7);
    assertThat(plan.analysis().detection().size()).isEqualTo(320);
    assertThat(plan.analysis().comprehensive()).isTrue();
    assertThat(plan.compression()).isEqualTo(CompressionLevel.HIGH);
    assertThat(plan.analysis().overlay()).isFalse();
  }

  private FacePlan plan(Preset preset, FaceOptions options, boolean dryRun) {
    BlobKey original = new BlobKey(BlobKind.ORIGINALS, AVATAR, "a".repeat(64));
    return FacePlan.of(
        new FaceTask(JobId.random(), 1, AVATAR, UserId.random(), original, preset, options, dryRun),
        config.presets());
  }
}
