package org.avatarengine.registration.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.avatarengine.contract.job.Preset;
import org.avatarengine.contract.problem.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestReaderTest {

  private static final String GOOD =
      """
      {"id":"6f1c2e4a-0000-4000-8000-000000000001","type":"job-request","version":1,\
      "time":"2026-11-20T10:00:00Z","data":{"requestId":"crm:42","ownerId":\
      "6f1c2e4a-0000-4000-8000-0000000000aa","kind":"face","original":{"inboxKey":\
      "inbox/crm/ada.jpg"},"name":" Ada ","description":"x","tags":["one"," one","two",""],\
      "preset":"fast","consent":{"policyVersion":"2","time":"2026-11-20T09:00:00Z"}}}""";

  @Test
  void shouldReadARequestWhenAllOfItIsRight() {
    // When
    var read = (RequestReader.Read.Request) read(GOOD);
    // Then
    assertThat(read.request().requestId()).isEqualTo("crm:42");
    assertThat(read.request().preset()).isEqualTo(Preset.FAST);
    assertThat(read.request().consent().policyVersion()).isEqualTo("2");
    assertThat(read.profile().name()).isEqualTo("Ada");
    assertThat(read.profile().tags()).containsExactly("one", "two");
    assertThat(read.fingerprint()).matches("[0-9a-f]{64}");
  }

  @Test
  void shouldHaveTheSameFingerprintWhenOnlyTheEnvelopeAndTheOrderDiffer() {
    // Given
    String other =
        GOOD.replace("000000000001", "000000000002")
            .replace("10:00:00Z", "11:00:00Z")
            .replace("\"preset\":\"fast\",", "")
            .replace("\"kind\":\"face\"", "\"preset\":\"fast\",\"kind\":\"face\"");
    // When // Then
    assertThat(fingerprint(other)).isEqualTo(fingerprint(GOOD));
    assertThat(fingerprint(GOOD.replace("\"two\"", "\"three\""))).isNotEqualTo(fingerprint(GOOD));
    assertThat(fingerprint(GOOD.replace("ada.jpg", "eve.jpg"))).isNotEqualTo(fingerprint(GOOD));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"type\":\"job-request\"        | \"type\":\"face-task\"               | wrong-type",
        "\"version\":1                   | \"version\":2                        | unknown-version",
        "\"version\":1                   | \"version\":\"1\"                    | unknown-version",
        "\"version\":1                   | \"version\":1,\"extra\":true         | unknown-field",
        "\"version\":1,                  | ``                                   | missing-field",
        "2026-11-20T10:00:00Z            | yesterday                            | invalid-field",
        "6f1c2e4a-0000-4000-8000-000000000001 | 1-1-1-1-1                       | invalid-field",
        "\"data\":{                      | \"data\":3,\"x\":{                   | unknown-field",
        "\"requestId\":\"crm:42\",       | ``                                   | missing-field",
        "\"requestId\":\"crm:42\"        | \"requestId\":null                   | missing-field",
        "\"requestId\":\"crm:42\"        | \"requestId\":\"a b\"                | invalid-field",
        "\"requestId\":\"crm:42\"        | \"requestId\":42                     | invalid-field",
        "8000-0000000000aa               | 8000                                 | invalid-field",
        "\"kind\":\"face\"               | \"kind\":\"body\"                    | kind-not-offered",
        "\"kind\":\"face\"               | \"kind\":\"FACE\"                    | invalid-field",
        "\"kind\":\"face\"               | \"kind\":0                           | invalid-field",
        "\"preset\":\"fast\"             | \"preset\":\"best\"                  | invalid-field",
        "\"preset\":\"fast\"             | \"prest\":\"fast\"                   | unknown-field",
        "\"preset\":\"fast\"             | \"preset\":\"fast\",\"preset\":\"fast\" | not-json",
        "inbox/crm/ada.jpg               | inbox/crm/../ada.jpg                 | invalid-field",
        "inbox/crm/ada.jpg               | originals/crm/ada.jpg                | invalid-field",
        "\"inboxKey\":                   | \"url\":\"https://a/b\",\"inboxKey\": | invalid-field",
        "\"inboxKey\":\"inbox/crm/ada.jpg\" | ``                                | invalid-field",
        "\"inboxKey\":\"inbox/crm/ada.jpg\" | \"url\":\"https://a b\"           | invalid-field",
        "\"inboxKey\":\"inbox/crm/ada.jpg\" | \"key\":\"inbox/crm/ada.jpg\"     | invalid-field",
        "\"name\":\" Ada \"              | \"name\":\"  \"                      | missing-field",
        "\"name\":\" Ada \"              | \"name\":\"a\\u0007b\"               | invalid-name",
        "[\"one\",\" one\",\"two\",\"\"] | \"one\"                              | invalid-field",
        "[\"one\",\" one\",\"two\",\"\"] | [\"one\",null]                       | invalid-field",
        "\"policyVersion\":\"2\",        | ``                                   | invalid-field",
        "\"policyVersion\":\"2\"         | \"policyVersion\":\"\"              | invalid-field",
        "}}}                             | }}} {}                               | not-json",
        "}}}                             | }}                                   | not-json",
      })
  void shouldSayWhatIsWrongWhenItDoesNotFit(String part, String instead, String code) {
    // Given
    assertThat(GOOD).contains(part);
    // When
    var refused = (RequestReader.Read.Refused) read(GOOD.replace(part, instead));
    // Then
    assertThat(refused.reasons()).extracting(Reason::code).contains(code);
    assertThat(refused.reasons()).extracting(Reason::message).allMatch(text -> text.endsWith("."));
  }

  @Test
  void shouldNameTheFieldWhenItIsUnknown() {
    assertThat(refusals(GOOD.replace("\"preset\"", "\"prest\"")))
        .singleElement()
        .extracting(Reason::message)
        .isEqualTo("There is no field \"data.prest\".");
  }

  @Test
  void shouldNameEveryFieldWhenSeveralAreMissing() {
    assertThat(refusals("{\"data\":{}}")).hasSize(9);
  }

  @Test
  void shouldRefuseWhenTheBytesAreNoText() {
    assertThat(refusals(null)).extracting(Reason::code).containsExactly("not-json");
    assertThat(refusals("null")).extracting(Reason::code).containsExactly("not-json");
    assertThat(refusals("[1]")).extracting(Reason::code).containsExactly("not-json");
    byte[] latin = GOOD.replace("Ada", "Zo\u00eb").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(((RequestReader.Read.Refused) RequestReader.read(latin)).reasons())
        .extracting(Reason::code)
        .containsExactly("not-utf-8");
    assertThat(refusals("[".repeat(5_000))).extracting(Reason::code).containsExactly("not-json");
    assertThat(refusals(GOOD + " ".repeat(RequestReader.LONGEST)))
        .extracting(Reason::code)
        .containsExactly("record-too-large");
  }

  @Test
  void shouldNeverThrowWhenARecordIsMutated() {
    // Given
    java.util.Random random = new java.util.Random(7);
    byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 20_000; round++) {
      byte[] mutated = good.clone();
      for (int flips = 0; flips <= random.nextInt(4); flips++) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
      }
      // When // Then
      assertThat(RequestReader.read(mutated)).isNotNull();
    }
  }

  @Test
  void shouldRepeatOnlyTheBeginningWhenTheRecordIsLong() {
    // Given
    byte[] bytes = "é".repeat(RequestReader.LONGEST).getBytes(StandardCharsets.UTF_8);
    byte[] odd = ("a" + "é".repeat(RequestReader.LONGEST)).getBytes(StandardCharsets.UTF_8);
    // Then
    assertThat(RequestReader.repeated(bytes)).isEqualTo("é".repeat(RequestReader.LONGEST / 2));
    assertThat(RequestReader.repeated(odd))
        .isEqualTo("a" + "é".repeat(RequestReader.LONGEST / 2 - 1));
    assertThat(RequestReader.repeated(null)).isEmpty();
  }

  private static RequestReader.Read read(String text) {
    return RequestReader.read(text == null ? null : text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Reason> refusals(String text) {
    return ((RequestReader.Read.Refused) read(text)).reasons();
  }

  private static String fingerprint(String text) {
    return ((RequestReader.Read.Request) read(text)).fingerprint();
  }
}
