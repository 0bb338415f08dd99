package org.avatarengine.registration.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.avatarengine.registration.ConfigDefaultsTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferenceTest {

  private final WaitConfig config = ConfigDefaultsTest.defaults(WaitConfig.class);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "wait=5 | 5 | wait=5",
        "WAIT = 5 | 5 | wait=5",
        "wait=\"7\" | 7 | wait=7",
        "wait=0 | 0 | wait=0",
        "wait=31 | 30 | wait=30",
        "respond-async | 0 | respond-async",
        "respond-async, wait=3 | 3 | wait=3",
        "return=minimal, respond-async;x=y | 0 | respond-async",
        "wait=-1 | 10 | null",
        "wait=soon | 10 | null",
        "wait | 10 | null",
        "waiting=4 | 10 | null",
        "wait=99999999999999 | 10 | null",
        "'' | 10 | null",
      })
  void shouldWaitAsAskedWhenThePreferenceIsUnderstood(String header, long seconds, String applied) {
    assertThat(Preference.of(List.of(header), config))
        .isEqualTo(new Preference(Duration.ofSeconds(seconds), applied));
  }

  @Test
  void shouldJoinTheHeadersWhenThereAreSeveral() {
    assertThat(Preference.of(List.of("respond-async", "wait=2"), config).patience())
        .isEqualTo(Duration.ofSeconds(2));
    assertThat(Preference.of(List.of(), config).patience()).isEqualTo(Duration.ofSeconds(10));
  }
}
