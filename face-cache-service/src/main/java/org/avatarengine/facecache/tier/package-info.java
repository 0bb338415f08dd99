/**
 * The three places of a face, fastest first: memory, Redis, blob. Everything is asynchronous on the
 * caller's Vert.x context, except memory, which answers at once on any thread.
 */
package org.avatarengine.facecache.tier;
