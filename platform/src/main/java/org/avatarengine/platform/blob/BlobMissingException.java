package org.avatarengine.platform.blob;

import org.avatarengine.contract.blob.BlobKey;

/** Nothing lies at that key. */
public final class BlobMissingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BlobMissingException(BlobKey key) {
    super("nothing lies at " + key);
  }

  BlobMissingException(InboxKey key) {
    super("nothing lies at " + key);
  }
}
