/**
 * Finds faces: MediaPipe's BlazeFace detectors over the whole picture and, for small faces, over
 * overlapping tiles of it. Runs on the worker's pool threads.
 */
package org.avatarengine.vision.detect;
