/**
 * The face task itself: pixels in, artifacts and a face entry out. Runs on the face pool; may
 * block.
 */
package org.avatarengine.mlworker.face;
