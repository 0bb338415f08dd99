package org.avatarengine.webrtc.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The sample messages of RFC 5769 with short-term credentials. */
class StunVectorsTest {
  private static final StunIntegrity KEY = new StunIntegrity("VOkJxbRl1RmTxUk/WvJxBt");

  private static final String REQUEST =
      """
      00 01 00 58 21 12 a4 42 b7 e7 a7 01 bc 34 d6 86 fa 87 df ae
      80 22 00 10 53 54 55 4e 20 74 65 73 74 20 63 6c 69 65 6e 74
      00 24 00 04 6e 00 01 ff
      80 29 00 08 93 2f f9 b1 51 26 3b 36
      00 06 00 09 65 76 74 6a 3a 68 36 76 59 20 20 20
      00 08 00 14 9a ea a7 0c bf d8 cb 56 78 1e f2 b5 b2 d3 f2 49 c1 b5 71 a2
      80 28 00 04 e5 7a 3b cf
      """;

  private static final String IPV4_RESPONSE =
      """
      01 01 00 3c 21 12 a4 42 b7 e7 a7 01 bc 34 d6 86 fa 87 df ae
      80 22 00 0b 74 65 73 74 20 76 65 63 74 6f 72 20
      00 20 00 08 00 01 a1 47 e1 12 a6 43
      00 08 00 14 2b 91 f5 99 fd 9e 90 c3 8c 74 89 f9 2a f9 ba 53 f0 6b e7 d7
      80 28 00 04 c0 7d 4c 96
      """;

  private static final String IPV6_RESPONSE =
      """
      01 01 00 48 21 12 a4 42 b7 e7 a7 01 bc 34 d6 86 fa 87 df ae
      80 22 00 0b 74 65 73 74 20 76 65 63 74 6f 72 20
      00 20 00 14 00 02 a1 47 01 13 a9 fa a5 d3 f1 79 bc 25 f4 b5 be d2 b9 d9
      00 08 00 14 a3 82 95 4e 4b e6 7b f1 17 84 c9 7c 82 92 c2 75 bf e3 ed 41
      80 28 00 04 c8 fb 0b 4c
      """;

  @Test
  void shouldReadEveryAttributeWhenItIsTheSampleRequest() {
    // When
    StunMessage message = parse(REQUEST);
    // Then
    assertThat(message.type()).isEqualTo(StunType.REQUEST);
    assertThat(message.username()).contains("evtj:h6vY");
    assertThat(message.priority()).hasValue(0x6e0001ffL);
    assertThat(message.tieBreaker()).hasValue(0x932ff9b151263b36L);
    assertThat(message.isFromControlled()).isTrue();
    assertThat(message.useCandidate()).isFalse();
    assertThat(message.unknownAttributes()).isEmpty();
    assertThat(message.isSignedWith(KEY)).isTrue();
    assertThat(message.isSignedWith(new StunIntegrity("VOkJxbRl1RmTxUk/WvJxBu"))).isFalse();
  }

  @Test
  void shouldReadTheAddressWhenItIsTheSampleResponses() throws Exception {
    // When
    StunMessage four = parse(IPV4_RESPONSE);
    StunMessage six = parse(IPV6_RESPONSE);
    // Then
    assertThat(four.isSignedWith(KEY)).isTrue();
    assertThat(four.mappedAddress())
        .contains(new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 32_853));
    assertThat(six.isSignedWith(KEY)).isTrue();
    assertThat(six.mappedAddress())
        .contains(
            new InetSocketAddress(
                InetAddress.getByName("2001:db8:1234:5678:11:2233:4455:6677"), 32_853));
  }

  @Test
  void shouldWriteTheSameBitsWhenTheFieldsAreTheSame() throws Exception {
    // Given
    byte[] sample = bytes(IPV6_RESPONSE);
    byte[] transaction = parse(IPV6_RESPONSE).transaction();
    // When
    byte[] written =
        new StunWriter(StunType.SUCCESS, transaction)
            .mappedAddress(
                new InetSocketAddress(
                    InetAddress.getByName("2001:db8:1234:5678:11:2233:4455:6677"), 32_853))
            .signed(KEY);
    // Then
    assertThat(java.util.Arrays.copyOfRange(written, 20, 44))
        .containsExactly(java.util.Arrays.copyOfRange(sample, 36, 60));
    assertThat(StunMessage.parse(written, 0, written.length))
        .hasValueSatisfying(message -> assertThat(message.isSignedWith(KEY)).isTrue());
  }

  @Test
  void shouldRefuseEveryFlippedBitWhenItIsTheSampleRequest() {
    // Given
    byte[] sample = bytes(REQUEST);
    for (int bit = 0; bit < sample.length * 8; bit++) {
      if (bit / 8 == sample.length - 8 || bit / 8 == sample.length - 7) {
        // A FINGERPRINT of another type is one of the attributes that are ignored at the end.
        continue;
      }
      byte[] flipped = sample.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      // When
      boolean taken =
          StunMessage.parse(flipped, 0, flipped.length)
              .map(message -> message.isSignedWith(KEY) && message.type() == StunType.REQUEST)
              .orElse(false);
      // Then
      assertThat(taken).as("bit %d", bit).isFalse();
    }
  }

  @Test
  void shouldNeverThrowWhenMessagesAreMutated() {
    // Given
    Random random = new Random(6);
    List<byte[]> samples = List.of(bytes(REQUEST), bytes(IPV4_RESPONSE), bytes(IPV6_RESPONSE));
    int read = 0;
    for (int round = 0; round < 200_000; round++) {
      byte[] message = samples.get(round % 3).clone();
      // The checksum would end nearly every reading at the last attribute.
      int length = message.length - (round % 2 == 0 ? 8 : 0);
      for (int i = random.nextInt(4); i >= 0; i--) {
        message[random.nextInt(length)] = (byte) random.nextInt();
      }
      length -= random.nextInt(8) == 0 ? 4 * random.nextInt(length / 4) : 0;
      if (length >= 20) {
        message[2] = (byte) ((length - 20) >>> 8);
        message[3] = (byte) (length - 20);
      }
      // When
      Optional<StunMessage> parsed = StunMessage.parse(message, 0, length);
      // Then
      if (parsed.isPresent()) {
        read++;
        StunMessage each = parsed.get();
        assertThat(each.transaction()).hasSize(12);
        each.username();
        each.mappedAddress();
        each.priority();
        each.tieBreaker();
        each.unknownAttributes();
        each.isSignedWith(KEY);
      }
    }
    assertThat(read).as("messages that were read").isGreaterThan(10_000);
  }

  private static StunMessage parse(String hex) {
    byte[] bytes = bytes(hex);
    return StunMessage.parse(bytes, 0, bytes.length).orElseThrow();
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
  }
}
