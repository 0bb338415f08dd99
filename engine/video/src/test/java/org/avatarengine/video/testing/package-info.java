/** Clips for tests and benchmarks, written in the caller's process and on its thread. */
package org.avatarengine.video.testing;
