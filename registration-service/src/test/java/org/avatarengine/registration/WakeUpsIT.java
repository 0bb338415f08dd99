package org.avatarengine.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.stack.EmbeddedStackResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
@WithTestResource(Peers.class)
class WakeUpsIT extends Harness {

  @Inject RedisDataSource redis;

  private int listeners() {
    return redis.execute("PUBSUB", "NUMSUB", "registration:wake").get(1).toInteger();
  }

  @Test
  void shouldListenAgainWhenRedisDroppedTheConnection() {
    // Given
    await().atMost(SOON).until(() -> listeners() == 1);
    // When
    redis.execute("CLIENT", "KILL", "TYPE", "pubsub");
    // Then
    await().atMost(SOON).until(() -> listeners() == 1);
  }

  @Test
  void shouldAnswerAllTheSameWhenRedisDropsTheConnectionInMidWait() {
    // Given
    peers.onSubmit(
        submission -> {
          redis.execute("CLIENT", "KILL", "TYPE", "pubsub");
          complete(submission);
        });
    // When
    var response = upload(portrait(), "Prefer", "wait=20");
    // Then
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(peers.submission(JobId.of(body(response).get("jobId").textValue()))).isNotNull();
  }
}
