package org.avatarengine.live.api;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a calibration found.
 *
 * @param sources how many showed a face
 */
@RegisterForReflection
public record CalibrationView(int sources) {}
