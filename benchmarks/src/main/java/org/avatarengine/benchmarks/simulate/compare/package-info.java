/** Two configurations side by side, their rounds interleaved. On the main thread. */
package org.avatarengine.benchmarks.simulate.compare;
