/**
 * What the other services say about avatars. One thread, {@code avatar-events}, owns the Kafka
 * consumer and calls the listener; {@code EventContact} may be asked from any thread.
 */
package org.avatarengine.facecache.event;
