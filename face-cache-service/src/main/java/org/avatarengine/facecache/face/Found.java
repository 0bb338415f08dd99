package org.avatarengine.facecache.face;

import org.avatarengine.facecache.entry.CachedFace;
import org.avatarengine.facecache.tier.Tier;

/** A face, and which tier had it. */
record Found(CachedFace face, Tier tier) {}
