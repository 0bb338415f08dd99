package org.avatarengine.systemtests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The few rules that modules cannot keep by themselves. */
class ArchitectureTest {

  private static final List<String> NON_BLOCKING =
      List.of(
          "org.avatarengine.gateway..",
          "org.avatarengine.registration..",
          "org.avatarengine.job..",
          "org.avatarengine.facecache..",
          "org.avatarengine.live..",
          "org.avatarengine.animation..");

  private static JavaClasses product;

  @BeforeAll
  static void readEveryModule() throws IOException {
    Path root = Path.of(System.getProperty("avatar.root"));
    List<Path> compiled;
    try (Stream<Path> folders =
        Files.find(root, 4, (path, is) -> path.endsWith("target/classes"))) {
      compiled = folders.filter(path -> !path.startsWith(root.resolve("system-tests"))).toList();
    }
    product = new ClassFileImporter().importPaths(compiled);
    assertThat(product.stream().map(type -> type.getPackageName()).distinct())
        .as("every module is read")
        .anyMatch(name -> name.startsWith("org.avatarengine.contract"))
        .anyMatch(name -> name.startsWith("org.avatarengine.vision"))
        .anyMatch(name -> name.startsWith("org.avatarengine.gateway"))
        .anyMatch(name -> name.startsWith("org.avatarengine.mlworker"));
  }

  @Test
  void shouldHaveNoPackageCycles() {
    slices().matching("org.avatarengine.(*).(*)..").should().beFreeOfCycles().check(product);
  }

  @Test
  void shouldNotWaitWhereEventLoopsRun() {
    for (String service : NON_BLOCKING) {
      noClasses()
          .that()
          .resideInAPackage(service)
          .should()
          .callMethod("io.smallrye.mutiny.groups.UniAwait", "indefinitely")
          .orShould()
          .callMethod("io.smallrye.mutiny.groups.UniAwait", "atMost", "java.time.Duration")
          .orShould()
          .callMethod("java.util.concurrent.CompletableFuture", "join")
          .orShould()
          .callMethod("java.util.concurrent.CompletableFuture", "get")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", java.time.Duration.class)
          .because("a blocked event loop stalls everyone whom it serves")
          .check(product);
    }
  }

  @Test
  void shouldKeepTheEnginePlainJava() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.avatarengine.vision..",
            "org.avatarengine.modelzoo..",
            "org.avatarengine.video..",
            "org.avatarengine.animation..",
            "org.avatarengine.webrtc..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.quarkus..", "io.smallrye..", "jakarta..", "org.avatarengine.platform..")
        .check(product);
  }

  /**
   * Sessions and transactions open at the edges, through Panache; what runs in them is a store's.
   */
  @Test
  void shouldKeepPersistenceInsideStores() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.avatarengine.registration..",
            "org.avatarengine.job..",
            "org.avatarengine.gateway..")
        .and()
        .haveSimpleNameNotContaining("Store")
        .and()
        .haveSimpleNameNotEndingWith("Row")
        .and()
        .haveSimpleNameNotEndingWith("Entity")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.hibernate..", "jakarta.persistence..")
        .check(product);
  }
}
