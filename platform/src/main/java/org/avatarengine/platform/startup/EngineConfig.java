package org.avatarengine.platform.startup;

/** What holds for the whole engine. */
public interface EngineConfig {

  /** {@code avatar.mode}: {@code local} or {@code production}, which is the default. */
  Mode mode();
}
