/**
 * How fit a photo is for an avatar: six scores, a grade, components, recommendations, and the
 * verdict. Functions of pixels, landmarks and a person mask, for any thread.
 */
package org.avatarengine.vision.quality;
