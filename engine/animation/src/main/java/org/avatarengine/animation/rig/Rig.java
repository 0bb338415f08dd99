package org.avatarengine.animation.rig;

import java.util.List;

/**
 * How a character's face follows the 61 channels: a table that receivers apply and that the server
 * applies for them in its JSON, MessagePack and VMC outputs.
 */
public final class Rig {

  private final String name;
  private final String title;
  private final List<RigTarget> targets;
  private final List<RigLink> links;
  private final List<RigSpring> springs;
  private final List<RigConstraint> constraints;
  private final byte[] table;

  Rig(
      String name,
      String title,
      List<RigTarget> targets,
      List<RigLink> links,
      List<RigSpring> springs,
      List<RigConstraint> constraints,
      byte[] table) {
    this.name = name;
    this.title = title;
    this.targets = List.copyOf(targets);
    this.links = List.copyOf(links);
    this.springs = List.copyOf(springs);
    this.constraints = List.copyOf(constraints);
    this.table = table.clone();
  }

  /** Lower-case letters, digits and hyphens. */
  public String name() {
    return name;
  }

  public String title() {
    return title;
  }

  /** What it moves, in the order of a mapper's output. */
  public List<RigTarget> targets() {
    return targets;
  }

  /** The published table: UTF-8 JSON as it was read. */
  public byte[] table() {
    return table.clone();
  }

  List<RigLink> links() {
    return links;
  }

  List<RigSpring> springs() {
    return springs;
  }

  List<RigConstraint> constraints() {
    return constraints;
  }
}
