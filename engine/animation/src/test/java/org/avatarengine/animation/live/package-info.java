/** Tests of the live session, with viewers that decode. */
package org.avatarengine.animation.live;
