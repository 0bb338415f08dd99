/**
 * The viewers and performers of the benchmarks: a process of its own, told what to do line by line.
 * Its sockets belong to one I/O thread; commands come on the main thread.
 */
package org.avatarengine.benchmarks.live.load;
