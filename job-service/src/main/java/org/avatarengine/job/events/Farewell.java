package org.avatarengine.job.events;

/** Why the server ends a connection: close code, text, and the tag of its metric. */
enum Farewell {
  TOKEN_EXPIRED(4401, "the token has expired; refresh it, connect again and resume", "expired"),
  TOO_SLOW(4408, "messages do not leave in time; connect again and resume", "too-slow"),
  TOO_MANY_REQUESTS(4429, "too many requests at once; connect again and resume", "flooded"),
  SILENT(4410, "no answer to pings; connect again and resume", "silent"),
  FAILED(1011, "events cannot be read now; connect again and resume", "failed");

  private final int code;
  private final String text;
  private final String tag;

  Farewell(int code, String text, String tag) {
    this.code = code;
    this.text = text;
    this.tag = tag;
  }

  int code() {
    return code;
  }

  String text() {
    return text;
  }

  String tag() {
    return tag;
  }
}
