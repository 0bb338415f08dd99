package org.avatarengine.job.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.avatarengine.contract.id.AvatarId;
import org.junit.jupiter.api.Test;

class ViewerRequestTest {

  private static final AvatarId AVATAR = AvatarId.random();

  @Test
  void shouldReadEveryRequestWhenWellFormed() {
    // When
    List<ViewerRequest> requests =
        List.of(
            parse("avatar:subscribe", "{\"avatarId\":\"" + AVATAR + "\"}"),
            parse("avatar:subscribe", "{\"avatarId\":\"" + AVATAR + "\",\"since\":0}"),
            parse("avatar:subscribe", "{\"avatarId\":\"" + AVATAR + "\",\"since\":5000000000}"),
            parse("avatar:unsubscribe", "{\"avatarId\":\"" + AVATAR + "\"}"),
            parse("resume", "{\"since\":12}"));

    // Then
    assertThat(requests)
        .containsExactly(
            new ViewerRequest.Subscribe(AVATAR, null),
            new ViewerRequest.Subscribe(AVATAR, 0L),
            new ViewerRequest.Subscribe(AVATAR, 5_000_000_000L),
            new ViewerRequest.Unsubscribe(AVATAR),
            new ViewerRequest.Resume(12));
  }

  @Test
  void shouldAnswerInvalidWhenMalformed() {
    for (String text :
        List.of(
            "",
            "null",
            "[]",
            "{",
            "{}",
            "{\"event\":\"resume\"}",
            "{\"event\":7,\"data\":{}}",
            "{\"event\":\"resume\",\"data\":[]}",
            "{\"event\":\"resume\",\"data\":{}}",
            "{\"event\":\"resume\",\"data\":{\"since\":-1}}",
            "{\"event\":\"resume\",\"data\":{\"since\":1.5}}",
            "{\"event\":\"resume\",\"data\":{\"since\":\"1\"}}",
            "{\"event\":\"resume\",\"data\":{\"since\":1e400}}",
            "{\"event\":\"avatar:subscribe\",\"data\":{}}",
            "{\"event\":\"avatar:subscribe\",\"data\":{\"avatarId\":7}}",
            "{\"event\":\"avatar:subscribe\",\"data\":{\"avatarId\":\"1-1-1-1-1\"}}",
            "{\"event\":\"avatar:delete\",\"data\":{}}")) {
      // When
      ViewerRequest request = ViewerRequest.parse(text);

      // Then
      assertThat(request).as(text).isInstanceOf(ViewerRequest.Invalid.class);
    }
  }

  @Test
  void shouldNeverThrowWhenFedNoise() {
    // Given
    Random random = new Random(42);
    String seed = "{\"event\":\"avatar:subscribe\",\"data\":{\"avatarId\":\"" + AVATAR + "\"}}";

    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder(seed);
      for (int change = 0; change < 1 + random.nextInt(4); change++) {
        text.setCharAt(random.nextInt(text.length()), (char) (32 + random.nextInt(95)));
      }

      // When
      ViewerRequest request = ViewerRequest.parse(text.toString());

      // Then
      assertThat(request).isNotNull();
    }
  }

  private static ViewerRequest parse(String event, String data) {
    return ViewerRequest.parse("{\"event\":\"" + event + "\",\"data\":" + data + "}");
  }
}
