package org.avatarengine.facecache.entry;

import java.util.Objects;

/**
 * What a read makes of a face by unpacking it: the JSON summary, ready to be sent.
 *
 * @param entrySha256 of the entry that it was made from; of any other it says nothing
 * @param json UTF-8; nobody changes it
 */
@SuppressWarnings("ArrayRecordComponent")
public record DecodedView(String entrySha256, byte[] json) {

  private static final int OVERHEAD_BYTES = 512;

  public DecodedView {
    Objects.requireNonNull(entrySha256, "entrySha256");
    Objects.requireNonNull(json, "json");
  }

  /** Bytes of heap it takes. */
  public int weight() {
    return json.length + OVERHEAD_BYTES;
  }
}
