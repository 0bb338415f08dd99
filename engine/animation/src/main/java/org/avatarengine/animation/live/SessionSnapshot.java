package org.avatarengine.animation.live;

/** A session at a moment, to be taken over by another instance. Written to JSON by Jackson. */
public record SessionSnapshot() {}
