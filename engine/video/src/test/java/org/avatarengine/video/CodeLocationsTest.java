package org.avatarengine.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodeLocationsTest {

  @Test
  void shouldNameEveryPartOnceWhenAllAreThere() {
    // When
    List<String> places = List.of(CodeLocations.classPath().split(":"));

    // Then
    assertThat(places).doesNotHaveDuplicates().hasSize(6);
    assertThat(places).anyMatch(place -> place.contains(CodeLocations.platform()));
  }

  @Test
  void shouldNameTheMissingPartWhenAJarIsNotThere() throws Exception {
    // Given
    try (var nothing = new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader())) {

      // When / Then
      assertThatThrownBy(() -> CodeLocations.classPath(nothing))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("jar of video");
    }
  }

  @Test
  void shouldFindThePlaceWhenItIsAFolderOrAJarWithBlanks() throws Exception {
    // Given
    URL folder = URI.create("file:/a%20b/classes/x/Y.class").toURL();
    URL jar = URI.create("jar:file:/a%20b/lib/z.jar!/x/Y.class").toURL();

    // When
    Path fromFolder = CodeLocations.place(folder, "x/Y.class");
    Path fromJar = CodeLocations.place(jar, "x/Y.class");

    // Then
    assertThat(fromFolder).isEqualTo(Path.of("/a b/classes"));
    assertThat(fromJar).isEqualTo(Path.of("/a b/lib/z.jar"));
  }
}
