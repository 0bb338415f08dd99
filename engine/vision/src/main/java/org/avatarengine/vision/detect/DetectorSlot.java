package org.avatarengine.vision.detect;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which face detector is used. */
public sealed interface DetectorSlot {

  /** What operators know it by. */
  String name();

  /** Licence of the weights: an SPDX identifier, or words where there is none. */
  String licence();

  /** Whether the licence forbids use in production. */
  boolean researchOnly();

  /** How an ONNX file lays out its answers. */
  enum Layout {
    /** As InsightFace exports SCRFD: strides 8, 16 and 32, two anchors a cell. */
    SCRFD,
    /** As OpenCV's model zoo publishes YuNet: named outputs, one anchor a cell. */
    YUNET;

    /**
     * Reads a configured name, in any case of letters.
     *
     * @throws IllegalArgumentException if the name is neither scrfd nor yunet
     */
    public static Layout of(String name) {
      return switch (name.toLowerCase(Locale.ROOT)) {
        case "scrfd" -> SCRFD;
        case "yunet" -> YUNET;
        default ->
            throw new IllegalArgumentException(
                "detector layout '%s' is unknown: use scrfd or yunet".formatted(name));
      };
    }
  }

  /** The two detectors of the catalogue, chosen by what they find. */
  record BlazeFace() implements DetectorSlot {
    @Override
    public String name() {
      return "blazeface";
    }

    @Override
    public String licence() {
      return "Apache-2.0";
    }

    @Override
    public boolean researchOnly() {
      return false;
    }
  }

  /**
   * A detector in an ONNX file, whose licence the operator states: a file does not carry one.
   *
   * @param licence of the weights, not of the code around them
   * @param sha256 what the file must have, 64 hexadecimal digits; none takes any file
   */
  record OnnxFile(
      Layout layout, Path file, String licence, boolean researchOnly, Optional<String> sha256)
      implements DetectorSlot {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /**
     * @throws IllegalArgumentException with one line for the operator if the licence is missing or
     *     the checksum is none
     */
    public OnnxFile {
      licence = licence == null ? "" : licence.strip();
      if (licence.isEmpty()) {
        throw new IllegalArgumentException(
            "the detector %s has no licence: state that of its weights".formatted(file));
      }
      sha256 = sha256.map(digits -> digits.strip().toLowerCase(Locale.ROOT));
      if (sha256.isPresent() && !SHA_256.matcher(sha256.get()).matches()) {
        throw new IllegalArgumentException(
            "the checksum of the detector %s is not a SHA-256 of 64 hexadecimal digits"
                .formatted(file));
      }
    }

    @Override
    public String name() {
      return file.getFileName() == null ? file.toString() : file.getFileName().toString();
    }
  }
}
