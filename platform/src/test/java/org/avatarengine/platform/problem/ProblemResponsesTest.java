package org.avatarengine.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.NotFoundException;
import java.util.concurrent.CompletionException;
import org.avatarengine.contract.problem.Problem;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.junit.jupiter.api.Test;

class ProblemResponsesTest {

  @Test
  void shouldCarryTypeAndReasonsWhenTheProblemIsKnown() {
    // Given
    Reason reason = new Reason("no-face", "No face was found.");
    // When
    Problem problem =
        ProblemResponses.toProblem(
            new CompletionException(ProblemException.of(ProblemType.REJECTED, reason)));
    // Then
    assertThat(problem.type()).isEqualTo("/problems/rejected");
    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.reasons()).containsExactly(reason);
  }

  @Test
  void shouldSayNothingOfTheInsideWhenTheFailureIsASurprise() {
    // When
    Problem problem = ProblemResponses.toProblem(new IllegalStateException("secret detail"));
    // Then
    assertThat(problem.status()).isEqualTo(500);
    assertThat(problem.toString()).doesNotContain("secret detail");
  }

  @Test
  void shouldKeepTheStatusWhenJaxRsFailed() {
    assertThat(ProblemResponses.toProblem(new NotFoundException()).type())
        .isEqualTo("/problems/not-found");
  }
}
