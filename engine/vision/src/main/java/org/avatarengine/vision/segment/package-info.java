/**
 * Which pixels of a picture are a person, by MediaPipe's selfie segmentation. Runs on the worker's
 * pool threads, several at once.
 */
package org.avatarengine.vision.segment;
