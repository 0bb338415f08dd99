/**
 * The face cache, tier by tier. The clients of a round have a thread each; the simulation of reads
 * runs on the caller's.
 */
package org.avatarengine.benchmarks.facecache;
