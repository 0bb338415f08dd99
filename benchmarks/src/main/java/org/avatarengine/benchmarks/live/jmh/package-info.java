/** The steps of a frame, measured by JMH in JVMs of its own with one thread. */
package org.avatarengine.benchmarks.live.jmh;
