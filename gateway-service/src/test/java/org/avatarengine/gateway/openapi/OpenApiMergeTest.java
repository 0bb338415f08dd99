package org.avatarengine.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class OpenApiMergeTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void shouldKeepPublicPathsAndRenameWhatClashesWhenMerged() throws Exception {
    // Given
    JsonNode one =
        JSON.readTree(
            """
            {"paths":{"/api/v1/a":{"get":{"schema":{"$ref":"#/components/schemas/View"}}},
                      "/internal/x":{"get":{}}},
             "components":{"schemas":{"View":{"type":"object"},"Same":{"type":"string"}}}}
            """);
    JsonNode two =
        JSON.readTree(
            """
            {"paths":{"/api/v1/b":{"get":{"schema":[{"$ref":"#/components/schemas/View"},
                                                     {"$ref":"#/components/schemas/Same"}]}}},
             "components":{"schemas":{"View":{"type":"number"},"Same":{"type":"string"}}}}
            """);
    OpenApiMerge merge = new OpenApiMerge("Avatar Engine", "1");

    // When
    merge.add("one", one);
    merge.add("two", two);
    merge.missing("three");
    JsonNode whole = merge.whole();

    // Then
    assertThat(whole.at("/servers/0/url").asText()).isEqualTo("/");
    assertThat(whole.at("/x-unavailable/0").asText()).isEqualTo("three");
    assertThat(whole.path("paths").properties())
        .extracting(java.util.Map.Entry::getKey)
        .containsExactly("/api/v1/a", "/api/v1/b");
    assertThat(whole.at("/paths/~1api~1v1~1a/get/schema/$ref").asText())
        .isEqualTo("#/components/schemas/View");
    assertThat(whole.at("/paths/~1api~1v1~1b/get/schema/0/$ref").asText())
        .isEqualTo("#/components/schemas/two.View");
    assertThat(whole.at("/paths/~1api~1v1~1b/get/schema/1/$ref").asText())
        .isEqualTo("#/components/schemas/Same");
    assertThat(whole.at("/components/schemas/two.View/type").asText()).isEqualTo("number");
    assertThat(whole.at("/components/securitySchemes/bearer/scheme").asText()).isEqualTo("bearer");
  }
}
