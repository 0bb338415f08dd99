/**
 * The whole engine as it is started for a measurement, by the project's own script, and a client of
 * its gateway. The engine is driven from one thread; a client may be shared.
 */
package org.avatarengine.benchmarks.engine;
