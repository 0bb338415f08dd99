package org.avatarengine.gateway.studio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudioRoutesTest {

  @ParameterizedTest
  @CsvSource({
    "/avatars/123,true",
    "/sign-in,true",
    "/avatar,false",
    "/avatar/list,false",
    "/api/v1/avatars,false",
    "/health,false",
    "/assets/app.js,false",
    "/favicon.svg,false",
    "/swagger-ui,false",
    "/.well-known/jwks.json,false",
    "/,false"
  })
  void shouldKnowItsOwnPages(String path, boolean page) {
    assertThat(StudioRoutes.isPage(path)).isEqualTo(page);
  }

  @ParameterizedTest
  @CsvSource({
    "/assets/app-3f2a.js,'public, max-age=31536000, immutable'",
    "/,no-cache",
    "/index.html,no-cache",
    "/avatars/1,no-cache",
    "/api/v1/avatars,"
  })
  void shouldLetOnlyHashedAssetsBeKept(String path, String caching) {
    assertThat(StudioRoutes.caching(path)).isEqualTo(caching);
  }
}
