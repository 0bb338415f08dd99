/**
 * Measures the engine on this machine and writes what it found to {@code docs/benchmarks.md}. A
 * program of its own: everything here runs on its main thread unless a package says otherwise.
 */
package org.avatarengine.benchmarks;
