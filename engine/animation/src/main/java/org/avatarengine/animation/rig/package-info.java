/** Tables from the 61 channels to the blend shapes of a character. Immutable once loaded. */
package org.avatarengine.animation.rig;
