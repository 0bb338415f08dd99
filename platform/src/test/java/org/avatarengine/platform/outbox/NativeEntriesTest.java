package org.avatarengine.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jsonwebtoken.Jwts;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jpountz.lz4.LZ4Factory;
import org.junit.jupiter.api.Test;

/** jjwt and lz4-java find classes of their own by name; a native image must be told of each. */
class NativeEntriesTest {

  private static final Pattern NAME = Pattern.compile("io\\.jsonwebtoken\\.impl\\.[\\w.$]+");

  @Test
  void shouldNameEveryClassThatJjwtLooksUp() throws Exception {
    // Given
    Set<String> lookedUp = namesInTheApi();

    // When
    Set<String> named = new TreeSet<>();
    for (JsonNode entry : entries()) {
      named.add(entry.path("name").asText());
      assertThat(Class.forName(entry.path("name").asText())).isNotNull();
    }

    // Then
    assertThat(lookedUp).hasSizeGreaterThan(10);
    assertThat(named).containsAll(lookedUp);
  }

  @Test
  void shouldNameEveryClassThatTheLz4CodecLooksUp() throws Exception {
    // Given
    RegisterForReflection registered = WireRecords.class.getAnnotation(RegisterForReflection.class);
    // When
    Set<String> named = Set.of(registered.classNames());
    // Then
    assertThat(LZ4Factory.safeInstance().fastCompressor().getClass().getName()).isIn(named);
    assertThat(LZ4Factory.safeInstance().highCompressor().getClass().getName()).isIn(named);
    assertThat(LZ4Factory.safeInstance().fastDecompressor().getClass().getName()).isIn(named);
    assertThat(LZ4Factory.safeInstance().safeDecompressor().getClass().getName()).isIn(named);
  }

  private static JsonNode entries() throws IOException {
    try (InputStream in =
        NativeEntriesTest.class.getResourceAsStream(
            "/META-INF/native-image/org.avatarengine/platform/reflect-config.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static Set<String> namesInTheApi() throws IOException, URISyntaxException {
    Path jar = Path.of(Jwts.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Set<String> names = new TreeSet<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (var entry : file.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
        byte[] bytes = file.getInputStream(entry).readAllBytes();
        Matcher matcher = NAME.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
          names.add(matcher.group());
        }
      }
    }
    return names;
  }
}
