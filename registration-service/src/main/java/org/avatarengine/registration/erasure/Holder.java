package org.avatarengine.registration.erasure;

/** Who holds something of an avatar, and has to acknowledge that it is gone. */
public enum Holder {
  /** This service: what was uploaded. */
  ORIGINALS("originals"),
  /** face-cache-service: entries in memory, Redis and blob. */
  FACES("faces"),
  /** job-service: jobs and their history. */
  JOBS("jobs"),
  /** ml-worker: reports, crops, overlays. */
  ARTIFACTS("artifacts");

  private final String wire;

  Holder(String wire) {
    this.wire = wire;
  }

  /** The name in the erasure record. */
  public String wire() {
    return wire;
  }
}
