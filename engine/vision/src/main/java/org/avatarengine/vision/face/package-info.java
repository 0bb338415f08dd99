/**
 * The whole way from frames to a face that can be registered: detect, landmarks, tracks, crop,
 * mask, quality, overlay. Runs on the worker's pool threads.
 */
package org.avatarengine.vision.face;
