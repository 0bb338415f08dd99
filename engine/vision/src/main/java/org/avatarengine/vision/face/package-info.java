/**
 * The whole way from an upright picture to a face that can be registered: detect, landmarks, crop,
 * mask, quality, overlay. Runs on the worker's pool threads.
 */
package org.avatarengine.vision.face;
