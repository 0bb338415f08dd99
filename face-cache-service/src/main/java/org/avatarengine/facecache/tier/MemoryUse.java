package org.avatarengine.facecache.tier;

/**
 * What the memory tier holds.
 *
 * @param entries compressed entries
 * @param bytes their weight
 * @param maxBytes the bound that entries and views share
 * @param evictions entries that went because the bound was reached, since the start
 */
public record MemoryUse(
    long entries, long bytes, long maxBytes, Views decodedViews, long evictions) {

  /**
   * Decoded views.
   *
   * @param bytes their weight
   */
  public record Views(long entries, long bytes) {}
}
