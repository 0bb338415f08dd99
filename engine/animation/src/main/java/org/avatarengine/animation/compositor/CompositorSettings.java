package org.avatarengine.animation.compositor;

/** How lively, how smooth, how fast: an animation preset's part. Placeholder of its fields. */
public record CompositorSettings() {

  /** What a session has that asks for nothing. */
  public static CompositorSettings defaults() {
    return new CompositorSettings();
  }
}
