package org.avatarengine.facecache.report;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is said on {@code avatar.face-events}, and how often. */
@ConfigMapping(prefix = "avatar.face-cache.reports")
public interface ReportConfig {

  /** Reads are counted in memory and told this often; a crash loses those since. */
  @WithDefault("30s")
  Duration flushEvery();

  /** Avatars that are counted at a time; from nine tenths of it on counts are told at once. */
  @WithDefault("100000")
  int maxAvatars();

  /** A face that stays damaged is reported again after this long. */
  @WithDefault("1m")
  Duration damageAgainAfter();
}
