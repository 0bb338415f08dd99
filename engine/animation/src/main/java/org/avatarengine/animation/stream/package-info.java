/** A frame encoded once for each level and base, for all who watch. On the session's thread. */
package org.avatarengine.animation.stream;
