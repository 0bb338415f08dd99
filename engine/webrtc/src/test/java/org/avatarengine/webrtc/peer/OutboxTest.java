package org.avatarengine.webrtc.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.avatarengine.webrtc.sctp.DataChannelInfo;
import org.avatarengine.webrtc.sctp.SctpAssociation;
import org.avatarengine.webrtc.sctp.SctpSettings;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private final byte[] frame = new byte[60];
  private final Outbox outbox = new Outbox();

  /** Not connected: all that it is given stays unsent. */
  private final SctpAssociation sctp =
      new SctpAssociation(
          SctpSettings.defaults(),
          new SplittableRandom(1),
          (packet, offset, length) -> {},
          new SctpAssociation.Events() {
            @Override
            public void onEstablished() {}

            @Override
            public void onChannel(DataChannelInfo channel) {}

            @Override
            public void onMessage(int stream, boolean text, byte[] bytes, int offset, int length) {}

            @Override
            public void onChannelClosed(int stream) {}

            @Override
            public void onClosed(String reason) {}
          });

  @Test
  void shouldTakeAFewFramesWhenTheIoThreadHadNoTurnYet() {
    // Given
    outbox.opened(1);
    // When
    int taken = 0;
    while (outbox.isWritable(1)) {
      outbox.offer(1, false, frame, 0, frame.length);
      taken++;
    }
    // Then
    assertThat(taken).isEqualTo(3);
  }

  @Test
  void shouldTakeNoneWhenSctpHoldsOneBack() {
    // Given
    int stream = sctp.open(new DataChannelInfo(-1, "frames", "", false, 0, -1), 0);
    outbox.opened(stream);
    outbox.offer(stream, false, frame, 0, frame.length);
    assertThat(outbox.isWritable(stream)).isTrue();
    // When
    outbox.hand(sctp, 0);
    // Then
    assertThat(outbox.isWritable(stream)).isFalse();
    assertThat(outbox.becameWritable(sctp)).isFalse();
  }
}
