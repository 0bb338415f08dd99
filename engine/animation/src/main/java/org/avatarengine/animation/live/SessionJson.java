package org.avatarengine.animation.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON as this package reads and writes it: shallow, short and without duplicate names. */
final class SessionJson {

  /** The longest message at all, an input; in characters. */
  static final int MAX_INPUT = 64 << 10;

  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxNumberLength(64)
                          .maxNameLength(256)
                          .maxStringLength(MAX_INPUT)
                          .maxDocumentLength(4 * MAX_INPUT)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private SessionJson() {}
}
