/**
 * What viewers lived through: exactness, error, intervals, latency, recovery, closures. Plain
 * arithmetic on the thread of whoever feeds it.
 */
package org.avatarengine.benchmarks.simulate.quality;
