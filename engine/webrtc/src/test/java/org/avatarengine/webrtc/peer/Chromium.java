package org.avatarengine.webrtc.peer;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A real Chromium, and the few lines of a page that connects to us. */
final class Chromium implements AutoCloseable {
  private static final String PAGE =
      """
      window.offer = async (config) => {
        const pc = (window.pc = new RTCPeerConnection(config));
        window.got = { frames: [], control: [] };
        window.closed = null;
        const open = (label, options) => {
          const channel = pc.createDataChannel(label, options);
          channel.binaryType = 'arraybuffer';
          channel.onmessage = (event) =>
            window.got[label].push({
              at: performance.now(),
              text: typeof event.data === 'string' ? event.data : null,
              bytes: typeof event.data === 'string' ? null : [...new Uint8Array(event.data)],
            });
          channel.onclose = () => (window.closed ??= performance.now());
          return channel;
        };
        window.frames = open('frames', {
          ordered: false,
          maxRetransmits: 0,
          protocol: 'avatar.frame.v1',
        });
        window.control = open('control', {});
        await pc.setLocalDescription(await pc.createOffer());
        return pc.localDescription.sdp;
      };
      window.answer = (sdp) => window.pc.setRemoteDescription({ type: 'answer', sdp });
      window.pair = async () => {
        const stats = await window.pc.getStats();
        for (const report of stats.values()) {
          if (report.type === 'candidate-pair' && report.nominated && report.state === 'succeeded') {
            return stats.get(report.localCandidateId).candidateType;
          }
        }
        return 'none';
      };
      """;

  private final Playwright playwright;
  private final Browser browser;

  Chromium() {
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
                            "--disable-gpu",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--allow-loopback-in-peer-connection")));
  }

  Page page() {
    Page page = browser.newPage();
    page.evaluate("() => {" + PAGE + "}");
    return page;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
