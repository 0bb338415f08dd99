/** Emotions as weights of blend shapes. Immutable tables. */
package org.avatarengine.animation.emotion;
