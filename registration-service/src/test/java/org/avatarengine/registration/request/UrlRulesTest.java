package org.avatarengine.registration.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Set;
import org.avatarengine.contract.problem.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlRulesTest {

  private final UrlRules rules =
      new UrlRules(false, Set.of("photos.example.com", "*.cdn.example.net"), Set.of(8443));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://photos.example.com/a.jpg",
        "https://photos.example.com:443/a.jpg",
        "https://photos.example.com:8443/a.jpg?size=2#top",
        "HTTPS://Photos.Example.COM/a.jpg",
        "https://a.cdn.example.net",
        "https://a.b.cdn.example.net/x",
      })
  void shouldFetchWhatIsAllowed(String url) {
    assertThat(rules.complaint(URI.create(url))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://photos.example.com/a.jpg",
        "ftp://photos.example.com/a.jpg",
        "file:///etc/passwd",
        "jar:https://photos.example.com/a.jar!/a",
        "data:image/png;base64,AAAA",
        "//photos.example.com/a.jpg",
        "photos.example.com/a.jpg",
        "https:photos.example.com",
        "https:///a.jpg",
        "https://photos.example.com.evil.org/a.jpg",
        "https://evil-photos.example.com/a.jpg",
        "https://photos.example.com./a.jpg",
        "https://cdn.example.net/a.jpg",
        "https://evilcdn.example.net/a.jpg",
        "https://user@photos.example.com/a.jpg",
        "https://user:secret@photos.example.com/a.jpg",
        "https://photos.example.com@evil.org/a.jpg",
        "https://photos.example.com:22/a.jpg",
        "https://photos.example.com:80/a.jpg",
        "https://photos.example.com:0/a.jpg",
        "https://127.0.0.1/a.jpg",
        "https://2130706433/a.jpg",
        "https://0x7f.1/a.jpg",
        "https://[::1]/a.jpg",
        "https://photos_example.com/a.jpg",
      })
  void shouldRefuseWhatIsNotAllowed(String url) {
    assertThat(rules.complaint(URI.create(url)))
        .get()
        .extracting(Reason::code)
        .isEqualTo("url-not-allowed");
  }

  @Test
  void shouldRefuseEveryUrlWhenNoHostIsAllowed() {
    assertThat(
            new UrlRules(true, Set.of(), Set.of()).complaint(URI.create("https://example.com/a")))
        .get()
        .extracting(Reason::message)
        .asString()
        .contains("inbox");
  }

  @Test
  void shouldRefuseALongUrlWhenItIsOverTheBound() {
    String start = "https://photos.example.com/";
    URI longest = URI.create(start + "a".repeat(UrlRules.LONGEST - start.length()));
    assertThat(rules.complaint(longest)).isEmpty();
    assertThat(rules.complaint(URI.create(longest + "a"))).isPresent();
  }

  @Test
  void shouldTakeHttpWhenItIsSwitchedOn() {
    // Given
    UrlRules open = new UrlRules(true, Set.of("example.com"), Set.of());
    // Then
    assertThat(open.complaint(URI.create("http://example.com/a"))).isEmpty();
    assertThat(open.complaint(URI.create("http://example.com:80/a"))).isEmpty();
    assertThat(open.complaint(URI.create("http://example.com:443/a"))).isPresent();
    assertThat(UrlRules.port(URI.create("http://example.com/a"))).isEqualTo(80);
    assertThat(UrlRules.port(URI.create("https://example.com/a"))).isEqualTo(443);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "*.", "", "Example.com", "a.*.com", "*example.com", "a b", "a/b"})
  void shouldRefuseARuleWhenItIsNone(String rule) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UrlRules(false, Set.of(rule), Set.of()))
        .withMessageContaining("allowed-hosts");
  }
}
