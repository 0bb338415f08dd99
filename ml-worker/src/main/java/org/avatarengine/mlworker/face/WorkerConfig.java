package org.avatarengine.mlworker.face;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.avatarengine.contract.job.CompressionLevel;
import org.avatarengine.contract.job.QualityChecks;
import org.avatarengine.vision.detect.DetectorSlot;
import org.avatarengine.vision.inference.Accelerator;

/** How this worker works. */
@ConfigMapping(prefix = "avatar.ml-worker")
public interface WorkerConfig {

  /** {@code auto}, {@code cpu} or {@code cuda}; CUDA needs a build with {@code -Pgpu}. */
  @WithDefault("auto")
  Accelerator accelerator();

  /** Face tasks. */
  Face face();

  /** Files with more than one frame. */
  Clip clip();

  /** The presets. */
  Presets presets();

  /** The face detector. */
  Detector detector();

  /** The models' licences. */
  Models models();

  /** Settings of face tasks. */
  interface Face {
    /**
     * Tasks at the same time. Each may hold one decoded picture of at most 16 megapixels, about 110
     * MB while it is decoded, or 64 MB of a clip's frames.
     */
    @WithDefault("2")
    int threads();

    /** Largest face entry that face-cache takes; a longer clip keeps every second frame of it. */
    @WithDefault("15M")
    MemorySize maxEntry();
  }

  /** What is taken of a clip, and what its decoder may use. */
  interface Clip {
    /** Longest that is taken. */
    @WithDefault("60s")
    Duration maxDuration();

    /** Most frames that the file may hold. */
    @WithDefault("3600")
    int maxFrames();

    /** Most pixels of one frame: 4096 × 2304. */
    @WithDefault("9437184")
    long maxPixels();

    /** Clips that are decoded at the same time; one more process waits for the next. */
    @WithDefault("2")
    int processes();

    /** How long a task waits for one of them. */
    @WithDefault("20s")
    Duration slotWait();

    /** Processor time of one clip's decoder. */
    @WithDefault("20s")
    Duration processorTime();

    /** From opening a clip to its last frame, the analysis of its frames included. */
    @WithDefault("60s")
    Duration wallTime();

    /** Address space of one decoder; its JVM and FFmpeg take about half a gigabyte of it. */
    @WithDefault("1536M")
    MemorySize memory();

    /** Threads that decode one clip. */
    @WithDefault("2")
    int threads();

    /** Frames with more pixels are looked at in a whole-number reduction. */
    @WithDefault("16000000")
    long workingPixels();

    /**
     * Where FFmpeg's libraries are unpacked once; default: {@code avatar-ffmpeg} in the folder for
     * temporary files.
     */
    Optional<Path> folder();
  }

  /** The two presets of a request. */
  interface Presets {
    /** For results. */
    Quality quality();

    /** For speed. */
    Fast fast();
  }

  /** What a preset decides. */
  interface Preset {
    int maxFrames();

    /** Side of the letterbox that is searched, pixels. */
    int detectionSize();

    /** Whether small faces are looked for in tiles as well. */
    boolean tiled();

    QualityChecks qualityChecks();

    CompressionLevel compressionLevel();
  }

  /** The quality preset. */
  interface Quality extends Preset {
    @Override
    @WithDefault("100")
    int maxFrames();

    @Override
    @WithDefault("640")
    int detectionSize();

    @Override
    @WithDefault("true")
    boolean tiled();

    @Override
    @WithDefault("comprehensive")
    QualityChecks qualityChecks();

    @Override
    @WithDefault("balanced")
    CompressionLevel compressionLevel();
  }

  /** The fast preset. */
  interface Fast extends Preset {
    @Override
    @WithDefault("50")
    int maxFrames();

    @Override
    @WithDefault("320")
    int detectionSize();

    @Override
    @WithDefault("false")
    boolean tiled();

    @Override
    @WithDefault("basic")
    QualityChecks qualityChecks();

    @Override
    @WithDefault("high")
    CompressionLevel compressionLevel();
  }

  /** An ONNX detector in place of the bundled one. */
  interface Detector {
    /** {@code scrfd} or {@code yunet}; absent for the bundled BlazeFace. */
    Optional<DetectorSlot.Layout> layout();

    /** The ONNX file. */
    Optional<Path> file();

    /** SPDX identifier of the licence of its weights. */
    Optional<String> licence();

    /** Whether that licence forbids use in production. */
    @WithDefault("false")
    boolean researchOnly();

    /** What the file's SHA-256 must be, lower-case hexadecimal. */
    Optional<String> sha256();
  }

  /** Settings of the models. */
  interface Models {
    /** Whether a production start accepts weights that are licensed for research only. */
    @WithDefault("false")
    boolean allowResearchOnly();
  }
}
