package org.avatarengine.systemtests.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.avatarengine.systemtests.engine.Chromium;
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

  /**
   * The stages make room for the verdict within a second: what was shown is noted as it happens.
   */
  private static final String REMEMBER_STAGES =
      """
      () => {
        window.seenStages = new Set();
        const note = () =>
          document
            .querySelectorAll('[data-stage]')
            .forEach((e) => window.seenStages.add(e.dataset.stage + ':' + e.dataset.state));
        new MutationObserver(note).observe(document.body, {
          subtree: true,
          childList: true,
          attributes: true,
        });
      }
      """;

  private static Chromium chromium;
  private static Browser browser;

  private final RunningEngine engine = RunningEngine.shared();

  @BeforeAll
  static void openBrowser() {
    chromium = new Chromium();
    browser = chromium.browser();
  }

  @AfterAll
  static void closeBrowser() {
    chromium.close();
  }

  @Test
  void shouldShowStagesOverlayAndVerdictWhenAPhotoIsDropped() {
    try (Page page = signedIn()) {
      // Given
      List<String> faults = new ArrayList<>();
      page.onPageError(faults::add);
      page.evaluate(REMEMBER_STAGES);
      // When
      choose(page, new FilePayload("me.jpg", "image/jpeg", Portraits.jpeg(700)));
      // Then
      assertThat(page.locator("#verdict [data-grade]").or(page.locator("#verdict[data-grade]")))
          .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS));
      assertThat(page.locator("#scores")).isVisible();
      assertThat(page.locator("face-canvas canvas")).isVisible();
      for (String layer : List.of("box", "landmarks", "mask")) {
        assertThat(page.locator("[name=layer-" + layer + "]")).isVisible();
      }
      page.getByText("Engine overlay").click();
      assertThat(page.locator("#overlay")).isVisible();
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of("target/screenshots/verdict.png"))
              .setFullPage(true));
      assertThat(faults).isEmpty();
      assertThat(page.evaluate("[...window.seenStages].join(' ')"))
          .as("the stages that were shown live")
          .asString()
          .contains("detect:done", "landmarks:done");
    }
  }

  @Test
  void shouldShowTheReasonsWhenThePhotoHasNoFace() {
    try (Page page = signedIn()) {
      // When
      choose(page, new FilePayload("x.png", "image/png", HostileFiles.NO_FACE.bytes()));
      // Then
      assertThat(page.locator("#outcome[data-status=failed] [data-reason=no-face]"))
          .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS));
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/rejected.png")));
    }
  }

  @Test
  void shouldSaySoWhenThePasswordIsWrong() {
    try (Page page = browser.newPage()) {
      page.navigate(engine.gateway().toString());
      page.locator("#sign-in [name=username]").fill("demo");
      page.locator("#sign-in [name=password]").fill("not the password");
      page.locator("#sign-in button").click();
      assertThat(page.locator("#sign-in [role=alert]")).containsText("password");
      assertThat(page.locator("#photo")).isHidden();
    }
  }

  private Page signedIn() {
    Page page = browser.newPage();
    page.navigate(engine.gateway().toString());
    page.locator("#sign-in [name=username]").fill("demo");
    page.locator("#sign-in [name=password]").fill(GatewayClient.demoPassword(engine));
    page.locator("#sign-in button").click();
    assertThat(page.locator("#photo")).isAttached();
    return page;
  }

  private static void choose(Page page, FilePayload file) {
    page.locator("#photo").setInputFiles(file);
    page.locator("[name=name]").fill("Ada");
    page.locator("#start").click();
  }
}
