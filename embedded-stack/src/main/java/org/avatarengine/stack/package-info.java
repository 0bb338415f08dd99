/**
 * Real Postgres, Redis and Kafka inside one JVM, for the laptop and for the tests.
 *
 * <p>Postgres and Redis are child processes, Kafka runs in this JVM on its own threads; start and
 * stop run on the caller's thread, which may block for seconds and is therefore never an event
 * loop.
 */
package org.avatarengine.stack;
