package org.avatarengine.job.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RecordIntakeTest {

  @Test
  void shouldTellPoisonFromWeatherWhenSomethingFails() {
    assertThat(RecordIntake.isPoison(pg("23505"))).isTrue();
    assertThat(RecordIntake.isPoison(new RuntimeException(pg("42P01")))).isTrue();
    assertThat(RecordIntake.isPoison(new NullPointerException())).isTrue();
    assertThat(RecordIntake.isPoison(pg("57P01"))).isFalse();
    assertThat(RecordIntake.isPoison(pg("40P01"))).isFalse();
    assertThat(RecordIntake.isPoison(new IOException("connection refused"))).isFalse();
  }

  private static PgException pg(String state) {
    return new PgException("refused", "ERROR", state, "detail");
  }
}
