/** Numbers and what is asked of them. Plain values, of any thread. */
package org.avatarengine.benchmarks.figure;
