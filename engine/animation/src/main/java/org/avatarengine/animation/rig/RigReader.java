package org.avatarengine.animation.rig;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.avatarengine.contract.frame.Channel;

/** Reads and validates a rig's table, as {@code docs/api/rig.schema.json} describes it. */
public final class RigReader {

  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_TARGETS = 512;
  private static final int MAX_LINKS_OF_A_CHANNEL = 64;
  private static final int MAX_POINTS = 32;
  private static final int MAX_CONSTRAINTS = 256;
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,49}");

  private final List<RigTarget> targets = new ArrayList<>();
  private final Map<String, Integer> indices = new HashMap<>();
  private final List<RigLink> links = new ArrayList<>();
  private final List<RigSpring> springs = new ArrayList<>();
  private final List<RigConstraint> constraints = new ArrayList<>();

  private RigReader() {}

  /**
   * Reads a table.
   *
   * @param json UTF-8, at most 1 MiB
   * @throws RigFormatException when it is not a valid rig; names line and column
   */
  public static Rig read(byte[] json) throws RigFormatException {
    if (json.length > MAX_BYTES) {
      throw new RigFormatException("a rig's table has at most " + MAX_BYTES + " bytes", null);
    }
    return new RigReader().rig(json);
  }

  private Rig rig(byte[] json) throws RigFormatException {
    Map<String, RigTable.Node> top =
        RigTable.parse(json)
            .fields(
                "a rig",
                Set.of("format", "name", "title", "targets", "map"),
                Set.of("about", "secondary", "constraints"));
    top.get("format").number("\"format\"", 1, 1);
    String name = top.get("name").text("\"name\"");
    if (!NAME.matcher(name).matches()) {
      throw top.get("name").wrong("a rig's name is lower-case letters, digits and hyphens");
    }
    for (RigTable.Node node : top.get("targets").list("\"targets\"", 1, MAX_TARGETS)) {
      target(node);
    }
    Set<Channel> mapped = new HashSet<>();
    for (RigTable.Node node : top.get("map").list("\"map\"", 1, Channel.COUNT)) {
      map(node, mapped);
    }
    if (top.containsKey("secondary")) {
      for (RigTable.Node node : top.get("secondary").list("\"secondary\"", 0, MAX_TARGETS)) {
        spring(node);
      }
    }
    if (top.containsKey("constraints")) {
      for (RigTable.Node node :
          top.get("constraints").list("\"constraints\"", 0, MAX_CONSTRAINTS)) {
        constraints.add(constraint(node));
      }
    }
    return new Rig(
        name, top.get("title").text("\"title\""), targets, links, springs, constraints, json);
  }

  private void target(RigTable.Node node) throws RigFormatException {
    var fields = node.fields("a target", Set.of("name"), Set.of("unit", "min", "max"));
    String name = fields.get("name").text("a target's name");
    RigTarget.Unit unit = RigTarget.Unit.WEIGHT;
    if (fields.containsKey("unit")) {
      String key = fields.get("unit").text("\"unit\"");
      if (key.equals(RigTarget.Unit.DEGREES.key())) {
        unit = RigTarget.Unit.DEGREES;
      } else if (!key.equals(RigTarget.Unit.WEIGHT.key())) {
        throw fields.get("unit").wrong("\"unit\" is \"weight\" or \"degrees\"");
      }
    }
    boolean degrees = unit == RigTarget.Unit.DEGREES;
    float min = bound(fields.get("min"), "\"min\"", degrees ? -180 : 0);
    float max = bound(fields.get("max"), "\"max\"", degrees ? 180 : 1);
    if (min >= max) {
      throw node.wrong("a target's \"min\" is less than its \"max\"");
    }
    if (indices.putIfAbsent(name, targets.size()) != null) {
      throw node.wrong("the target \"" + name + "\" is there twice");
    }
    targets.add(new RigTarget(name, unit, min, max));
  }

  private static float bound(RigTable.Node node, String what, float otherwise)
      throws RigFormatException {
    return node == null ? otherwise : node.number(what, -360, 360);
  }

  private void map(RigTable.Node node, Set<Channel> mapped) throws RigFormatException {
    var fields = node.fields("an entry of \"map\"", Set.of("from", "to"), Set.of());
    Channel channel = channel(fields.get("from"));
    if (!mapped.add(channel)) {
      throw fields.get("from").wrong("\"" + channel.key() + "\" is mapped twice");
    }
    for (RigTable.Node to : fields.get("to").list("\"to\"", 1, MAX_LINKS_OF_A_CHANNEL)) {
      var link = to.fields("an entry of \"to\"", Set.of("target"), Set.of("weight", "curve"));
      float weight =
          link.containsKey("weight") ? link.get("weight").number("\"weight\"", -360, 360) : 1;
      RigCurve curve = link.containsKey("curve") ? curve(link.get("curve")) : RigCurve.LINEAR;
      links.add(new RigLink(channel.ordinal(), index(link.get("target")), weight, curve));
    }
  }

  private static RigCurve curve(RigTable.Node node) throws RigFormatException {
    List<RigTable.Node> points = node.list("a curve", 2, MAX_POINTS);
    float[] inputs = new float[points.size()];
    float[] outputs = new float[points.size()];
    for (int i = 0; i < inputs.length; i++) {
      List<RigTable.Node> point = points.get(i).list("a point of a curve", 2, 2);
      inputs[i] = point.get(0).number("a curve's input", 0, 1);
      outputs[i] = point.get(1).number("a curve's output", -4, 4);
      if (i > 0 && inputs[i] <= inputs[i - 1]) {
        throw points.get(i).wrong("the inputs of a curve rise from point to point");
      }
    }
    return new RigCurve(inputs, outputs);
  }

  private void spring(RigTable.Node node) throws RigFormatException {
    var fields =
        node.fields(
            "an entry of \"secondary\"",
            Set.of("target", "follow", "gain", "frequency", "damping"),
            Set.of());
    springs.add(
        new RigSpring(
            index(fields.get("target")),
            channel(fields.get("follow")).ordinal(),
            fields.get("gain").number("\"gain\"", -2, 2),
            fields.get("frequency").number("\"frequency\"", 0.5, 15),
            fields.get("damping").number("\"damping\"", 0.05, 2)));
  }

  private RigConstraint constraint(RigTable.Node node) throws RigFormatException {
    var fields =
        node.fields(
            "a constraint",
            Set.of("kind", "targets"),
            Set.of("source", "target", "limit", "amount"));
    int[] which = indices(fields.get("targets"));
    String kind = fields.get("kind").text("\"kind\"");
    return switch (kind) {
      case "exclude" -> {
        if (which.length != 2) {
          throw fields.get("targets").wrong("\"exclude\" is about two targets");
        }
        yield new RigConstraint.Exclude(which[0], which[1]);
      }
      case "sum" ->
          new RigConstraint.Sum(which, field(node, fields, "limit").number("\"limit\"", 0.01, 16));
      case "blend" ->
          new RigConstraint.Blend(
              index(field(node, fields, "source")),
              which,
              field(node, fields, "amount").number("\"amount\"", 0, 1));
      case "block" -> new RigConstraint.Block(index(field(node, fields, "source")), which);
      case "rest" -> new RigConstraint.Rest(index(field(node, fields, "target")), which);
      default -> throw fields.get("kind").wrong("\"kind\" is exclude, sum, blend, block or rest");
    };
  }

  private static RigTable.Node field(
      RigTable.Node node, Map<String, RigTable.Node> fields, String name)
      throws RigFormatException {
    RigTable.Node field = fields.get(name);
    if (field == null) {
      throw node.wrong("a constraint of this kind needs the field \"" + name + "\"");
    }
    return field;
  }

  private int[] indices(RigTable.Node node) throws RigFormatException {
    List<RigTable.Node> names = node.list("\"targets\"", 1, MAX_TARGETS);
    int[] found = new int[names.size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = index(names.get(i));
    }
    return found;
  }

  private int index(RigTable.Node node) throws RigFormatException {
    String name = node.text("a target's name");
    Integer index = indices.get(name);
    if (index == null) {
      throw node.wrong("there is no target \"" + name + "\" in \"targets\"");
    }
    return index;
  }

  private static Channel channel(RigTable.Node node) throws RigFormatException {
    String name = node.text("a channel's name");
    Channel channel = Channel.named(name);
    if (channel == null) {
      throw node.wrong("there is no channel \"" + name + "\"; they are ARKit's, e.g. \"jawOpen\"");
    }
    return channel;
  }
}
