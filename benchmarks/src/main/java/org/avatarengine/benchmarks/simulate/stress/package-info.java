/** Looks for the first limit of a running engine and mistreats it. On the main thread. */
package org.avatarengine.benchmarks.simulate.stress;
