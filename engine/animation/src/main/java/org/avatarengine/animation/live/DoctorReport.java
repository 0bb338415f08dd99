package org.avatarengine.animation.live;

/** How a session fares: packets seen, last subject, dead channels, clock drift, loss, advice. */
public record DoctorReport() {}
