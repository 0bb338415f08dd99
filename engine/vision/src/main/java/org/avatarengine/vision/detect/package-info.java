/**
 * Finds faces: MediaPipe's BlazeFace detectors, or one from a file with the layout of SCRFD or
 * YuNet, over the whole picture, near a face's last place and, for small faces, over overlapping
 * tiles. Runs on the worker's pool threads.
 */
package org.avatarengine.vision.detect;
