/** {@code ./avatar replay}: a flight recording once more, frame by frame. On the main thread. */
package org.avatarengine.benchmarks.simulate.replay;
