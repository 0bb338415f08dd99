package org.avatarengine.benchmarks.faceread;

/**
 * A registered face.
 *
 * @param bytes length of its binary entry
 */
record KnownFace(String avatarId, int bytes) {}
