package org.avatarengine.platform.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboxKeyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inbox/crm-2/Ada.Portrait_1.jpg",
        "inbox/a/.hidden",
        "inbox/a/a..b",
        "inbox/0/-",
      })
  void shouldReadBackWhatItWritesWhenItIsAKey(String path) {
    assertThat(InboxKey.of(path).path()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "inbox",
        "inbox/crm",
        "inbox/crm/",
        "inbox//a.jpg",
        "/inbox/crm/a.jpg",
        "inbox/crm/a.jpg/",
        "inbox/crm/sub/a.jpg",
        "inbox/crm/.",
        "inbox/crm/..",
        "inbox/crm/...",
        "inbox/../a.jpg",
        "inbox/./a.jpg",
        "inbox/crm/../../originals/x",
        "inbox/crm\\a.jpg",
        "inbox/crm/a%2e%2e",
        "inbox/crm/a b.jpg",
        "inbox/crm/a.jpg\n",
        "inbox/crm/a\0.jpg",
        "inbox/CRM/a.jpg",
        "inbox/crm/ä.jpg",
        "INBOX/crm/a.jpg",
        "originals/crm/a.jpg",
      })
  void shouldRefuseWhatIsNoKey(String path) {
    assertThatIllegalArgumentException().isThrownBy(() -> InboxKey.of(path));
  }

  @Test
  void shouldBoundTheLengthsWhenTheyAreLong() {
    assertThat(InboxKey.of("inbox/" + "p".repeat(64) + "/" + "n".repeat(128))).isNotNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InboxKey.of("inbox/" + "p".repeat(65) + "/n"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InboxKey.of("inbox/p/" + "n".repeat(129)));
  }
}
