package org.avatarengine.systemtests.live;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.systemtests.engine.GatewayClient;
import org.avatarengine.systemtests.engine.RunningEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The studio's live page in Chromium: over WebRTC, over a WebSocket that breaks, over a relay. */
class LiveBrowserST {

  private static final double PATIENCE_MS = 30_000;

  /** Keeps the page's peers where a test finds them. */
  private static final String KEEP_PEERS =
      """
      window.peers = [];
      const Peer = window.RTCPeerConnection;
      window.RTCPeerConnection = class extends Peer {
        constructor(configuration) {
          super(%s);
          window.peers.push(this);
        }
      };
      """;

  /** Which kinds of addresses the peers of the page found, and which one carries the frames. */
  private static final String ROUTE =
      """
      async () => {
        const stats = await window.peers.at(-1).getStats();
        for (const transport of stats.values()) {
          if (transport.type === 'transport' && transport.selectedCandidatePairId) {
            const pair = stats.get(transport.selectedCandidatePairId);
            return stats.get(pair.localCandidateId).candidateType + ' ' + pair.state;
          }
        }
        return 'none';
      }
      """;

  private static Playwright playwright;
  private static Browser browser;

  private final RunningEngine engine = RunningEngine.shared();
  private final GatewayClient gateway = GatewayClient.demo(engine);
  private final List<String> faults = new ArrayList<>();

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
                    .setExecutablePath(
                        Path.of(
                            Objects.requireNonNullElse(
                                System.getenv("AVATAR_CHROMIUM"), "/usr/bin/chromium")))
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            // Without a graphics card the head is drawn by the processor.
                            "--use-angle=swiftshader",
                            "--enable-unsafe-swiftshader",
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
  void shouldDriveAndShowTheFaceWhenTheWayIsWebRtc() {
    try (BrowserContext owner = context("configuration");
        BrowserContext guest = context("configuration")) {
      // Given
      Page page = page(owner);
      String session = begin(page, engine.port("gateway"));
      takes(page, "webrtc");
      showsLive(page, "WebRTC");
      assertThat(route(page)).doesNotContain("relay").endsWith("succeeded");
      // When
      slide(page, Channel.JAW_OPEN, 0.7);
      // Then
      shows(page, Channel.JAW_OPEN, 0.5, 1);
      page.locator("[data-emotion=happiness]").click();
      shows(page, Channel.MOUTH_SMILE_LEFT, 0.3, 1);
      screenshot(page, "live");
      String link = page.locator("#second-window").getAttribute("href");
      Page watcher = page(guest);
      watcher.navigate(link);
      takes(watcher, "webrtc");
      showsLive(watcher, "WebRTC");
      shows(watcher, Channel.JAW_OPEN, 0.5, 1);
      assertThat(watcher.locator("#sign-in")).isHidden();
      assertThat(page.locator("[data-meter=viewers]")).hasText("2", patience());
      screenshot(watcher, "watch");
      assertThat(framesPerSecond(page)).isGreaterThan(5);
      assertThat(faults).isEmpty();
      page.locator("#close-session").click();
      assertThat(watcher.locator("[data-state=closed]")).isVisible(visible());
      assertThat(gateway.get("/api/v1/sessions/" + session).status()).isEqualTo(404);
    }
  }

  @Test
  void shouldComeBackByItselfWhenTheNetworkIsCutAndRestored() {
    try (CutWire wire = new CutWire(engine.port("gateway"));
        BrowserContext owner = context("configuration")) {
      // Given
      Page page = page(owner);
      List<String> viewerIds = new ArrayList<>();
      page.onWebSocket(
          socket -> socket.onFrameReceived(frame -> noteWelcome(frame.text(), viewerIds)));
      String session = begin(page, wire.port());
      takes(page, "websocket");
      showsLive(page, "WebSocket");
      slide(page, Channel.JAW_OPEN, 0.7);
      shows(page, Channel.JAW_OPEN, 0.5, 1);
      // When
      wire.cut();
      assertThat(page.locator("[data-state=failed],[data-state=connecting]").first())
          .isVisible(visible());
      screenshot(page, "live-lost");
      wire.mend();
      // Then
      showsLive(page, "WebSocket");
      slide(page, Channel.JAW_OPEN, 0.2);
      shows(page, Channel.JAW_OPEN, 0.05, 0.4);
      assertThat(viewerIds).hasSizeGreaterThan(1);
      assertThat(viewerIds).as("the same viewer").containsOnly(viewerIds.getFirst());
      screenshot(page, "live-socket");
      assertThat(faults).isEmpty();
      assertThat(gateway.delete("/api/v1/sessions/" + session).status()).isEqualTo(204);
    }
  }

  @Test
  void shouldGoThroughTheRelayWhenNoOtherWayIsAllowed() {
    try (Relay relay = Relay.start(engine);
        BrowserContext owner = context("{ ...configuration, iceTransportPolicy: 'relay' }")) {
      // Given
      Page page = page(owner);
      // When
      String session = begin(page, engine.port("gateway"));
      takes(page, "webrtc");
      // Then
      showsLive(page, "WebRTC");
      slide(page, Channel.JAW_OPEN, 0.7);
      shows(page, Channel.JAW_OPEN, 0.5, 1);
      assertThat(route(page)).as(relay.said()).isEqualTo("relay succeeded");
      screenshot(page, "live-relay");
      assertThat(faults).isEmpty();
      assertThat(gateway.delete("/api/v1/sessions/" + session).status()).isEqualTo(204);
    }
  }

  private BrowserContext context(String configuration) {
    BrowserContext context =
        browser.newContext(new Browser.NewContextOptions().setViewportSize(1280, 900));
    context.addInitScript(KEEP_PEERS.formatted(configuration));
    return context;
  }

  private Page page(BrowserContext context) {
    Page page = context.newPage();
    page.onPageError(faults::add);
    return page;
  }

  /** Signs in, begins a session and takes the sliders in hand. */
  private String begin(Page page, int port) {
    page.navigate("http://127.0.0.1:" + port + "/");
    page.locator("#sign-in [name=username]").fill("demo");
    page.locator("#sign-in [name=password]").fill(GatewayClient.demoPassword(engine));
    page.locator("#sign-in button").click();
    assertThat(page.locator("#photo")).isAttached();
    page.locator("a[href='#/live']").first().click();
    page.locator(".live-start").click();
    page.locator("[data-mode=sliders]").click();
    String address = page.url();
    return address.substring(address.lastIndexOf('/') + 1);
  }

  /** Chosen by hand: left to itself, the page takes the other one where a machine is slow. */
  private static void takes(Page page, String transport) {
    page.locator("#transport").selectOption(transport);
  }

  private static void showsLive(Page page, String transport) {
    assertThat(page.locator("[data-state=active]")).isVisible(visible());
    assertThat(page.locator("[data-meter=transport]")).hasText(transport, patience());
    assertThat(page.locator("live-head[data-state=ready]")).isVisible(visible());
  }

  private static void slide(Page page, Channel channel, double value) {
    page.locator("input[name=" + channel.key() + "]")
        .evaluate(
            """
            (slider, value) => {
              slider.value = String(value);
              slider.dispatchEvent(new Event('input', { bubbles: true }));
            }
            """,
            value);
  }

  /** Waits until what the head is given to draw lies in a range. */
  private static void shows(Page page, Channel channel, double from, double to) {
    page.waitForFunction(
        """
        ([channel, from, to]) => {
          const values = document.querySelector('live-head').source();
          return values !== null && values[channel] >= from && values[channel] <= to;
        }
        """,
        List.of(channel.ordinal(), from, to),
        new Page.WaitForFunctionOptions().setTimeout(PATIENCE_MS).setPollingInterval(50));
  }

  private static String route(Page page) {
    return (String) page.evaluate(ROUTE);
  }

  private static int framesPerSecond(Page page) {
    await().until(() -> page.locator("[data-meter=fps]").innerText().matches("[0-9]+"));
    return Integer.parseInt(page.locator("[data-meter=fps]").innerText());
  }

  private static void noteWelcome(String text, List<String> viewerIds) {
    if (text != null && text.startsWith("{")) {
      try {
        JsonNode message = GatewayClient.JSON.readTree(text);
        if (message.path("type").asText().equals("welcome")) {
          viewerIds.add(message.get("viewerId").asText());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void screenshot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target/screenshots/" + name + ".png"))
            .setFullPage(true));
  }

  private static LocatorAssertions.IsVisibleOptions visible() {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS);
  }

  private static LocatorAssertions.HasTextOptions patience() {
    return new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MS);
  }
}
