/**
 * Where frames come from: a photo, a GIF or a clip. Plain values; a source belongs to one thread.
 */
package org.avatarengine.vision.frame;
