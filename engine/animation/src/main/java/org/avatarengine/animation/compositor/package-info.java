/** Sources to one face: a declared list of stages over 61 floats, on the session's thread. */
package org.avatarengine.animation.compositor;
