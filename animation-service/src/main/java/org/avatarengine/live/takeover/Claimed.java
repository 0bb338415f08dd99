package org.avatarengine.live.takeover;

/** A session as Redis kept it: JSON of its facts and its snapshot. */
record Claimed(byte[] facts, byte[] snapshot) {}
