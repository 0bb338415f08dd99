/**
 * Facts that leave with their transaction. Sends on one bounded thread of its own, everything else
 * on the caller's event loop.
 */
package org.avatarengine.platform.outbox;
