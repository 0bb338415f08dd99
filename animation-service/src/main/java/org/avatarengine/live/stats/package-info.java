/**
 * The instance in figures, for people, for Prometheus and for its orchestrator. Read from counters
 * that others keep; any thread.
 */
package org.avatarengine.live.stats;
