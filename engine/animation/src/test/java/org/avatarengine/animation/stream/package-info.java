/** Tests of frames encoded once for all. */
package org.avatarengine.animation.stream;
