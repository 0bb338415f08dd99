/**
 * One run of a scenario: without sockets on a virtual clock on the caller's thread, or over sockets
 * with the clients' threads.
 */
package org.avatarengine.benchmarks.simulate.run;
