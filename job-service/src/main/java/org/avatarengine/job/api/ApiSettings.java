package org.avatarengine.job.api;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of the job API. */
@ConfigMapping(prefix = "avatar.job.api")
public interface ApiSettings {

  /** The longest {@code ?wait=}. */
  @WithDefault("30s")
  Duration longestWait();

  /** How often a waiting request reads the job again without being woken. */
  @WithDefault("250ms")
  Duration rereadEvery();

  /** Requests that may wait at a time on one instance; more are answered 503. */
  @WithDefault("1000")
  int maxWaiting();

  /** The largest page of a list. */
  @WithDefault("100")
  int maxPageSize();
}
