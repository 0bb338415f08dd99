package org.avatarengine.registration.stats;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * How long a stage takes, in seconds.
 *
 * @param p95 of the last hour
 * @param p99 of the last hour
 * @param count since the start
 */
@RegisterForReflection
public record StageSummary(double average, double p95, double p99, long count) {}
