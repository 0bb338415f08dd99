/**
 * How fit a photo is for an avatar: six scores, a grade, components, recommendations, and the
 * verdict. Pure functions of pixels and landmarks, for any thread.
 */
package org.avatarengine.vision.quality;
