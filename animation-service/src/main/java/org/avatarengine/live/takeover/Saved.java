package org.avatarengine.live.takeover;

import org.avatarengine.contract.id.SessionId;
import org.avatarengine.contract.id.UserId;

/** A session as it is written to Redis: JSON of its facts and its snapshot. */
record Saved(SessionId id, UserId userId, byte[] facts, byte[] snapshot) {}
