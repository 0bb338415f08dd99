package org.avatarengine.animation.live;

/** Counters of a session for stats and metrics. */
public record SessionStats() {}
