/**
 * Registering faces through the gateway, measured with Gatling in a JVM of its own. The simulation
 * runs on Gatling's threads.
 */
package org.avatarengine.benchmarks.registration;
