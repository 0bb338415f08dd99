/**
 * A live session: sources, compositor, viewers, doctor and flight recorder, on one thread for life.
 */
package org.avatarengine.animation.live;
