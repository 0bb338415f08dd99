/**
 * Hints beside a verdict: pictures that are the same, clips that look replayed. Never a reason to
 * refuse. Runs on the worker's pool threads; the cues of a clip belong to one thread.
 */
package org.avatarengine.vision.hint;
