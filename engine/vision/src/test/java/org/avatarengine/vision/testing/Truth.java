package org.avatarengine.vision.testing;

import org.avatarengine.vision.geometry.Box;
import org.avatarengine.vision.geometry.Point;

/**
 * Where a drawn portrait's features are, pixels; left is the image's left.
 *
 * @param box around the face from forehead to chin
 */
public record Truth(
    Point leftEye, Point rightEye, Point nose, Point leftMouth, Point rightMouth, Box box) {}
