/**
 * Bad links: what they do to packets, decided by a seed, and proxies that do it to real sockets on
 * threads of their own.
 */
package org.avatarengine.benchmarks.simulate.link;
