/** Points, boxes and affine maps in pixels: immutable values and pure functions, for any thread. */
package org.avatarengine.vision.geometry;
