package org.avatarengine.systemtests.engine;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The installed Chromium, without a window. */
public final class Chromium implements AutoCloseable {

  private final Playwright playwright;
  private final Browser browser;

  public Chromium() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(
                        Path.of(
                            Objects.requireNonNullElse(
                                System.getenv("AVATAR_CHROMIUM"), "/usr/bin/chromium")))
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            // Three dimensions without a graphics card: by the processor.
                            "--use-angle=swiftshader",
                            "--enable-unsafe-swiftshader",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  public Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
