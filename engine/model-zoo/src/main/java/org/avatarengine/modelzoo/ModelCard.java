package org.avatarengine.modelzoo;

import java.util.List;

/**
 * What is known of one model: its file, its origin and its terms.
 *
 * @param id which model
 * @param file its file name in the catalogue
 * @param sha256 SHA-256 of that file, lower-case hexadecimal
 * @param bytes size of that file
 * @param licence SPDX identifier of the licence of the weights
 * @param researchOnly whether the terms forbid use in production
 * @param source the published file it was converted from: {@code package@version/path}, followed by
 *     {@code !/name} for a file inside a bundle
 * @param sourceSha256 SHA-256 of the TFLite file it was converted from
 * @param inputs what it takes, in order
 * @param outputs what it gives, in order
 */
public record ModelCard(
    ModelId id,
    String file,
    String sha256,
    long bytes,
    String licence,
    boolean researchOnly,
    String source,
    String sourceSha256,
    List<TensorCard> inputs,
    List<TensorCard> outputs) {
  public ModelCard {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
