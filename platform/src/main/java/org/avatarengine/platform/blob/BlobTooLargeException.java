package org.avatarengine.platform.blob;

/** What lies there is larger than it may be. */
public final class BlobTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BlobTooLargeException(InboxKey key, long maxBytes) {
    super("more than " + maxBytes + " bytes lie at " + key);
  }
}
