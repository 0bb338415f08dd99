package org.avatarengine.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.avatarengine.live.device.DeviceConfig;
import org.avatarengine.live.ingest.IngestConfig;
import org.avatarengine.live.peer.RtcConfig;
import org.avatarengine.live.session.SessionConfig;
import org.avatarengine.live.socket.SocketConfig;
import org.avatarengine.live.takeover.TakeoverConfig;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void shouldHaveTheDocumentedDefaultsWhenNothingIsSet() {
    // When
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withConverter(Duration.class, 100, new DurationConverter())
            .withConverter(MemorySize.class, 100, new MemorySizeConverter())
            .withMapping(SessionConfig.class)
            .withMapping(SocketConfig.class)
            .withMapping(IngestConfig.class)
            .withMapping(RtcConfig.class)
            .withMapping(DeviceConfig.class)
            .withMapping(TakeoverConfig.class)
            .build();
    // Then
    SessionConfig session = config.getConfigMapping(SessionConfig.class);
    assertThat(session.max()).isEqualTo(2_000);
    assertThat(session.maxPerUser()).isEqualTo(50);
    assertThat(session.maxViewers()).isEqualTo(200);
    assertThat(session.idleTimeout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(session.tokenLife()).isEqualTo(Duration.ofHours(12));
    assertThat(session.maxTokenLife()).isEqualTo(Duration.ofDays(30));
    assertThat(session.recordingTime()).isEqualTo(Duration.ofMinutes(1));
    assertThat(session.recordingSize().asLongValue()).isEqualTo(512 << 10);
    assertThat(session.presetsFolder()).isEmpty();
    assertThat(session.rigsFolder()).isEmpty();
    SocketConfig socket = config.getConfigMapping(SocketConfig.class);
    assertThat(socket.ping()).isEqualTo(Duration.ofSeconds(10));
    assertThat(socket.silence()).isEqualTo(Duration.ofSeconds(30));
    assertThat(socket.maxMessage().asLongValue()).isEqualTo(64 << 10);
    assertThat(socket.maxWaiting()).isEqualTo(64);
    assertThat(socket.maxUnread()).isEqualTo(64);
    IngestConfig ingest = config.getConfigMapping(IngestConfig.class);
    assertThat(ingest.enabled()).isTrue();
    assertThat(ingest.host()).isEqualTo("0.0.0.0");
    assertThat(ingest.port()).isEqualTo(11_111);
    assertThat(ingest.vmcPort()).isEqualTo(39_539);
    assertThat(ingest.ifacialmocapPort()).isEqualTo(49_983);
    assertThat(ingest.vtubeStudioPort()).isZero();
    assertThat(ingest.announcedHost()).isEmpty();
    assertThat(ingest.rate()).isEqualTo(600);
    assertThat(ingest.unpairedRate()).isEqualTo(20);
    assertThat(ingest.rebindAfter()).isEqualTo(Duration.ofSeconds(5));
    assertThat(ingest.maxWaiting()).isEqualTo(64);
    RtcConfig rtc = config.getConfigMapping(RtcConfig.class);
    assertThat(rtc.enabled()).isTrue();
    assertThat(rtc.host()).isEqualTo("0.0.0.0");
    assertThat(rtc.port()).isEqualTo(8_767);
    assertThat(rtc.announced()).isEmpty();
    assertThat(rtc.maxPeers()).isEqualTo(1_000);
    assertThat(rtc.connectTimeout()).isEqualTo(Duration.ofSeconds(15));
    assertThat(rtc.consentTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(rtc.maxWaiting()).isEqualTo(64);
    DeviceConfig devices = config.getConfigMapping(DeviceConfig.class);
    assertThat(devices.allowed()).isEmpty();
    assertThat(devices.maxOutputs()).isEqualTo(4);
    TakeoverConfig takeover = config.getConfigMapping(TakeoverConfig.class);
    assertThat(takeover.enabled()).isTrue();
    assertThat(takeover.url()).isEmpty();
    assertThat(takeover.lease()).isEqualTo(Duration.ofMillis(2_500));
    assertThat(takeover.heartbeat()).isEqualTo(Duration.ofMillis(500));
    assertThat(takeover.snapshotEvery()).isEqualTo(Duration.ofSeconds(1));
    assertThat(takeover.keep()).isEqualTo(Duration.ofMinutes(10));
    assertThat(takeover.timeout()).isEqualTo(Duration.ofSeconds(1));
  }
}
