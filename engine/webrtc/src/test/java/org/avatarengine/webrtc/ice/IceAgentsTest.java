package org.avatarengine.webrtc.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IceAgentsTest {
  private static final byte[] TRANSACTION = new byte[12];
  private static final InetSocketAddress SOURCE = address("192.0.2.7", 50_000);

  private final Random random = new Random(7);
  private final IceCredentials server = IceCredentials.random(random);
  private final IceCredentials browser = IceCredentials.random(random);
  private final LiteAgent agent = new LiteAgent(server, browser);
  private final StunIntegrity key = new StunIntegrity(server.password());

  @Test
  void shouldTellTheSourceItsAddressWhenTheCheckIsSigned() {
    // When
    CheckVerdict verdict = agent.answer(read(check().useCandidate().signed(key)), SOURCE);
    // Then
    assertThat(verdict).isInstanceOf(CheckVerdict.Accepted.class);
    CheckVerdict.Accepted accepted = (CheckVerdict.Accepted) verdict;
    assertThat(accepted.nominated()).isTrue();
    StunMessage reply = read(accepted.reply());
    assertThat(reply.type()).isEqualTo(StunType.SUCCESS);
    assertThat(reply.mappedAddress()).contains(SOURCE);
    assertThat(reply.isSignedWith(key)).isTrue();
  }

  @Test
  void shouldAnswerNothingWhenNameOrPasswordIsWrong() {
    // Given
    StunWriter wrongName =
        new StunWriter(StunType.REQUEST, TRANSACTION)
            .username(server.ufrag() + ":other")
            .controlling(1);
    // Then
    assertThat(agent.answer(read(wrongName.signed(key)), SOURCE))
        .isEqualTo(new CheckVerdict.Ignored("username"));
    assertThat(agent.answer(read(check().signed(new StunIntegrity("another password"))), SOURCE))
        .isEqualTo(new CheckVerdict.Ignored("integrity"));
  }

  @Test
  void shouldAnswer487WhenTheSourceIsControlledToo() {
    // Given
    StunWriter controlled =
        new StunWriter(StunType.REQUEST, TRANSACTION)
            .username(server.ufrag() + ":" + browser.ufrag())
            .controlled(5);
    // When
    CheckVerdict verdict = agent.answer(read(controlled.signed(key)), SOURCE);
    // Then
    assertThat(verdict).isInstanceOf(CheckVerdict.Rejected.class);
    assertThat(read(((CheckVerdict.Rejected) verdict).reply()).errorCode()).isEqualTo(487);
  }

  @Test
  void shouldAnswer420WhenAnAttributeHadToBeUnderstood() {
    // Given
    StunWriter strange = check().unknownAttributes(new int[0]);
    byte[] bytes = strange.signed(key);
    // The empty UNKNOWN-ATTRIBUTES becomes a required attribute that nobody knows.
    int at = bytes.length - 24 - 8 - 4;
    bytes[at + 1] = 0x7F;
    byte[] again = resign(bytes);
    // When
    CheckVerdict verdict = agent.answer(read(again), SOURCE);
    // Then
    assertThat(verdict).isInstanceOf(CheckVerdict.Rejected.class);
    assertThat(read(((CheckVerdict.Rejected) verdict).reply()).errorCode()).isEqualTo(420);
  }

  @Test
  void shouldNominateTheFirstPathThatAnswersAndKeepAskingForConsent() {
    // Given
    InetSocketAddress dead = address("192.0.2.8", 1);
    InetSocketAddress live = address("192.0.2.9", 2);
    ControllingAgent client = new ControllingAgent(browser, server, List.of(dead, live), random);
    ControllingAgent.Check first = client.next(0);
    ControllingAgent.Check second = client.next(client.nextUs());
    assertThat(List.of(first.to(), second.to())).containsExactly(dead, live);
    // When
    StunMessage answer = answer(second);
    assertThat(client.onAnswer(answer, dead, 100_000)).as("from elsewhere").isFalse();
    assertThat(client.onAnswer(answer, live, 100_000)).isTrue();
    ControllingAgent.Check nomination = client.next(client.nextUs());
    assertThat(read(nomination.bytes()).useCandidate()).isTrue();
    assertThat(client.onAnswer(answer(nomination), live, 110_000)).isTrue();
    // Then
    assertThat(client.state()).isEqualTo(ControllingAgent.State.CONNECTED);
    assertThat(client.chosen()).isEqualTo(live);
    assertThat(client.nextUs()).isBetween(4_110_000L, 6_110_000L);
  }

  @Test
  void shouldHoldASourceToItsRateWhenItFloods() throws Exception {
    // Given
    SourceLimits limits = new SourceLimits(16, 100, 10, 42);
    InetAddress source = InetAddress.getByName("192.0.2.7");
    // When
    int allowed = 0;
    for (int i = 0; i < 2_000; i++) {
      allowed += limits.allows(source, i * 1_000L) ? 1 : 0;
    }
    // Then
    assertThat(allowed).isBetween(200, 211);
  }

  private StunMessage answer(ControllingAgent.Check check) {
    CheckVerdict verdict = agent.answer(read(check.bytes()), SOURCE);
    return read(((CheckVerdict.Accepted) verdict).reply());
  }

  private StunWriter check() {
    return new StunWriter(StunType.REQUEST, TRANSACTION)
        .username(server.ufrag() + ":" + browser.ufrag())
        .priority(1)
        .controlling(1);
  }

  /** Signs a message again whose attributes were changed. */
  private byte[] resign(byte[] bytes) {
    int integrity = bytes.length - 24 - 8;
    System.arraycopy(key.sum(bytes, integrity), 0, bytes, integrity + 4, 20);
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(bytes, 0, bytes.length - 8);
    java.nio.ByteBuffer.wrap(bytes).putInt(bytes.length - 4, (int) crc.getValue() ^ 0x5354554E);
    return bytes;
  }

  private static StunMessage read(byte[] bytes) {
    return StunMessage.parse(bytes, 0, bytes.length).orElseThrow();
  }

  private static InetSocketAddress address(String host, int port) {
    return new InetSocketAddress(host, port);
  }
}
