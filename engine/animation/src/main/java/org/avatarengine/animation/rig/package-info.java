/**
 * Tables from the 61 channels to the blend shapes and bones of a character. Rigs are immutable; a
 * mapper is for one thread.
 */
package org.avatarengine.animation.rig;
