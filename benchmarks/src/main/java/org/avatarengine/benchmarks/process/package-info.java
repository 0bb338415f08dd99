/**
 * Other programs that a benchmark runs, each bounded in time and ended with this one. Called from
 * one thread; the shutdown hook is the only other.
 */
package org.avatarengine.benchmarks.process;
