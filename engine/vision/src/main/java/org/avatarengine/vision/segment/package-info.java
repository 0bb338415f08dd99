/** Tells the person from the background. Runs on the worker's pool threads. */
package org.avatarengine.vision.segment;
