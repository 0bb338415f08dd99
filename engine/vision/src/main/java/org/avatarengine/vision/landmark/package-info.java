/**
 * The 478-point face mesh: 468 surface points refined around lips and eyes, and two irises of five
 * points, numbered as MediaPipe numbers them. Runs on the worker's pool threads.
 */
package org.avatarengine.vision.landmark;
