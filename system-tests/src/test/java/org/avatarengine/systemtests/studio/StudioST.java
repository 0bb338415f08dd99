package org.avatarengine.systemtests.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.avatarengine.systemtests.engine.GatewayClient;
import org.avatarengine.systemtests.engine.HostileFiles;
import org.avatarengine.systemtests.engine.Portraits;
import org.avatarengine.systemtests.engine.RunningEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The studio as a person uses it, in Chromium. */
class StudioST {

  private static final double PATIENCE_MS = 60_000;

  private static Playwright playwright;
  private static Browser browser;

  private final RunningEngine engine = RunningEngine.shared();

  @BeforeAll
  static void openBrowser() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of("/usr/bin/chromium"))
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  @AfterAll
  static void closeBrowser() {
    browser.close();
    playwright.close();
  }

  @Test
  void shouldShowStagesOverlayAndVerdictWhenAPhotoIsDropped() {
    try (Page page = signedIn()) {
      // Given
      List<String> faults = new ArrayList<>();
      page.onPageError(faults::add);
      // When
      choose(page, new FilePayload("me.jpg", "image/jpeg", Portraits.jpeg(700)));
      // Then
      assertThat(page.getByTestId("stage-detect"))
          .hasAttribute(
              "data-state",
              "done",
              new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE_MS));
      assertThat(page.getByTestId("verdict"))
          .containsText(
              "success",
              new LocatorAssertions.ContainsTextOptions()
                  .setIgnoreCase(true)
                  .setTimeout(PATIENCE_MS));
      assertThat(page.getByTestId("overlay")).isVisible();
      for (String toggle : List.of("box", "landmarks", "mask")) {
        assertThat(page.getByTestId("toggle-" + toggle)).isVisible();
      }
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of("target/screenshots/verdict.png"))
              .setFullPage(true));
      assertThat(faults).isEmpty();
    }
  }

  @Test
  void shouldShowTheReasonsWhenThePhotoHasNoFace() {
    try (Page page = signedIn()) {
      // When
      choose(page, new FilePayload("x.png", "image/png", HostileFiles.NO_FACE.bytes()));
      // Then
      assertThat(page.getByTestId("reasons"))
          .containsText(
              "face",
              new LocatorAssertions.ContainsTextOptions()
                  .setIgnoreCase(true)
                  .setTimeout(PATIENCE_MS));
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/rejected.png")));
    }
  }

  @Test
  void shouldSaySoWhenThePasswordIsWrong() {
    try (Page page = browser.newPage()) {
      page.navigate(engine.gateway().toString());
      page.getByTestId("username").fill("demo");
      page.getByTestId("password").fill("not the password");
      page.getByTestId("sign-in").click();
      Locator message = page.getByTestId("sign-in-error");
      assertThat(message).isVisible();
      assertThat(message.textContent()).isNotBlank();
    }
  }

  private Page signedIn() {
    Page page = browser.newPage();
    page.navigate(engine.gateway().toString());
    page.getByTestId("username").fill("demo");
    page.getByTestId("password").fill(GatewayClient.demoPassword(engine));
    page.getByTestId("sign-in").click();
    assertThat(page.getByTestId("file")).isAttached();
    return page;
  }

  private static void choose(Page page, FilePayload file) {
    page.getByTestId("file").setInputFiles(file);
    page.getByTestId("register").click();
  }
}
