package org.avatarengine.webrtc.sctp;

/** One DATA chunk of ours from the send call to its acknowledgement; reused. */
final class OutChunk {
  OutStream stream;
  byte[] data = new byte[0];
  int length;
  int flags;
  int ppid;
  int maxRetransmits;
  long expiresUs;

  /** Given when first sent, as the sequence number: a message given up before leaves no gap. */
  int tsn;

  int ssn;
  int transmissions;
  int missingReports;
  boolean inFlight;

  /** To be sent again. */
  boolean lost;

  boolean gapAcked;
  boolean abandoned;
  boolean fastRetransmitted;

  boolean begins() {
    return (flags & Wire.FLAG_BEGIN) != 0;
  }

  boolean ends() {
    return (flags & Wire.FLAG_END) != 0;
  }

  boolean ordered() {
    return (flags & Wire.FLAG_UNORDERED) == 0;
  }

  boolean reliable() {
    return maxRetransmits < 0 && expiresUs == Long.MAX_VALUE;
  }

  void clear() {
    stream = null;
    transmissions = 0;
    missingReports = 0;
    inFlight = false;
    lost = false;
    gapAcked = false;
    abandoned = false;
    fastRetransmitted = false;
  }
}
