package org.avatarengine.vision.segment;

import org.avatarengine.vision.inference.InferenceEngine;

/** Where the person is in a picture. */
public final class PersonSegmenter implements AutoCloseable {

  private PersonSegmenter() {}

  public static PersonSegmenter open(InferenceEngine engine) {
    return new PersonSegmenter();
  }

  @Override
  public void close() {}
}
