/**
 * A face entry as this service holds it: checked once, then passed around. Checking runs on the
 * named, bounded pool {@code face-check}; the values are immutable.
 */
package org.avatarengine.facecache.entry;
