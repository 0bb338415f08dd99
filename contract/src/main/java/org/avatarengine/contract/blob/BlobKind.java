package org.avatarengine.contract.blob;

/** The three owners of bytes: each folder of the blob store has one writing service. */
public enum BlobKind {
  /** What users uploaded; written by registration-service. */
  ORIGINALS("originals"),
  /** Face entries; written by face-cache-service. */
  FACES("faces"),
  /** Reports, crops, overlays, models; written by ml-worker. */
  ARTIFACTS("artifacts");

  private final String folder;

  BlobKind(String folder) {
    this.folder = folder;
  }

  public String folder() {
    return folder;
  }

  static BlobKind ofFolder(String folder) {
    for (BlobKind kind : values()) {
      if (kind.folder.equals(folder)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no such kind of blob: " + folder);
  }
}
