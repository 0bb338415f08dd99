package org.avatarengine.webrtc.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SctpHandshakeTest {
  private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

  @Test
  void shouldCarryMessagesBothWaysWhenConnected() {
    // Given
    LossyLink link = LossyLink.connected(1, SctpSettings.defaults(), LossyLink.reliable());

    // When
    assertThat(link.client.association.send(0, true, HELLO, 0, 5, link.nowUs)).isTrue();
    assertThat(link.server.association.send(0, false, HELLO, 1, 3, link.nowUs)).isTrue();
    assertThat(link.server.association.send(0, true, HELLO, 0, 0, link.nowUs)).isTrue();
    link.run(1_000_000);

    // Then
    assertThat(link.server.messages).containsExactly(HELLO);
    assertThat(link.server.texts).containsExactly(true);
    assertThat(link.client.messages)
        .containsExactly("ell".getBytes(StandardCharsets.UTF_8), new byte[0]);
    assertThat(link.client.texts).containsExactly(false, true);
    assertThat(link.server.channels)
        .containsExactly(new DataChannelInfo(0, "control", "", true, -1, -1));
    assertThat(link.client.association.rttUs()).isBetween(19_000L, 70_000L);
    assertThat(link.client.association.isIdle()).isTrue();
  }

  @Test
  void shouldConnectWhenAFifthIsLost() {
    for (int seed = 0; seed < 100; seed++) {
      // Given
      LossyLink link = new LossyLink(seed * 10L);
      link.loss = 0.2;

      // When
      link.connect(LossyLink.frames());

      // Then
      assertThat(link.client.established).isTrue();
      assertThat(link.server.established).isTrue();
      assertThat(link.server.channels).hasSize(1);
    }
  }

  @Test
  void shouldBecomeOneAssociationWhenBothConnectAtOnce() {
    for (int seed = 0; seed < 50; seed++) {
      // Given
      LossyLink link = new LossyLink(seed * 10L);
      link.loss = seed % 2 == 0 ? 0 : 0.1;
      link.jitterUs = 5_000;

      // When
      link.server.association.connect(link.nowUs);
      link.connect(LossyLink.reliable());
      link.server.association.open(LossyLink.frames(), link.nowUs);
      link.client.association.send(0, true, HELLO, 0, 5, link.nowUs);
      link.run(30_000_000);

      // Then
      assertThat(link.server.messages).containsExactly(HELLO);
      assertThat(link.client.channels).extracting(DataChannelInfo::streamId).contains(0, 1);
      assertThat(link.client.closed).isNull();
    }
  }

  @Test
  void shouldGiveUpWhenNobodyAnswers() {
    // Given
    LossyLink link = new LossyLink(1);
    link.loss = 1;

    // When
    link.client.association.connect(0);
    link.run(60_000_000);

    // Then
    assertThat(link.client.closed).isNotNull();
    assertThat(link.client.association.nextTimeoutUs()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldKeepNothingOfAnInit() {
    // Given
    LossyLink link = new LossyLink(1);
    link.recording = true;
    link.fromServer = packet -> null;

    // When
    for (int i = 0; i < 1_000; i++) {
      byte[] init = init(link, i + 1);
      link.server.association.receive(init, 0, init.length, 0);
    }

    // Then
    assertThat(link.sentByServer).hasSize(1_000);
    assertThat(link.server.association.nextTimeoutUs()).isEqualTo(Long.MAX_VALUE);
    assertThat(link.server.association.isEstablished()).isFalse();
  }

  @Test
  void shouldRefuseACookieWhenOneBitOfItIsForged() {
    // Given
    LossyLink link = new LossyLink(1);
    byte[] echo = cookieEcho(link);
    SplittableRandom random = new SplittableRandom(4);

    // When
    for (int i = 0; i < 1_000; i++) {
      byte[] forged = echo.clone();
      forged[16 + random.nextInt(echo.length - 18)] ^= (byte) (1 << random.nextInt(8));
      LossyLink.resealed(forged);
      link.server.association.receive(forged, 0, forged.length, link.nowUs);
    }

    // Then
    assertThat(link.server.established).isFalse();
    link.server.association.receive(echo, 0, echo.length, link.nowUs);
    assertThat(link.server.established).isTrue();
  }

  @Test
  void shouldSayThatACookieIsStaleWhenItIsTooOld() {
    // Given
    LossyLink link = new LossyLink(1);
    byte[] echo = cookieEcho(link);
    link.sentByServer.clear();

    // When
    link.server.association.receive(echo, 0, echo.length, link.nowUs + 61_000_000);

    // Then
    assertThat(link.server.established).isFalse();
    assertThat(link.sentByServer).hasSize(1);
    int error = LossyLink.find(link.sentByServer.getFirst(), Wire.ERROR);
    assertThat(Wire.u16(link.sentByServer.getFirst(), error + 4))
        .isEqualTo(Wire.CAUSE_STALE_COOKIE);
  }

  @Test
  void shouldOnlyAnswerWhenACookieIsReplayed() {
    // Given
    LossyLink link = new LossyLink(1);
    link.recording = true;
    link.connect(LossyLink.reliable());
    byte[] echo =
        link.sentByClient.stream()
            .filter(packet -> LossyLink.find(packet, Wire.COOKIE_ECHO) >= 0)
            .findFirst()
            .orElseThrow();
    link.client.association.send(0, true, HELLO, 0, 5, link.nowUs);
    link.run(500_000);

    // When
    link.server.association.receive(echo, 0, echo.length, link.nowUs + 100_000_000);
    link.run(500_000);
    link.client.association.send(0, true, HELLO, 0, 5, link.nowUs);
    link.run(500_000);

    // Then
    assertThat(link.server.messages).containsExactly(HELLO, HELLO);
    assertThat(link.server.closed).isNull();
  }

  @Test
  void shouldIgnorePacketsWhenTheTagIsWrong() {
    // Given
    LossyLink link = LossyLink.connected(1, SctpSettings.defaults(), LossyLink.reliable());
    link.recording = true;
    link.client.association.abort(link.nowUs);
    byte[] abort = link.sentByClient.getFirst();
    byte[] foreign = abort.clone();
    foreign[4] ^= 1;
    LossyLink.resealed(foreign);

    // When
    link.server.association.receive(foreign, 0, foreign.length, link.nowUs);

    // Then
    assertThat(link.server.closed).isNull();
    assertThat(link.server.association.stats().droppedPackets()).isEqualTo(1);
    link.server.association.receive(abort, 0, abort.length, link.nowUs);
    assertThat(link.server.closed).isNotNull();
  }

  @Test
  void shouldKeepCountingWhenNumbersWrap() {
    countAcross(0xffff_fff0);
    countAcross(0x7fff_fff0);
  }

  private static void countAcross(int firstTsn) {
    // Given
    RandomGenerator nearWrap = () -> (long) firstTsn << 32;
    LossyLink link = new LossyLink(1, SctpSettings.defaults(), nearWrap, new SplittableRandom(3));
    link.loss = 0.05;
    link.jitterUs = 20_000;
    link.connect(LossyLink.reliable());
    List<Integer> got = new ArrayList<>();
    link.server.taker = (stream, bytes, offset, length) -> got.add(Wire.i32(bytes, offset));

    // When: more messages than there are TSNs to the wrap and stream sequence numbers
    byte[] message = new byte[8];
    int count = 70_000;
    for (int i = 0; i < count; ) {
      Wire.put32(message, 0, i);
      if (link.client.association.send(0, false, message, 0, 8, link.nowUs)) {
        i++;
      } else {
        link.run(20_000);
      }
    }
    link.runUntil(link.nowUs + 600_000_000L, () -> got.size() == count);

    // Then
    assertThat(got).hasSize(count).isSorted();
  }

  private static byte[] init(LossyLink link, int tag) {
    PacketCatcher catcher = new PacketCatcher();
    PacketWriter writer = new PacketWriter(1_172, catcher);
    writer.tag(0);
    InitChunk.write(writer, Wire.INIT, 0, tag, 100_000, tag);
    writer.flush();
    return catcher.last;
  }

  private static byte[] cookieEcho(LossyLink link) {
    link.recording = true;
    link.fromClient = packet -> LossyLink.find(packet, Wire.COOKIE_ECHO) >= 0 ? null : packet;
    link.client.association.connect(0);
    link.run(100_000);
    return link.sentByClient.getLast();
  }

  private static final class PacketCatcher implements SctpAssociation.Packets {
    byte[] last;

    @Override
    public void send(byte[] packet, int offset, int length) {
      last = java.util.Arrays.copyOfRange(packet, offset, offset + length);
    }
  }
}
