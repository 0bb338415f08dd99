package org.avatarengine.benchmarks.live.load;

import java.nio.charset.StandardCharsets;
import org.avatarengine.webrtc.peer.Peer;
import org.avatarengine.webrtc.peer.PeerCloseReason;
import org.avatarengine.webrtc.peer.PeerListener;
import org.avatarengine.webrtc.sctp.DataChannelInfo;

/**
 * One viewer over WebRTC. What it hears comes on the I/O thread; the tally, which the main thread
 * reads, guards all of it.
 */
final class PeerMember implements PeerListener, Speech.Mouth {

  static final String FRAMES = "frames";
  static final String CONTROL = "control";

  private final Tally tally;
  private final EngineSpeech speech;
  private Peer peer;
  private int frameStream = -1;
  private int controlStream = -1;
  private boolean leaving;
  private boolean gone;
  private boolean framed;

  PeerMember(Tally tally, String token, boolean decodes) {
    this.tally = tally;
    this.speech = new EngineSpeech(tally, token, decodes);
  }

  void is(Peer client) {
    synchronized (tally) {
      peer = client;
    }
  }

  @Override
  public void onChannel(Peer opened, DataChannelInfo channel) {
    synchronized (tally) {
      if (channel.label().equals(FRAMES)) {
        frameStream = channel.streamId();
      } else if (channel.label().equals(CONTROL)) {
        controlStream = channel.streamId();
      }
    }
  }

  @Override
  public void onMessage(
      Peer from, int streamId, boolean text, byte[] bytes, int offset, int length) {
    long nowNanos = System.nanoTime();
    synchronized (tally) {
      try {
        if (text) {
          String said = new String(bytes, offset, length, StandardCharsets.UTF_8);
          if (!said.contains("\"type\":\"bye\"")) {
            speech.text(said, this, nowNanos);
          }
        } else {
          framed = true;
          speech.binary(bytes, offset, length, this, nowNanos);
        }
      } catch (RuntimeException e) {
        tally.fault(e.toString());
      }
    }
  }

  @Override
  public void onWritable(Peer again) {
    // What it has to say is never worth waiting for.
  }

  @Override
  public void onClosed(Peer closed, PeerCloseReason reason) {
    synchronized (tally) {
      gone = true;
      if (!leaving) {
        tally.fault("a peer was closed: " + reason);
      }
    }
  }

  @Override
  public void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    peer.send(controlStream, true, bytes, 0, bytes.length);
  }

  @Override
  public void binary(byte[] bytes, int length) {
    peer.send(frameStream, false, bytes, 0, length);
  }

  void remind() {
    synchronized (tally) {
      if (controlStream >= 0) {
        speech.remind(this, System.nanoTime());
      }
    }
  }

  boolean isReady() {
    synchronized (tally) {
      return speech.isReady();
    }
  }

  boolean hasFrame() {
    synchronized (tally) {
      return framed;
    }
  }

  boolean isGone() {
    synchronized (tally) {
      return gone;
    }
  }

  void leave() {
    synchronized (tally) {
      leaving = true;
    }
    peer.close();
  }

  void beginWindow() {
    speech.beginWindow();
  }

  long frames() {
    return speech.frames();
  }
}
