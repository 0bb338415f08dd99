package org.avatarengine.vision.inference;

import java.util.Locale;

/** What a model runs on. */
public enum Accelerator {
  /** The CPU. */
  CPU,
  /** CUDA; where it does not answer, the CPU, and one warning says so. */
  CUDA,
  /** CUDA where this build has it and it answers, else the CPU; a line says which was not there. */
  AUTO;

  /**
   * Reads a configured name, in any case of letters.
   *
   * @throws IllegalArgumentException if the name is none of cpu, cuda, auto
   */
  public static Accelerator of(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "cpu" -> CPU;
      case "cuda" -> CUDA;
      case "auto" -> AUTO;
      default ->
          throw new IllegalArgumentException(
              "accelerator '%s' is unknown: use cpu, cuda or auto".formatted(name));
    };
  }
}
