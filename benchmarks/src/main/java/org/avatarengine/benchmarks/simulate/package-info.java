/**
 * The programs {@code ./avatar simulate} and {@code ./avatar replay}: what they are asked and how
 * they tell. On the main thread.
 */
package org.avatarengine.benchmarks.simulate;
