/** Faces to simulate with: invented from a seed, or recorded. Any thread, each of its own. */
package org.avatarengine.benchmarks.simulate.face;
