/**
 * Uploaded files to upright sRGB pixels, and back to PNG. Everything that arrives here is hostile:
 * sizes are read before pixels, memory is bounded, and what does not decode is refused with a
 * reason. Runs on the worker's pool threads; keeps no state between calls.
 */
package org.avatarengine.vision.image;
