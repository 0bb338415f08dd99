/**
 * Waiting without holding a thread: who waits for which avatar, and how they are woken, by this
 * instance or another. Event loops only.
 */
package org.avatarengine.registration.waiting;
