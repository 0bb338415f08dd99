package org.avatarengine.webrtc.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.avatarengine.webrtc.dtls.Fingerprint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SdpParserTest {
  private static final String SHA =
      "7B:8B:F0:65:5F:78:E2:51:3B:AC:6F:F3:3F:46:1B:35"
          + ":DC:B8:5F:64:1A:24:C2:43:F0:A1:58:D0:A1:2C:19:08";

  /** In the shape of Chromium: group, mid, trickle, mDNS and plain candidates, tcp ones too. */
  private static final String CHROMIUM =
      """
      v=0
      o=- 4962303333179871722 2 IN IP4 127.0.0.1
      s=-
      t=0 0
      a=group:BUNDLE 0
      a=extmap-allow-mixed
      a=msid-semantic: WMS
      m=application 52000 UDP/DTLS/SCTP webrtc-datachannel
      c=IN IP4 192.0.2.55
      a=candidate:1467250027 1 udp 2122260223 192.0.2.55 52000 typ host generation 0 network-id 1
      a=candidate:435653019 1 tcp 1518280447 192.0.2.55 9 typ host tcptype active generation 0
      a=candidate:1 1 udp 2122262783 2001:db8::7 52001 typ host generation 0 network-id 2
      a=candidate:2 1 udp 2113937151 1f5b4f3e-7c1f-4b30.local 52002 typ host generation 0
      a=ice-ufrag:ETEn
      a=ice-pwd:OtSK0WpNtpUjkY4+86js7Z/l
      a=ice-options:trickle
      a=fingerprint:sha-256 FINGER
      a=setup:actpass
      a=mid:0
      a=sctp-port:5000
      a=max-message-size:262144
      """;

  /** In the shape of Firefox: fingerprint of the session, braces nowhere, sendrecv. */
  private static final String FIREFOX =
      """
      v=0
      o=mozilla...THIS_IS_SDPARTA-99.0 2532441234 0 IN IP4 0.0.0.0
      s=-
      t=0 0
      a=fingerprint:sha-256 FINGER
      a=group:BUNDLE 0
      a=ice-options:trickle
      a=msid-semantic:WMS *
      m=application 9 UDP/DTLS/SCTP webrtc-datachannel
      c=IN IP4 0.0.0.0
      a=sendrecv
      a=ice-pwd:05d8b6f61f9ba0d5ef4cb0f6b8c5c2b4
      a=ice-ufrag:8d4f5c3a
      a=mid:0
      a=setup:actpass
      a=sctp-port:5000
      a=max-message-size:1073741823
      """;

  /** In the shape of Safari: like Chromium's with another name, no candidates yet. */
  private static final String SAFARI =
      """
      v=0
      o=- 6870891428214128011 2 IN IP4 127.0.0.1
      s=-
      t=0 0
      a=group:BUNDLE data
      a=msid-semantic: WMS
      m=application 9 UDP/DTLS/SCTP webrtc-datachannel
      c=IN IP4 0.0.0.0
      a=ice-ufrag:yF6O
      a=ice-pwd:5e9Nn0B3n3rW9rVNUB1zQ0Vw
      a=fingerprint:sha-256 FINGER
      a=setup:actpass
      a=mid:data
      a=sctp-port:5000
      """;

  static Stream<Arguments> browsers() {
    return Stream.of(
        Arguments.of(CHROMIUM, "0", "ETEn", 262_144),
        Arguments.of(FIREFOX, "0", "8d4f5c3a", Integer.MAX_VALUE),
        Arguments.of(SAFARI, "data", "yF6O", 65_536));
  }

  @ParameterizedTest
  @MethodSource("browsers")
  void shouldReadTheOfferWhenItHasABrowsersShape(
      String sdp, String mid, String ufrag, int maxMessage) {
    // When
    DataDescription offer = usable(full(sdp));
    // Then
    assertThat(offer.mid()).isEqualTo(mid);
    assertThat(offer.bundled()).isTrue();
    assertThat(offer.ice().ufrag()).isEqualTo(ufrag);
    assertThat(offer.iceLite()).isFalse();
    assertThat(offer.fingerprints()).containsExactly(Fingerprint.parse("SHA-256 " + SHA).get());
    assertThat(offer.setup()).isEqualTo(DataDescription.Setup.ACTPASS);
    assertThat(offer.sctpPort()).isEqualTo(5_000);
    assertThat(offer.maxMessageBytes()).isEqualTo(maxMessage);
  }

  @Test
  void shouldKeepOnlyLiteralUdpCandidatesWhenThereAreOthers() {
    assertThat(usable(full(CHROMIUM)).candidates())
        .containsExactly(
            new InetSocketAddress("192.0.2.55", 52_000),
            new InetSocketAddress("2001:db8::7", 52_001));
  }

  @Test
  void shouldReadBackWhatItWroteWhenBothFamiliesAreAnnounced() {
    // Given
    DataDescription answer =
        new DataDescription(
            "data",
            true,
            usable(full(SAFARI)).ice(),
            true,
            usable(full(SAFARI)).fingerprints(),
            DataDescription.Setup.PASSIVE,
            5_000,
            65_536,
            List.of(
                new InetSocketAddress("198.51.100.4", 8_767),
                new InetSocketAddress("2001:db8::1", 8_767)));
    // When
    String sdp = SdpWriter.write(answer, 12);
    // Then
    assertThat(usable(sdp)).isEqualTo(answer);
    assertThat(sdp)
        .contains("a=ice-lite\r\n", "a=setup:passive\r\n", "a=end-of-candidates\r\n")
        .contains("a=group:BUNDLE data\r\n", "c=IN IP4 198.51.100.4\r\n")
        .contains(" 198.51.100.4 8767 typ host\r\n", " 2001:db8:0:0:0:0:0:1 8767 typ host\r\n");
  }

  static Stream<Arguments> faults() {
    String good = full(CHROMIUM);
    return Stream.of(
        Arguments.of("", "empty"),
        Arguments.of("hello", "v=0"),
        Arguments.of(good.replace("m=application", "m=audio"), "m=application"),
        Arguments.of(good + "m=video 9 UDP/TLS/RTP/SAVPF 96\r\n", "exactly one"),
        Arguments.of(
            good.replace("UDP/DTLS/SCTP webrtc-datachannel", "DTLS/SCTP 5000"), "UDP/DTLS"),
        Arguments.of(good.replace("a=ice-pwd:", "a=x:"), "a=ice-pwd"),
        Arguments.of(good.replace("a=fingerprint:sha-256", "a=fingerprint:sha-1"), "sha-256"),
        Arguments.of(good.replace("a=fingerprint:", "a=x:"), "no a=fingerprint"),
        Arguments.of(good.replace("actpass", "holdconn"), "a=setup"),
        Arguments.of(good.replace("a=sctp-port:5000", "a=sctp-port:0"), "a=sctp-port"),
        Arguments.of(good.replace("262144", "much"), "a=max-message-size"),
        Arguments.of(good.replace("a=mid:0", "a=mid:a\"b"), "a=mid"),
        Arguments.of(good + "a=x\r\n".repeat(600), "lines"),
        Arguments.of(good + "x".repeat(40_000), "longer"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void shouldSayWhatIsWrongWhenTheOfferIsNotUsable(String sdp, String words) {
    assertThat(SdpParser.parse(sdp))
        .isInstanceOfSatisfying(
            SdpOutcome.Unusable.class, fault -> assertThat(fault.reason()).contains(words));
  }

  @Test
  void shouldNeverThrowWhenAnOfferIsMutated() {
    // Given
    Random random = new Random(4);
    char[] alphabet = "am=: /0123456789abc.-\r\n\u0000\u00FF\u2028".toCharArray();
    for (int round = 0; round < 20_000; round++) {
      StringBuilder sdp = new StringBuilder(full(round % 2 == 0 ? CHROMIUM : FIREFOX));
      for (int i = random.nextInt(8); i >= 0; i--) {
        int at = random.nextInt(sdp.length());
        switch (random.nextInt(3)) {
          case 0 -> sdp.setCharAt(at, alphabet[random.nextInt(alphabet.length)]);
          case 1 -> sdp.delete(at, Math.min(sdp.length(), at + 1 + random.nextInt(30)));
          default -> sdp.insert(at, alphabet[random.nextInt(alphabet.length)]);
        }
      }
      // Then
      assertThat(SdpParser.parse(sdp.toString())).isNotNull();
    }
  }

  private static DataDescription usable(String sdp) {
    return ((SdpOutcome.Usable) SdpParser.parse(sdp)).description();
  }

  private static String full(String sdp) {
    return sdp.replace("FINGER", SHA).replace("\n", "\r\n");
  }
}
